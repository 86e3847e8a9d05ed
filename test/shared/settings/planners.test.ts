// Changing settings in a real vault: one line of the file, one line of the ledger, by people.
import { describe, expect, test } from 'vitest';
import { acknowledge } from '../../../shared/integrity/record-drift';
import { setSetting, unsetSetting } from '../../../shared/settings/planners';
import { currentSettings } from '../../../shared/settings/queries';
import { AGENT, openTemporary, PERSON, temporaryVault } from '../vault/temporary-vault';

const CONFIG = '.touchstone/config.yaml';

function thrown(act: () => unknown): object {
  try {
    act();
  } catch (error) {
    return error as object;
  }
  throw new Error('nothing was refused');
}

describe('changing a setting', () => {
  test('edits its line and keeps the comments beside it', () => {
    const { run, bytes, edit } = temporaryVault();
    const text = `${bytes(CONFIG).toString()}claim.lease: 3h # agreed in May\npolicy.actors:\n  dev-*: developer # all of them\n  pm-1: pm\n`;
    edit(CONFIG, text);
    run(acknowledge({ paths: [CONFIG] }), PERSON);
    run(setSetting({ key: 'claim.lease', value: '2h' }), PERSON);
    run(setSetting({ key: 'policy.actors', value: 'dev-*=developer,pm-2=pm' }), PERSON);
    expect(bytes(CONFIG).toString()).toBe(text.replace('3h #', '2h #').replace('pm-1', 'pm-2'));
  });

  test('answers what it is and was, and takes effect at once', () => {
    const { root, run, read } = temporaryVault();
    const { item, notes } = run(setSetting({ key: 'claim.limit', value: '3' }), PERSON);
    expect(item).toMatchObject({ key: 'claim.limit', value: 3, default: 1, previous: 1, is_default: false });
    expect(notes.map(({ path }) => path)).toEqual([CONFIG]);
    expect(openTemporary(root).vault.config.settings['claim.limit']).toBe(3);
    expect(read(currentSettings).items.find(({ key }) => key === 'claim.limit')).toMatchObject({ value: 3 });
  });

  test('and back again gives the bytes back', () => {
    const { run, bytes } = temporaryVault();
    const before = bytes(CONFIG);
    run(setSetting({ key: 'workflow.exit_rules', value: 'blocked=open' }), PERSON);
    expect(bytes(CONFIG).equals(before)).toBe(false);
    expect(run(unsetSetting({ key: 'workflow.exit_rules' }), PERSON).item).toMatchObject({ is_default: true, previous: { blocked: ['open'] } });
    expect(bytes(CONFIG).equals(before)).toBe(true);
  });

  test('is refused to agents, before anything else is looked at', () => {
    const { run } = temporaryVault();
    for (const planner of [setSetting({ key: 'claim.limit', value: '3' }), unsetSetting({ key: 'claim.limit' })]) {
      expect(thrown(() => run(planner, AGENT))).toMatchObject({ code: 'E_POLICY' });
      expect(thrown(() => run(planner, { ...AGENT, role: 'human' }))).toMatchObject({ code: 'E_POLICY' });
    }
  });

  test('is refused when settings would contradict each other', () => {
    const { run, bytes } = temporaryVault();
    run(setSetting({ key: 'workflow.custom_statuses', value: 'qa' }), PERSON);
    run(setSetting({ key: 'workflow.sequence', value: 'open,qa,closed' }), PERSON);
    const before = bytes(CONFIG);
    for (const planner of [unsetSetting({ key: 'workflow.custom_statuses' }), setSetting({ key: 'workflow.custom_statuses', value: 'review' })]) {
      expect(thrown(() => run(planner, PERSON))).toMatchObject({ code: 'E_USAGE', message: 'workflow.sequence: there is no status qa.' });
    }
    expect(bytes(CONFIG).equals(before)).toBe(true);
  });
});
