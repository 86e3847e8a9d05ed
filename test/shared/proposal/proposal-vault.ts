// Vaults for the tests of proposals and learnings: a few protected notes, and the people and agents who act on them.
import { expect } from 'vitest';
import type { Actor } from '../../../shared/policy/actor';
import { createProposal, type CreateRequest } from '../../../shared/proposal/create';
import { readProposal } from '../../../shared/proposal/format';
import type { ProposalItem } from '../../../shared/proposal/item';
import type { StoredProposal } from '../../../shared/proposal/proposal';
import { temporaryVault, writing, type TemporaryVault } from '../vault/temporary-vault';

export const RETRO: Actor = { name: 'retro-2', role: 'retro', kind: 'agent', session: 's1' };
export const DEVELOPER: Actor = { name: 'dev-7', role: 'developer', kind: 'agent', session: 's2' };
export const SR_PM: Actor = { name: 'sr-pm-1', role: 'sr-pm', kind: 'agent', session: 's3' };
export const ADA: Actor = { name: 'ada', role: 'human', kind: 'human', session: null };
export const GRACE: Actor = { name: 'grace', role: 'human', kind: 'human', session: null };

export const TARGET = 'conventions/Testing pyramid.md';
export const TARGET_TEXT = [
  '---', 'type: convention', 'scope: system', 'status: active', 'confidence: high', 'created: 2026-01-02', '---',
  '# Testing pyramid', '', '## Context', 'All projects.', '', '## Content', 'Unit tests may mock.', 'Integration tests never mock.', '',
  '## Related', '- [[Agent operating rules]]', '',
].join('\n');

/** A vault with the target and these notes. */
export function proposalVault(notes: Record<string, string> = {}): TemporaryVault {
  return temporaryVault({ [TARGET]: TARGET_TEXT, ...notes });
}

export function propose(vault: TemporaryVault, over: Partial<CreateRequest> = {}, actor: Actor = RETRO): ProposalItem {
  return vault.run(createProposal({
    target: TARGET,
    motivation: 'Two stories were rejected for it.',
    impact: 'Read before every story.',
    content: TARGET_TEXT.replace('never mock', 'never mock anything'),
    ...over,
  }), actor).item;
}

/** What the refusal must be; anything else, success too, fails. */
export function refusal(code: string, message: RegExp, hint?: RegExp): Error {
  return expect.objectContaining({
    code,
    message: expect.stringMatching(message) as string,
    ...(hint === undefined ? {} : { hint: expect.stringMatching(hint) as string }),
  }) as Error;
}

/** The text at a path, or `null` when there is none. */
export function textAt(vault: TemporaryVault, path: string): string | null {
  return vault.read(function* (view) {
    return (yield* view.note(path))?.text ?? null;
  });
}

/** All chains hold and every note is its baseline. */
export function expectIntact(vault: TemporaryVault): void {
  const report = vault.read((view) => view.drift('all'));
  expect({ drifted: report.drifted, conflicts: report.conflicts, broken: report.broken }).toEqual({ drifted: [], conflicts: 0, broken: [] });
}

/** The proposal's note as it is in the archive. */
export function archived(vault: TemporaryVault, item: { path: string }): StoredProposal {
  const path = item.path.replace('_inbox/', '_archive/proposals/');
  return readProposal({ path, sha256: '', text: textAt(vault, path) });
}

/** A governed write of somebody else, in between. */
export function rewrite(vault: TemporaryVault, text: string | null, path = TARGET): void {
  vault.run(writing({ [path]: text }), ADA);
}
