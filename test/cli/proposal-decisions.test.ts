// The verbs that decide proposals, on the built program: a person at a real terminal sees the change and types the id.
import { chmodSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ProposalItem } from '../../shared/proposal/item';
import { temporaryFolder, type TestVault } from './harness';
import { AFTER, create, decide, proposed, RETRO, TARGET, TEXT, vaultWithTarget, type Written } from './proposal-vault';

/** An editor that runs a line of shell on the file, `$1`. */
function editor(line: string): string {
  const file = join(temporaryFolder(), 'editor');
  writeFileSync(file, `#!/bin/sh\n${line}\n`);
  chmodSync(file, 0o755);
  return file;
}

describe('deciding at a terminal', () => {
  it('accepts after showing the change and having the id typed', () => {
    const vault = vaultWithTarget();
    const { id, path } = proposed(vault);
    const { code, output } = decide(vault, ['accept', id.slice(0, 9), '--reason', 'Agreed.'], id);
    expect(code).toBe(0);
    expect(output).toContain('-Integration tests never mock.');
    expect(output).toContain(`Type "${id}" to confirm`);
    expect(output).toContain(`Accepted ${id}: ${TARGET}`);
    expect(vault.read(TARGET)).toBe(AFTER);
    expect(vault.read(path.replace('_inbox', '_archive/proposals'))).toMatch(/^status: accepted$/m);
    expect(vault.run(['integrity', 'verify']).code).toBe(0);
  });

  it('merges into what the target says by now', () => {
    const vault = vaultWithTarget();
    const { id } = proposed(vault);
    vault.edit(TARGET, TEXT.replace('All projects.', 'Ours.'));
    expect(vault.runAsHuman(['integrity', 'ack', TARGET]).code).toBe(0);
    expect(decide(vault, ['accept', id], id).output).toMatch(/Accepted PROP-.* \(merged into what it says now\)/);
    expect(vault.read(TARGET)).toBe(AFTER.replace('All projects.', 'Ours.'));
  });

  it('applies nothing on a conflict, until a person settles it in an editor', () => {
    const vault = vaultWithTarget();
    const { id } = proposed(vault);
    vault.edit(TARGET, TEXT.replace('Integration tests never mock.', 'Integration tests mock at night.'));
    expect(vault.runAsHuman(['integrity', 'ack', TARGET]).code).toBe(0);
    expect(vault.run(['proposal', 'diff', id]).stdout).toMatch(/can't be applied .* both changed the same lines\.\nline 15 of the target:\n {2}now {7}Integration tests mock at night\.\n {2}proposed {2}Integration tests never mock anything\.\n/);
    const refused = decide(vault, ['accept', id], '');
    expect(refused.code).toBe(5);
    expect(refused.output).toMatch(/accept PROP-.* --edit/);
    const unsettled = decide(vault, ['accept', id, '--edit'], '', { VISUAL: editor('true'), TMPDIR: temporaryFolder() });
    expect(unsettled.code).toBe(2);
    expect(unsettled.output).toMatch(/still holds the marks of a conflict/);
    const settle = editor(`sed -i -e '/^<<<<<<< now/,/^=======/d' -e '/^>>>>>>> proposed/d' "$1"`);
    expect(decide(vault, ['accept', id, '--edit'], id, { VISUAL: settle }).code).toBe(0);
    expect(vault.read(TARGET)).toBe(AFTER);
  });

  it('applies what was edited, with an editor that has arguments', () => {
    const vault = vaultWithTarget();
    const { id, path } = proposed(vault);
    const { code, output } = decide(vault, ['accept', id, '--edit'], id, { EDITOR: 'sed -i s/anything/anything,ever/' });
    expect(code).toBe(0);
    expect(output).toContain('+Integration tests never mock anything,ever.');
    expect(vault.read(TARGET)).toBe(AFTER.replace('anything', 'anything,ever'));
    expect(vault.read(path.replace('_inbox', '_archive/proposals'))).toContain('## Applied\n');
  });

  it('keeps the edited text when it was not applied', () => {
    const vault = vaultWithTarget();
    const { id } = proposed(vault);
    const { code, output } = decide(vault, ['accept', id, '--edit'], 'no', { EDITOR: 'sed -i s/anything/everything/', TMPDIR: temporaryFolder() });
    expect(code).toBe(2);
    const kept = /The edited text is kept in (\S.*?)\r?\n/.exec(output)?.[1] ?? '';
    expect(readFileSync(kept, 'utf8')).toBe(AFTER.replace('anything', 'everything'));
  });

  it('applies a text of one\'s own with --body-file', () => {
    const vault = vaultWithTarget();
    const { id } = proposed(vault);
    const own = AFTER.replace('anything', 'at all');
    vault.edit('own.txt', own);
    expect(decide(vault, ['accept', id, '--body-file', 'own.txt'], id).output).toMatch(/Accepted PROP-.* \(edited\)/);
    expect(vault.read(TARGET)).toBe(own);
    expect(decide(vault, ['accept', id, '--edit', '--body-file', 'own.txt'], '').output).toMatch(/not both/);
  });

  it('rejects with a reason, which the same proposal is told of later', () => {
    const vault = vaultWithTarget();
    const { id } = proposed(vault);
    expect(decide(vault, ['reject', id], '')).toMatchObject({ code: 2, output: expect.stringMatching(/needs --reason/) as string });
    expect(decide(vault, ['reject', id, '--reason', 'Tried in spring.'], id).output).toContain(`Rejected ${id}: Tried in spring.`);
    expect(create(vault).json().meta['warnings']).toEqual([expect.stringMatching(new RegExp(`${id} and rejected by .*: Tried in spring\\.`))]);
    expect(decide(vault, ['accept', id], '')).toMatchObject({ code: 9 });
  });

  it('defers to a day, and shows then that it is due', () => {
    const vault = vaultWithTarget();
    const { id } = proposed(vault);
    expect(decide(vault, ['defer', id, '--until', '2026-12-01'], id).output).toContain(`Deferred ${id} to 2026-12-01`);
    expect(vault.run(['proposal', 'list']).stdout).toContain('deferred to 2026-12-01');
    expect(vault.run(['proposal', 'list'], { env: { TOUCHSTONE_NOW: '2026-12-01T00:00:00Z' } }).stdout).toContain('deferred, due');
    expect(decide(vault, ['defer', id, '--until', '2026-01-01'], id).code).toBe(2);
  });

  it('reverts to what was there, and makes a counter-proposal once the target moved on', () => {
    const vault = vaultWithTarget();
    const { id } = proposed(vault);
    decide(vault, ['accept', id], id);
    expect(decide(vault, ['revert', id], id).output).toMatch(/This change would be taken back:[^]*Reverted PROP-.*pending again/);
    expect(vault.read(TARGET)).toBe(TEXT);
    decide(vault, ['accept', id], id);
    vault.edit(TARGET, AFTER.replace('All projects.', 'Ours.'));
    vault.runAsHuman(['integrity', 'ack', TARGET]);
    const reverted = decide(vault, ['revert', id, '--reason', 'Too strict.'], id);
    expect(reverted.output).toMatch(/Made (PROP-\w{5}), which proposes to take PROP-\w{5} out of/);
    expect(vault.read(TARGET)).toBe(AFTER.replace('All projects.', 'Ours.'));
    expect(vault.run(['proposal', 'list', '--json']).json<ProposalItem[]>().data).toMatchObject([{ reverts: id, kind: 'change', target_path: TARGET }]);
    expect(vault.run(['integrity', 'verify']).code).toBe(0);
  });
});

describe('what decides nothing', () => {
  let vault: TestVault;
  let proposal: ProposalItem;
  beforeAll(() => {
    vault = vaultWithTarget();
    proposal = proposed(vault);
  });

  function expectUndecided(): void {
    expect(vault.read(TARGET)).toBe(TEXT);
    expect(vault.read(proposal.path)).toMatch(/^status: pending$/m);
  }

  it.each([['nothing', ''], ['yes', 'yes'], ['another id', 'PROP-zzzzz']])('typing %s', (_, typed) => {
    expect(decide(vault, ['accept', proposal.id], typed)).toMatchObject({ code: 2, output: expect.stringMatching(/Not confirmed/) as string });
    expectUndecided();
  });

  it('a dry run, in which nobody is asked', () => {
    const { code, output } = decide(vault, ['accept', proposal.id, '--dry-run'], '');
    expect(code).toBe(0);
    expect(output).toContain('Dry run: nothing was written');
    expectUndecided();
  });

  it.each<[string, Record<string, string>, RegExp]>([
    ['--edit without an editor', {}, /neither VISUAL nor EDITOR is set/],
    ['--edit when the editor fails', { EDITOR: 'false' }, /ended with 1\. Nothing was changed/],
    ['--edit when there is no such editor', { EDITOR: 'no-such-editor' }, /ended with 127\. Nothing was changed/],
  ])('%s', (_, env, message) => {
    const folder = temporaryFolder();
    const { code, output } = decide(vault, ['accept', proposal.id, '--edit'], '', { ...env, TMPDIR: folder });
    expect(code).toBe(2);
    expect(output).toMatch(message);
    expect(readdirSync(folder)).toEqual([]);
    expectUndecided();
  });

  it.each([['accept', []], ['reject', ['--reason', 'x']], ['defer', ['--until', '2026-12-01']], ['revert', []]])('an agent: proposal %s', (verb, args) => {
    const refused = vault.run(['proposal', verb, proposal.id, ...args, '--json'], RETRO);
    expect(refused.code).toBe(7);
    expect(refused.failure()).toMatchObject({ code: 'E_POLICY', message: expect.stringMatching(/may not decide a proposal; that is for human/) as string });
    expect(vault.run(['proposal', verb, proposal.id, ...args, '--json'], { as: 'ada', role: 'human' }).failure().code).toBe('E_POLICY');
    expectUndecided();
  });
});

describe('proposal withdraw', () => {
  it('lets an agent take back what is its own, and nothing else', () => {
    const vault = vaultWithTarget();
    const { id } = proposed(vault);
    const refused = vault.run(['proposal', 'withdraw', id, '--json'], { as: 'dev-7', role: 'developer' });
    expect([refused.code, refused.failure().code]).toEqual([7, 'E_POLICY']);
    const answer = vault.run(['proposal', 'withdraw', id, '--reason', 'Not needed.', '--json'], RETRO);
    expect(answer.json<Written<ProposalItem>>().data.item).toMatchObject({ status: 'withdrawn', decision_reason: 'Not needed.' });
    expect(vault.run(['proposal', 'withdraw', id], RETRO).code).toBe(0);
    expect(vault.run(['proposal', 'list', '--status', 'withdrawn', '--quiet']).stdout).toBe(`${id}\n`);
  });
});
