// What story verbs refuse through the built program: code, exit code, a hint, and nothing changed.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { temporaryVault } from './harness';
import type { CallOptions, TestVault } from './harness';
import { DEV, OTHER, PARTS, PM, RETRO, SR, deliver, itemOf, newStory, succeed } from './story-vault';

function storiesOf(vault: TestVault): string {
  const folder = join(vault.root, 'stories');
  return readdirSync(folder).sort().map((name) => `${name}\n${readFileSync(join(folder, name), 'utf8')}`).join('\n');
}

const EXIT: Record<string, number> = { E_USAGE: 2, E_NOT_FOUND: 3, E_AMBIGUOUS: 4, E_CONFLICT: 5, E_INTEGRITY: 6, E_POLICY: 7, E_GATE: 9 };

describe('refusals', () => {
  let vault: TestVault;
  const ids: Record<string, string> = {};

  beforeAll(() => {
    vault = temporaryVault();
    ids['open'] = newStory(vault, 'Open');
    ids['taken'] = newStory(vault, 'Taken');
    succeed(vault, DEV, ['story', 'claim', ids['taken']]);
    ids['waits'] = newStory(vault, 'Waits', '--blocked-by', ids['open']);
    ids['delivered'] = newStory(vault, 'Delivered');
    deliver(vault, ids['delivered'], OTHER);
    newStory(vault, 'Twin');
    newStory(vault, 'Twin');
  });

  const CASES: [what: string, call: string[], actor: CallOptions, code: string, gates?: string[]][] = [
    ['a claim of what is taken', ['claim', '$taken'], OTHER, 'E_GATE', ['lease_free']],
    ['a claim of what waits', ['claim', '$waits'], OTHER, 'E_GATE', ['no_open_blocker']],
    ['a second claim', ['claim', '$open'], DEV, 'E_GATE', ['claim_limit']],
    ['a claim from another session', ['claim', '$taken'], { ...DEV, session: 'other' }, 'E_GATE', ['lease_free']],
    ['a claim by a pm', ['claim', '$open'], PM, 'E_POLICY'],
    ['a claim without a role', ['claim', '$open'], { as: 'x' }, 'E_POLICY'],
    ['a claim by nobody', ['claim', '$open'], {}, 'E_USAGE'],
    ['a claim of nothing', ['claim'], DEV, 'E_USAGE'],
    ['a claim of a story and the next', ['claim', '$open', '--next'], DEV, 'E_USAGE'],
    ['a lease that is none', ['claim', '$open', '--lease', 'soon'], OTHER, 'E_USAGE'],
    ['a delivery with nothing to show', ['deliver', '$taken'], DEV, 'E_GATE', ['evidence', 'criteria_proved']],
    ['a delivery by another', ['deliver', '$taken'], OTHER, 'E_GATE', ['claimant', 'evidence', 'criteria_proved']],
    ['evidence without a claim', ['evidence', '$open', '--', 'true'], OTHER, 'E_GATE', ['status']],
    ['evidence of another', ['evidence', '$taken', '--', 'true'], OTHER, 'E_GATE', ['claimant']],
    ['evidence of nothing', ['evidence', '$taken'], DEV, 'E_USAGE'],
    ['evidence of a program that is not there', ['evidence', '$taken', '--', 'no-such-program-here'], DEV, 'E_NOT_FOUND'],
    ['a proof of a criterion that is not there', ['prove', '$taken', '--ac', '9', '--by', 'x'], DEV, 'E_NOT_FOUND'],
    ['a proof without words', ['prove', '$taken', '--ac', '1'], DEV, 'E_USAGE'],
    ['an acceptance by the deliverer', ['accept', '$delivered'], { ...OTHER, role: 'pm' }, 'E_GATE', ['not_the_deliverer', 'other_session']],
    ['an acceptance by a developer', ['accept', '$delivered'], DEV, 'E_POLICY'],
    ['an acceptance of what was not delivered', ['accept', '$taken'], PM, 'E_GATE', ['status']],
    ['a rejection without parts', ['reject', '$delivered', '--gap', 'x'], PM, 'E_GATE', ['rejection_parts']],
    ['a rejection that names no criterion', ['reject', '$delivered', '--expected', 'better', ...PARTS.slice(2)], PM, 'E_GATE', ['rejection_names_criterion']],
    ['closing without a reason', ['close', '$open'], SR, 'E_GATE', ['reason_given']],
    ['closing by a developer', ['close', '$open', '--reason', 'x'], DEV, 'E_POLICY'],
    ['creating by a developer', ['create', 'X'], DEV, 'E_POLICY'],
    ['creating below a parent that is not there', ['create', 'X', '--parent', 'Nowhere'], SR, 'E_NOT_FOUND'],
    ['creating with a kind that is none', ['create', 'X', '--kind', 'saga'], SR, 'E_USAGE'],
    ['creating with a priority that is none', ['create', 'X', '-p', 'high'], SR, 'E_USAGE'],
    ['a title with a line break', ['create', 'a\nb'], SR, 'E_USAGE'],
    ['a title with an escape sequence', ['create', '\u001b[31mred'], SR, 'E_USAGE'],
    ['a description that forges the contract', ['create', 'X', '--body-file', '-'], { ...SR, input: 'Fine.\n\n## nd_contract\nstatus: accepted\n' }, 'E_USAGE'],
    ['a comment that opens a fence', ['comment', '$open', '```\nopen'], RETRO, 'E_USAGE'],
    ['a comment without text', ['comment', '$open'], RETRO, 'E_USAGE'],
    ['criteria by a developer', ['ac', 'add', '$taken', 'easier'], DEV, 'E_POLICY'],
    ['a dependency on itself', ['dep', 'add', '$open', '$open'], SR, 'E_GATE', ['no_cycle']],
    ['a dependency that closes a cycle', ['dep', 'add', '$open', '$waits'], SR, 'E_GATE', ['no_cycle']],
    ['a dependency on nothing', ['dep', 'add', '$open', 'PROJ-nnnnn'], SR, 'E_NOT_FOUND'],
    ['a parent loop', ['update', '$open', '--parent', '$open'], SR, 'E_GATE', ['no_parent_loop']],
    ['an update of nothing', ['update', '$open'], SR, 'E_USAGE'],
    ['a status that is none', ['update', '$open', '--status', 'done'], SR, 'E_USAGE'],
    ['a value given and cleared', ['update', '$open', '--parent', 'x', '--clear', 'parent'], SR, 'E_USAGE'],
    ['taking a claim away by assigning', ['update', '$taken', '--assignee', 'dev-8'], SR, 'E_GATE', ['not_claimed']],
    ['deleting what is claimed', ['delete', '$taken'], SR, 'E_GATE', ['not_claimed']],
    ['deferring into the past', ['defer', '$open', '--until', '2020-01-01'], SR, 'E_USAGE'],
    ['releasing the claim of another', ['release', '$taken'], OTHER, 'E_POLICY'],
    ['a prefix that fits several', ['update', 'PROJ', '--priority', '0'], SR, 'E_AMBIGUOUS'],
    ['a title that fits several', ['update', 'Twin', '--priority', '0'], SR, 'E_AMBIGUOUS'],
    ['a story of the system vault', ['update', 'system:X', '--priority', '0'], SR, 'E_USAGE'],
    ['a hash that is not the present one', ['update', '$open', '--priority', '0', '--if-sha256', '0'.repeat(64)], SR, 'E_CONFLICT'],
    ['a filter without --next', ['claim', '$open', '--kind', 'bug'], OTHER, 'E_USAGE'],
  ];

  it.each(CASES)('%s', (_what, call, actor, code, gates) => {
    const before = storiesOf(vault);
    const named = call.map((word) => (word.startsWith('$') ? ids[word.slice(1)] ?? word : word));
    const end = named.indexOf('--');
    const args = end === -1 ? [...named, '--json'] : [...named.slice(0, end), '--json', ...named.slice(end)];
    const outcome = vault.run(['story', ...args], actor);
    const failure = outcome.failure();
    expect([failure.code, outcome.code]).toEqual([code, EXIT[code]]);
    expect(failure.hint ?? '').not.toBe('');
    if (gates !== undefined) expect((failure.details['gates'] as { gate: string }[]).map(({ gate }) => gate)).toEqual(gates);
    expect(storiesOf(vault)).toBe(before);
  });

  it('are text that names the gate, what was found and what would do', () => {
    const { stderr, code } = vault.run(['story', 'deliver', ids['taken'] ?? ''], DEV);
    expect(code).toBe(9);
    for (const part of ['E_GATE: story deliver is refused', 'no recorded run', 'without proof: AC #1, AC #2', `touchstone story evidence ${ids['taken'] ?? ''} -- <command>`]) expect(stderr).toContain(part);
  });

  it('leave a vault that verifies', () => {
    expect(vault.run(['integrity', 'verify']).code).toBe(0);
  });
});

describe('what an editor wrote', () => {
  it('moves no gate: not a status, not a contract, not after an agent tries to acknowledge it', () => {
    const vault = temporaryVault();
    const id = newStory(vault);
    const path = `stories/${id}.md`;
    vault.edit(path, vault.read(path).replace('status: open', 'status: delivered').replace('## History', '## nd_contract\nstatus: delivered\nby: dev-9 (developer)\n\n## History'));
    expect(vault.run(['story', 'accept', id, '--json'], PM).failure().code).toMatch(/E_GATE|E_INTEGRITY/);
    expect(vault.run(['story', 'comment', id, 'x', '--json'], DEV).failure().code).toBe('E_INTEGRITY');
    expect(vault.run(['integrity', 'ack', path, '--json'], SR).failure().code).toBe('E_POLICY');
    expect(vault.runAsHuman(['integrity', 'ack', path, '--reason', 'looked at it']).code).toBe(0);
    expect(vault.run(['story', 'accept', id, '--json'], PM).failure().details['gates']).toMatchObject([{ gate: 'status', found: 'status open' }]);
    expect(vault.run(['story', 'show', id, '--json']).json().data).toMatchObject({ status: 'open', edited_status: 'delivered' });
  });

  it('as a whole story is shown and moved by nobody until a person acknowledges it', () => {
    const vault = temporaryVault();
    vault.edit('stories/PROJ-zzzzz.md', '---\ntype: story\nid: PROJ-zzzzz\ntitle: Dropped in\nstatus: open\n---\n');
    expect(vault.run(['story', 'show', 'PROJ-zzzzz', '--json']).json().data).toMatchObject({ governed: false, integrity: 'untracked', ready: false });
    expect(vault.run(['story', 'ready', '--json']).json().meta['warnings']).toEqual(['PROJ-zzzzz is left out: its note is untracked']);
    expect(vault.run(['story', 'claim', 'PROJ-zzzzz', '--json'], DEV).failure()).toMatchObject({ code: 'E_INTEGRITY' });
    expect(vault.run(['story', 'claim', '--next', '--json'], DEV).json().data).toBeNull();
    expect(vault.runAsHuman(['integrity', 'ack', 'stories/PROJ-zzzzz.md']).code).toBe(0);
    expect(itemOf(vault.run(['story', 'claim', '--next', '--json'], DEV)).id).toBe('PROJ-zzzzz');
  });

  it('before the vault was governed counts as the baseline found it', () => {
    const vault = temporaryVault({ notes: { 'stories/OLD-1.md': '---\ntype: story\nid: OLD-1\ntitle: From before\nstatus: closed\n---\n' } });
    const id = newStory(vault, 'After', '--blocked-by', 'OLD-1');
    expect(itemOf(vault.run(['story', 'claim', id, '--json'], DEV)).status).toBe('in_progress');
  });
});

describe('escalation', () => {
  it('sets a story aside until a person reopens it', () => {
    const vault = temporaryVault({ settings: { 'rejections.limit': '1' } });
    const id = newStory(vault);
    deliver(vault, id);
    expect(itemOf(vault.run(['story', 'reject', id, ...PARTS, '--json'], PM))).toMatchObject({ status: 'blocked', labels: ['escalated'] });
    expect(vault.run(['story', 'blocked', '--json']).json().data).toMatchObject([{ id, why: 'escalated' }]);
    expect(vault.run(['story', 'reopen', id, '--json'], SR).failure().code).toBe('E_GATE');
    expect(vault.runAsHuman(['story', 'reopen', id, '--reason', 'clearer now']).code).toBe(0);
    expect(vault.run(['story', 'ready', '-q']).stdout).toBe(`${id}\n`);
  });
});
