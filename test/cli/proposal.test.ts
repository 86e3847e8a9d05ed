// The verbs that make and show proposals, on the built program: agents propose through pipes.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ProposalItem } from '../../shared/proposal/item';
import type { ShownProposal } from '../../shared/proposal/queries';
import type { TestVault } from './harness';
import { AFTER, create, proposed, RETRO, TARGET, TEXT, vaultWithTarget, type Written } from './proposal-vault';

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

describe('proposal create is refused', () => {
  let vault: TestVault;
  beforeAll(() => { vault = vaultWithTarget({ 'knowledge/debug/Port.md': '# Port\n' }); });

  it.each<[string, string[], number, string, RegExp]>([
    ['without a target', ['--motivation', 'm', '--impact', 'i'], 2, 'E_USAGE', /needs --target/],
    ['without a motivation', ['--target', TARGET, '--impact', 'i'], 2, 'E_USAGE', /needs --motivation/],
    ['without an impact', ['--target', TARGET, '--motivation', 'm'], 2, 'E_USAGE', /needs --impact/],
    ['with a text and --delete', ['--target', TARGET, '--motivation', 'm', '--impact', 'i', '--delete', '--body-file', '-'], 2, 'E_USAGE', /not both/],
    ['for a note of project scope', ['--target', 'knowledge/debug/Port.md', '--motivation', 'm', '--impact', 'i'], 7, 'E_POLICY', /not changed by proposal/],
    ['for a name that nothing has', ['--target', 'Nothing', '--motivation', 'm', '--impact', 'i'], 3, 'E_NOT_FOUND', /Nothing/],
    ['with a forged section', ['--target', TARGET, '--motivation', 'x\n\n## After', '--impact', 'i'], 2, 'E_USAGE', /level 2 heading/],
  ])('%s', (_, args, code, name, message) => {
    const refused = vault.run(['proposal', 'create', ...args, '--json'], { ...RETRO, input: AFTER });
    expect(refused.code).toBe(code);
    expect(refused.failure()).toMatchObject({ code: name, message: expect.stringMatching(message) as string });
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
});

describe('proposal show and diff refuse', () => {
  let vault: TestVault;
  beforeAll(() => {
    vault = vaultWithTarget();
    proposed(vault);
    create(vault, TEXT.replace('All projects', 'Ours'));
  });

  it.each([['PROP-zzzzz', 3, 'E_NOT_FOUND'], ['PROP-', 4, 'E_AMBIGUOUS'], ['../x', 2, 'E_USAGE']])('%s with exit code %i', (ref, code, name) => {
    for (const verb of ['show', 'diff']) {
      const refused = vault.run(['proposal', verb, ref, '--json']);
      expect([refused.code, refused.failure().code]).toEqual([code, name]);
    }
  });
});
