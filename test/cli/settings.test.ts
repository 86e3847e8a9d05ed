// `touchstone settings` on the built program: reading for all, changing for a person at a terminal.
import { describe, expect, it } from 'vitest';
import { SETTING_KEYS } from '../../shared/settings/table';
import { parseDocument } from './documents';
import { run, temporaryFolder, temporaryVault, type TestVault } from './harness';

interface Item {
  key: string;
  value: unknown;
  default: unknown;
  is_default: boolean;
  allowed: string;
}

const CONFIG = '.touchstone/config.yaml';
const AGENT = { as: 'dev-7', role: 'developer' };

/** A person's `--json` call: the terminal mixes both streams, so the document is the line that begins with a brace. */
function document<Data>(vault: TestVault, args: readonly string[]): { code: number | null; document: { kind: string; data: Data; error: { code: string; message: string; hint: string } } } {
  const seen = vault.runAsHuman([...args, '--json']);
  const line = seen.output.split(/\r?\n/).find((candidate) => candidate.startsWith('{'));
  if (line === undefined) throw new Error(`no document: exit ${seen.code}\n${seen.output}`);
  return { code: seen.code, document: parseDocument(`${line}\n`) as never };
}

describe('settings list and get', () => {
  it('show every setting with its default, and what was changed', () => {
    const vault = temporaryVault({ settings: { 'claim.lease': '2h' } });
    const { data, meta } = vault.run(['settings', 'list', '--json']).json<Item[]>();
    expect(data).toHaveLength(SETTING_KEYS.length);
    expect(meta).toMatchObject({ total: SETTING_KEYS.length, path: CONFIG, warnings: [] });
    expect(data.find(({ key }) => key === 'claim.lease')).toMatchObject({ value: '2h', default: '4h', is_default: false });
    expect(data.find(({ key }) => key === 'workflow.exit_rules')).toMatchObject({ value: { blocked: ['open', 'in_progress'], deferred: ['open', 'in_progress'] }, is_default: true });
    const changed = vault.run(['settings', 'list', '--changed', '--fields', 'key', '--json']).json<Item[]>();
    expect(changed.data).toEqual([{ key: 'claim.lease' }]);
    const text = vault.run(['settings', 'list']).stdout;
    expect(text).toMatch(/^claim\.lease +2h +4h +How long a claim holds/m);
    expect(text).toMatch(/^system_vault +\(none\)/m);
    expect(temporaryVault().run(['settings', 'list', '--changed']).stdout).toBe('All settings have their defaults.\n');
  });

  it('give one value, with the hash that a change may be based on', () => {
    const vault = temporaryVault({ settings: { 'policy.actors': 'dev-*=developer,pm-1=pm' } });
    const { data } = vault.run(['settings', 'get', 'policy.actors', '--json']).json<Item & { sha256: string; path: string }>();
    expect(data).toMatchObject({ value: { 'dev-*': 'developer', 'pm-1': 'pm' }, default: {}, path: CONFIG });
    expect(data.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(vault.run(['settings', 'get', 'policy.actors', '--quiet']).stdout).toBe('dev-*=developer,pm-1=pm\n');
    expect(vault.run(['settings', 'get', 'claim.lease']).stdout).toContain('How long a claim holds');
  });

  it('warn of keys that mean nothing', () => {
    const vault = temporaryVault();
    const lines = vault.read(CONFIG).split('\n').length;
    vault.edit(CONFIG, `${vault.read(CONFIG)}claim.leese: 2h\n`);
    const { meta } = vault.run(['settings', 'get', 'claim.lease', '--json']).json<Item>();
    expect(meta['warnings']).toEqual([`${CONFIG}, line ${lines}: claim.leese is no setting; did you mean claim.lease?`]);
  });
});

describe('settings set and unset', () => {
  it('change one line of the file, on the ledger, and keep its comments', () => {
    const vault = temporaryVault();
    const before = vault.read(CONFIG);
    const set = document<{ item: Item & { previous: unknown }; op: { seq: number }; notes: { path: string }[] }>(vault, ['settings', 'set', 'claim.lease', '2h', '--reason', 'Short tasks']);
    expect(set.code).toBe(0);
    expect(set.document).toMatchObject({ kind: 'settings.set', data: { item: { key: 'claim.lease', value: '2h', previous: '4h', is_default: false }, notes: [{ path: CONFIG }] } });
    expect(vault.read(CONFIG)).toBe(`${before}claim.lease: 2h\n`);
    const log = vault.run(['integrity', 'log', '--op', 'settings.set', '--json']).json<{ actor: string; kind: string; reason: string }[]>();
    expect(log.data).toMatchObject([{ kind: 'human', reason: 'Short tasks' }]);
    const unset = document<{ item: Item }>(vault, ['settings', 'unset', 'claim.lease']);
    expect(unset.document.data.item).toMatchObject({ value: '4h', is_default: true });
    expect(vault.read(CONFIG)).toBe(before);
    expect(vault.run(['integrity', 'verify']).code).toBe(0);
  });

  it('take key=value, lists and maps', () => {
    const vault = temporaryVault();
    for (const [assignment, value] of [
      ['workflow.custom_statuses=in-review,on-hold', ['in-review', 'on-hold']],
      ['workflow.sequence=open,in_progress,in-review,delivered,closed', ['open', 'in_progress', 'in-review', 'delivered', 'closed']],
      ['workflow.exit_rules=blocked=open|in-review,on-hold=open', { blocked: ['open', 'in-review'], 'on-hold': ['open'] }],
      ['policy.actors=dev-*=developer,*=retro', { 'dev-*': 'developer', '*': 'retro' }],
      ['workflow.fsm=true', true],
      ['claim.limit=3', 3],
      ['system_vault=../company vault', '../company vault'],
    ] as const) {
      expect(document<{ item: Item }>(vault, ['settings', assignment]).document.data.item.value).toEqual(value);
    }
    const { data } = vault.run(['settings', 'list', '--changed', '--json']).json<Item[]>();
    expect(data.map(({ key }) => key)).toEqual(['claim.limit', 'policy.actors', 'workflow.fsm', 'workflow.sequence', 'workflow.exit_rules', 'workflow.custom_statuses', 'system_vault']);
    expect(vault.runAsHuman(['settings', 'set', 'policy.actors=']).output).toContain('policy.actors is (none), the default');
  });

  it('with a value that holds already record nothing', () => {
    const vault = temporaryVault({ settings: { 'claim.limit': '2' } });
    const again = document<{ op: null }>(vault, ['settings', 'set', 'claim.limit', '2']);
    expect([again.code, again.document.data.op]).toEqual([0, null]);
    expect(document<{ op: null }>(vault, ['settings', 'unset', 'claim.lease']).document.data.op).toBeNull();
  });

  it('in a dry run, or based on another version, write nothing', () => {
    const vault = temporaryVault();
    const before = vault.read(CONFIG);
    expect(document<{ op: { dry_run: boolean } }>(vault, ['settings', 'set', 'claim.limit', '2', '--dry-run']).document.data.op.dry_run).toBe(true);
    const conflict = document(vault, ['settings', 'set', 'claim.limit', '2', '--if-sha256', '0'.repeat(64)]);
    expect([conflict.code, conflict.document.error.code]).toEqual([5, 'E_CONFLICT']);
    expect(vault.read(CONFIG)).toBe(before);
  });

  it('are for a person: an agent is refused, whatever its role', () => {
    const vault = temporaryVault();
    const before = vault.read(CONFIG);
    for (const role of ['developer', 'pm', 'sr-pm', 'dispatcher']) {
      for (const args of [['settings', 'set', 'claim.lease', '2h'], ['settings', 'claim.lease=2h'], ['settings', 'unset', 'claim.lease']]) {
        const refused = vault.run([...args, '--json'], { as: 'agent-1', role });
        expect([refused.code, refused.failure().code]).toEqual([7, 'E_POLICY']);
        expect(refused.failure().message).toContain('may not change settings');
      }
    }
    expect(vault.read(CONFIG)).toBe(before);
  });

  it('refuse what is no setting or not allowed, and say what is', () => {
    const vault = temporaryVault();
    const before = vault.read(CONFIG);
    for (const [args, message, hint] of [
      [['set', 'claim.leas', '2h'], 'There is no setting "claim.leas".', 'Did you mean claim.lease?'],
      [['set', 'lease', '2h'], 'There is no setting "lease".', 'Did you mean claim.lease?'],
      [['get', 'objects.keep'], 'There is no setting "objects.keep".', 'Did you mean objects.keep_days?'],
      [['unset', 'prefix'], 'There is no setting "prefix".', 'touchstone settings list'],
      [['set', 'claim.lease', '2 hours'], 'claim.lease: "2 hours" is not allowed.', 'a whole number with s, m, h or d'],
      [['set', 'gates.evidence', 'maybe'], 'gates.evidence: "maybe" is not allowed.', 'Allowed: required, warn, off.'],
      [['set', 'workflow.fsm', 'yes'], 'workflow.fsm: "yes" is not allowed.', 'Allowed: true, false.'],
      [['set', 'claim.limit', '0'], 'claim.limit: "0" is not allowed.', 'a whole number from 1 to 100'],
      [['set', 'policy.actors', 'dev-*=boss'], 'policy.actors: "dev-*=boss" is not allowed.', 'roles: developer, pm'],
      [['set', 'workflow.sequence', 'open,testing'], 'workflow.sequence: there is no status testing.', 'workflow.custom_statuses adds more'],
      [['set', 'claim.lease'], 'settings set needs a value for claim.lease.', 'settings unset'],
    ] as const) {
      const refused = document(vault, ['settings', ...args]);
      expect([refused.code, refused.document.error.code, refused.document.error.message]).toEqual([2, 'E_USAGE', message]);
      expect(refused.document.error.hint).toContain(hint);
    }
    expect(vault.read(CONFIG)).toBe(before);
  });

  it('refuse a file that drifted, and keep what is in it', () => {
    const vault = temporaryVault();
    vault.edit(CONFIG, `${vault.read(CONFIG)}# by hand\n`);
    const refused = document(vault, ['settings', 'set', 'claim.limit', '2']);
    expect([refused.code, refused.document.error.code]).toEqual([6, 'E_INTEGRITY']);
    expect(vault.read(CONFIG)).toContain('# by hand\n');
  });
});

describe('a configuration that nobody can use', () => {
  it.each([
    ['version: 1\nprefix: [\n', 6, 'E_INTEGRITY', 'line 2'],
    ['version: 2\nprefix: P\nproject: p\n', 6, 'E_INTEGRITY', 'version 2'],
    ['version: 1\nprefix: P\nproject: p\n\nclaim.lease: soon\n', 2, 'E_USAGE', `${CONFIG}, line 5: claim.lease: "soon" is not allowed.`],
    ['version: 1\nprefix: P\nproject: p\nfolders:\n  stories: ../up\n', 2, 'E_USAGE', 'folders.stories: "../up" is no folder of the vault'],
  ])('is named with its line: %j', (text, code, error, message) => {
    const vault = temporaryVault();
    vault.edit(CONFIG, text);
    for (const args of [['settings', 'list'], ['status'], ['settings', 'get', 'claim.lease']]) {
      const failed = vault.run([...args, '--json']);
      expect([failed.code, failed.failure().code]).toEqual([code, error]);
      expect(failed.failure().message).toContain(message);
    }
  });

  it('outside a vault is not found', () => {
    expect(run(['settings', 'list', '--json'], { cwd: temporaryFolder() }).failure().code).toBe('E_NOT_FOUND');
    expect(run(['settings', 'list', '--json'], { cwd: temporaryFolder(), ...AGENT }).code).toBe(3);
  });
});
