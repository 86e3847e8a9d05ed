// The proposal verbs on the built program: agents propose through pipes, a person decides at a real terminal.
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ProposalItem } from '../../shared/proposal/item';
import type { ShownProposal } from '../../shared/proposal/queries';
import { temporaryFolder, temporaryVault, type CallOptions, type Outcome, type TestVault } from './harness';

const RETRO: CallOptions = { as: 'retro-2', role: 'retro' };
const TARGET = 'conventions/Testing pyramid.md';
const TEXT = [
  '---', 'type: convention', 'scope: system', 'status: active', 'confidence: high', 'created: 2026-01-02', '---',
  '# Testing pyramid', '', '## Context', 'All projects.', '', '## Content', 'Unit tests may mock.', 'Integration tests never mock.', '',
].join('\n');
const AFTER = TEXT.replace('never mock', 'never mock anything');

interface Written<Item> { item: Item; op: { dry_run: boolean } | null; notes: { path: string }[] }

function vaultWithTarget(notes: Record<string, string> = {}): TestVault {
  return temporaryVault({ notes: { [TARGET]: TEXT, ...notes } });
}

function create(vault: TestVault, input = AFTER, args: string[] = []): Outcome {
  return vault.run(['proposal', 'create', '--target', 'Testing pyramid', '--motivation', 'Two rejections.', '--impact', 'All developers.', ...args, '--json'], { ...RETRO, input });
}

function proposed(vault: TestVault, input?: string): ProposalItem {
  return create(vault, input).json<Written<ProposalItem>>().data.item;
}

/** Runs a decision as a person who types `input`. */
function decide(vault: TestVault, args: string[], input: string, env: Record<string, string> = {}): { code: number | null; output: string } {
  return vault.runAsHuman(['proposal', ...args], { input: `${input}\n`, env: { NO_COLOR: '1', ...env } });
}

/** An editor that runs a line of shell on the file, `$1`. */
function editor(line: string): string {
  const file = join(temporaryFolder(), 'editor');
  writeFileSync(file, `#!/bin/sh\n${line}\n`);
  chmodSync(file, 0o755);
  return file;
}

describe('proposal create', () => {
  it('takes the text from a pipe and answers the proposal with its hash', () => {
    const vault = vaultWithTarget();
    const { data } = create(vault).json<Written<ProposalItem>>();
    expect(data.item).toMatchObject({ kind: 'change', status: 'pending', target_path: TARGET, author: 'retro-2', author_role: 'retro', created: '2026-11-21' });
    expect(data.notes.map(({ path }) => path)).toEqual([data.item.path]);
    expect(vault.read(data.item.path)).toContain('## Motivation\nTwo rejections.\n');
    expect(vault.read(TARGET)).toBe(TEXT);
  });

  it('takes the text from a file, and says in words where the proposal waits', () => {
    const vault = vaultWithTarget();
    vault.edit('new.txt', '# New\r\n');
    const { stdout, code } = vault.run(['proposal', 'create', '--target', 'patterns/New', '--motivation', 'm', '--impact', 'i', '--body-file', 'new.txt'], RETRO);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Proposed PROP-[0-9a-z]{5} \(create of patterns\/New\.md\); it waits for a person in _inbox\/PROP-\w{5} New\.md\n$/);
  });

  it('proposes a removal without a text', () => {
    const vault = vaultWithTarget();
    const answer = vault.run(['proposal', 'create', '--target', TARGET, '--delete', '--motivation', 'm', '--impact', 'i', '--json'], RETRO);
    expect(answer.json<Written<ProposalItem>>().data.item.kind).toBe('delete');
  });

  it('writes nothing in a dry run', () => {
    const vault = vaultWithTarget();
    const { op, item } = create(vault, AFTER, ['--dry-run']).json<Written<ProposalItem>>().data;
    expect(op?.dry_run).toBe(true);
    expect(existsSync(join(vault.root, item.path))).toBe(false);
  });

  it('holds --if-sha256 against the target', () => {
    const vault = vaultWithTarget();
    const { sha256 } = vault.run(['note', 'read', TARGET, '--json']).json<{ sha256: string }>().data;
    expect(create(vault, AFTER, ['--if-sha256', '0'.repeat(64)]).failure().code).toBe('E_CONFLICT');
    expect(create(vault, AFTER, ['--if-sha256', sha256]).code).toBe(0);
  });

  it.each<[string, string[], number, string, RegExp]>([
    ['without a target', ['--motivation', 'm', '--impact', 'i'], 2, 'E_USAGE', /needs --target/],
    ['without a motivation', ['--target', TARGET, '--impact', 'i'], 2, 'E_USAGE', /needs --motivation/],
    ['without an impact', ['--target', TARGET, '--motivation', 'm'], 2, 'E_USAGE', /needs --impact/],
    ['with a text and --delete', ['--target', TARGET, '--motivation', 'm', '--impact', 'i', '--delete', '--body-file', '-'], 2, 'E_USAGE', /not both/],
    ['for a note of project scope', ['--target', 'knowledge/debug/Port.md', '--motivation', 'm', '--impact', 'i'], 7, 'E_POLICY', /not changed by proposal/],
    ['for a name that nothing has', ['--target', 'Nothing', '--motivation', 'm', '--impact', 'i'], 3, 'E_NOT_FOUND', /Nothing/],
    ['with a forged section', ['--target', TARGET, '--motivation', 'x\n\n## After', '--impact', 'i'], 2, 'E_USAGE', /level 2 heading/],
  ])('is refused %s', (_, args, code, name, message) => {
    const vault = vaultWithTarget({ 'knowledge/debug/Port.md': '# Port\n' });
    const refused = vault.run(['proposal', 'create', ...args, '--json'], { ...RETRO, input: AFTER });
    expect(refused.code).toBe(code);
    expect(refused.failure()).toMatchObject({ code: name, message: expect.stringMatching(message) as string });
  });

  it('is refused without a difference, and when it is identical to a pending one', () => {
    const vault = vaultWithTarget();
    expect(create(vault, TEXT).failure()).toMatchObject({ code: 'E_USAGE', message: expect.stringMatching(/already reads exactly like that/) as string });
    const first = proposed(vault);
    const second = create(vault);
    expect(second.code).toBe(9);
    expect(second.failure()).toMatchObject({ code: 'E_GATE', details: { id: first.id } });
  });

  it('is what note write on a protected note points to', () => {
    const vault = vaultWithTarget();
    const refused = vault.run(['note', 'write', TARGET, '--json'], { ...RETRO, input: AFTER });
    expect(refused.code).toBe(7);
    expect(refused.failure().hint).toMatch(/touchstone proposal create --target/);
  });
});

describe('proposal list, show and diff', () => {
  it('lists what waits, with age, author and target', () => {
    const vault = vaultWithTarget();
    const { id } = proposed(vault);
    expect(vault.run(['proposal', 'list']).stdout).toBe(
      `id          age  status   kind    author           target\n${id}   0d  pending  change  retro-2 (retro)  ${TARGET}\n`,
    );
    expect(vault.run(['proposal', 'list', '--quiet']).stdout).toBe(`${id}\n`);
    const later = { env: { TOUCHSTONE_NOW: '2027-01-21T09:00:00Z' } };
    expect(vault.run(['proposal', 'list'], later).stdout).toMatch(/61d {2}pending, overdue {2}change/);
    expect(vault.run(['proposal', 'list', '--json', '--fields', 'id,overdue'], later).json().data).toEqual([{ id, overdue: true }]);
    expect(vault.run(['proposal', 'list', '--status', 'rejected']).stdout).toBe('No such proposals.\n');
  });

  it('says that nothing waits, and names what it can not read', () => {
    const vault = vaultWithTarget();
    expect(vault.run(['proposal', 'list']).stdout).toBe('No proposals wait for a decision.\n');
    vault.edit('_inbox/PROP-aaaaa Broken.md', '---\ntype: [\n---\n');
    expect(vault.run(['proposal', 'list', '--json']).json().meta['unreadable']).toMatchObject([{ path: '_inbox/PROP-aaaaa Broken.md' }]);
  });

  it('shows reasons and change in words and signs, without colours in a pipe', () => {
    const vault = vaultWithTarget();
    const { id, path } = proposed(vault);
    expect(vault.run(['proposal', 'show', id]).stdout).toBe([
      `${id}  change of ${TARGET}`,
      'status   pending',
      'author   retro-2 (retro)',
      'created  2026-11-21 (0 days ago)',
      `note     ${path}`,
      '', 'Motivation', 'Two rejections.', '', 'Impact', 'All developers.', '',
      'What accepting would change now',
      '+1 -1  the target is as the proposer saw it',
      '@@ -12,4 +12,4 @@', ' ', ' ## Content', ' Unit tests may mock.', '-Integration tests never mock.', '+Integration tests never mock anything.', '',
    ].join('\n'));
    expect(vault.run(['proposal', 'show', id], { env: { FORCE_COLOR: '1' } }).stdout).toContain('\u001b[32m+Integration tests never mock anything.\u001b[39m');
  });

  it('gives the same as JSON, with the exact texts', () => {
    const vault = vaultWithTarget();
    const { id, sha256 } = proposed(vault);
    const { data } = vault.run(['proposal', 'show', id, '--json']).json<ShownProposal>();
    expect(data).toMatchObject({ id, sha256, before: TEXT, after: AFTER, applied: null, change: { target_state: 'unchanged', conflict: null } });
    expect(vault.run(['proposal', 'diff', id, '--json']).json<{ hunks: unknown }>().data.hunks).toEqual(data.change.hunks);
  });

  it('shows changed line ends as a change', () => {
    const vault = vaultWithTarget();
    const { id } = proposed(vault, TEXT.replace('never mock.\n', 'never mock.\r\n'));
    expect(vault.run(['proposal', 'diff', id]).stdout).toContain('-Integration tests never mock.\n+Integration tests never mock.␍\n');
  });

  it('never lets a control character of a note reach the terminal', () => {
    const vault = vaultWithTarget();
    const { id } = proposed(vault, `${TEXT}\u001b]0;owned\u0007\n`);
    const { stdout } = vault.run(['proposal', 'diff', id], { env: { FORCE_COLOR: '1' } });
    expect(stdout).not.toContain('\u001b]');
    expect(stdout).toContain('␛]0;owned␇');
  });

  it.each([['PROP-zzzzz', 3, 'E_NOT_FOUND'], ['PROP-', 4, 'E_AMBIGUOUS'], ['../x', 2, 'E_USAGE']])('refuses %s with exit code %i', (ref, code, name) => {
    const vault = vaultWithTarget();
    proposed(vault);
    create(vault, TEXT.replace('All projects', 'Ours'));
    for (const verb of ['show', 'diff']) {
      const refused = vault.run(['proposal', verb, ref, '--json']);
      expect([refused.code, refused.failure().code]).toEqual([code, name]);
    }
  });
});

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

  it.each([['nothing', ''], ['yes', 'yes'], ['another id', 'PROP-zzzzz']])('changes nothing when %s is typed', (_, typed) => {
    const vault = vaultWithTarget();
    const { id, path } = proposed(vault);
    const { code, output } = decide(vault, ['accept', id], typed);
    expect(code).toBe(2);
    expect(output).toMatch(/Not confirmed/);
    expect(vault.read(TARGET)).toBe(TEXT);
    expect(vault.read(path)).toMatch(/^status: pending$/m);
  });

  it('asks nobody in a dry run', () => {
    const vault = vaultWithTarget();
    const { id } = proposed(vault);
    const { code, output } = decide(vault, ['accept', id, '--dry-run'], '');
    expect(code).toBe(0);
    expect(output).toContain('Dry run: nothing was written');
    expect(vault.read(TARGET)).toBe(TEXT);
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
    const refused = decide(vault, ['accept', id], id);
    expect(refused.code).toBe(5);
    expect(refused.output).toMatch(/accept PROP-.* --edit/);
    const unsettled = decide(vault, ['accept', id, '--edit'], id, { VISUAL: editor('true') });
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
    const { code, output } = decide(vault, ['accept', id, '--edit'], 'no', { EDITOR: 'sed -i s/anything/everything/' });
    expect(code).toBe(2);
    const kept = /The edited text is kept in (\S.*?)\r?\n/.exec(output)?.[1] ?? '';
    expect(readFileSync(kept, 'utf8')).toBe(AFTER.replace('anything', 'everything'));
  });

  it.each<[string, Record<string, string>, RegExp]>([
    ['without an editor', {}, /neither VISUAL nor EDITOR is set/],
    ['when the editor fails', { EDITOR: 'false' }, /ended with 1\. Nothing was changed/],
  ])('refuses --edit %s', (_, env, message) => {
    const vault = vaultWithTarget();
    const { id } = proposed(vault);
    const { code, output } = decide(vault, ['accept', id, '--edit'], id, env);
    expect(code).toBe(2);
    expect(output).toMatch(message);
  });

  it('applies a text of one\'s own with --body-file', () => {
    const vault = vaultWithTarget();
    const { id } = proposed(vault);
    const own = AFTER.replace('anything', 'at all');
    vault.edit('own.txt', own);
    expect(decide(vault, ['accept', id, '--body-file', 'own.txt'], id).output).toMatch(/Accepted PROP-.* \(edited\)/);
    expect(vault.read(TARGET)).toBe(own);
    expect(decide(vault, ['accept', id, '--edit', '--body-file', 'own.txt'], id).output).toMatch(/not both/);
  });

  it('rejects with a reason, which the same proposal is told of later', () => {
    const vault = vaultWithTarget();
    const { id } = proposed(vault);
    expect(decide(vault, ['reject', id], id)).toMatchObject({ code: 2, output: expect.stringMatching(/needs --reason/) as string });
    expect(decide(vault, ['reject', id, '--reason', 'Tried in spring.'], id).output).toContain(`Rejected ${id}: Tried in spring.`);
    expect(create(vault).json().meta['warnings']).toEqual([expect.stringMatching(new RegExp(`${id} and rejected by .*: Tried in spring\\.`))]);
    expect(decide(vault, ['accept', id], id)).toMatchObject({ code: 9 });
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

describe('agents and decisions', () => {
  it.each([['accept', []], ['reject', ['--reason', 'x']], ['defer', ['--until', '2026-12-01']], ['revert', []]])('are kept apart: proposal %s', (verb, args) => {
    const vault = vaultWithTarget();
    const { id } = proposed(vault);
    const refused = vault.run(['proposal', verb, id, ...args, '--json'], RETRO);
    expect(refused.code).toBe(7);
    expect(refused.failure()).toMatchObject({ code: 'E_POLICY', message: expect.stringMatching(/may not decide a proposal; that is for human/) as string });
    expect(vault.run(['proposal', verb, id, ...args, '--json'], { as: 'ada', role: 'human' }).failure().code).toBe('E_POLICY');
    expect(vault.read(TARGET)).toBe(TEXT);
  });

  it('withdraw only what is their own', () => {
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
