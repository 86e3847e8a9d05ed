// Any sequence of proposals, decisions and writes in between: each is done whole or refused whole, and the record holds.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { TouchstoneError } from '../../../shared/errors';
import { acceptProposal } from '../../../shared/proposal/accept';
import { createProposal } from '../../../shared/proposal/create';
import { rejectProposal, withdrawProposal } from '../../../shared/proposal/decide';
import { listProposals } from '../../../shared/proposal/queries';
import { PROPOSAL_STATUSES } from '../../../shared/proposal/proposal';
import { revertProposal } from '../../../shared/proposal/revert';
import type { TemporaryVault } from '../vault/temporary-vault';
import { ADA, expectIntact, proposalVault, RETRO, rewrite, textAt } from './proposal-vault';

const TARGET = 'conventions/Parts.md';

/** Three parts that can change each on its own, far enough apart to be merged. */
const text = fc.tuple(...['head', 'middle', 'end'].map((part) => fc.constantFrom('', ' one', ' two').map((word) => part + word)))
  .map((parts) => parts.join('\n\nkept\n\n') + '\n');
const content = fc.option(text, { freq: 5, nil: null });

type Step =
  | { do: 'propose'; content: string | null }
  | { do: 'rewrite'; content: string | null }
  | { do: 'decide'; verb: 'accept' | 'reject' | 'withdraw' | 'revert'; which: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('propose' as const), content }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('rewrite' as const), content }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('decide' as const), verb: fc.constantFrom('accept' as const, 'reject' as const, 'withdraw' as const, 'revert' as const), which: fc.nat(5) }) },
);

it('leaves a vault whose notes are their baselines, with every proposal in one place', () => {
  fc.assert(fc.property(fc.array(step, { minLength: 4, maxLength: 12 }), (steps) => {
    const vault = proposalVault();
    let made = 0;
    for (const one of steps) {
      const before = contents(vault);
      made += took(vault, one, before);
      expectIntact(vault);
      const { items, unreadable } = vault.read((view) => listProposals(view, { statuses: PROPOSAL_STATUSES }));
      expect(unreadable).toEqual([]);
      expect(new Set(items.map(({ id }) => id)).size).toBe(made);
      for (const { path, status } of items) {
        expect(path.startsWith('_inbox/')).toBe(status === 'pending' || status === 'deferred');
      }
    }
  }), { numRuns: 12 });
});

/** Takes a step and answers how many proposals it made; a refusal must have changed nothing. */
function took(vault: TemporaryVault, one: Step, before: Record<string, string | null>): number {
  try {
    return take(vault, one);
  } catch (error) {
    if (!(error instanceof TouchstoneError)) throw error;
    expect(['E_GATE', 'E_CONFLICT', 'E_USAGE', 'E_NOT_FOUND']).toContain(error.code);
    expect(contents(vault)).toEqual(before);
    return 0;
  }
}

function take(vault: TemporaryVault, one: Step): number {
  if (one.do === 'rewrite') {
    rewrite(vault, one.content, TARGET);
    return 0;
  }
  if (one.do === 'propose') {
    vault.run(createProposal({ target: TARGET, motivation: 'm', impact: 'i', content: one.content }), RETRO);
    return 1;
  }
  const { items } = vault.read((view) => listProposals(view, { statuses: PROPOSAL_STATUSES }));
  const chosen = items[one.which % Math.max(1, items.length)];
  const ref = chosen?.id ?? 'PROP-zzzzz';
  switch (one.verb) {
    case 'accept':
      vault.run(acceptProposal({ ref }), ADA);
      return 0;
    case 'reject':
      vault.run(rejectProposal({ ref, reason: 'No.' }), ADA);
      return 0;
    case 'withdraw':
      // Each their own: a revert that conflicts makes a proposal of ada's.
      vault.run(withdrawProposal({ ref }), chosen?.author === ADA.name ? ADA : RETRO);
      return 0;
    case 'revert':
      return vault.run(revertProposal({ ref }), ADA).item.counter_proposal === null ? 0 : 1;
  }
}

it('gives back byte for byte what an acceptance changed, when it is reverted at once', () => {
  fc.assert(fc.property(content, content, content, (base, proposed, meanwhile) => {
    const vault = proposalVault();
    if (base !== null) rewrite(vault, base, TARGET);
    if (proposed === base) return;
    const { id } = vault.run(createProposal({ target: TARGET, motivation: 'm', impact: 'i', content: proposed }), RETRO).item;
    if (meanwhile !== base) rewrite(vault, meanwhile, TARGET);
    try {
      vault.run(acceptProposal({ ref: id }), ADA);
    } catch (error) {
      expect(error).toMatchObject({ code: 'E_CONFLICT' });
      expect(textAt(vault, TARGET)).toBe(meanwhile);
      return;
    }
    expect(vault.run(revertProposal({ ref: id }), ADA).item.outcome).toBe('restored');
    expect(textAt(vault, TARGET)).toBe(meanwhile);
    expectIntact(vault);
  }), { numRuns: 20 });
});

function contents(vault: TemporaryVault): Record<string, string | null> {
  return Object.fromEntries(vault.read((view) => view.paths('')).map((path) => [path, textAt(vault, path)]));
}
