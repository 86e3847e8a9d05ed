// The verb that brings the methodology into a vault.
import type { Verb } from '../verb';

export const seedVerbs: readonly Verb[] = [
  {
    noun: null, name: 'seed', summary: 'bring the methodology, templates and bases into the vault, or up to date',
    description: 'A missing note is created, an untouched old one upgraded, a removed one left removed. An edited one is never overwritten: the newer text of a protected note becomes a proposal. Seeding twice changes nothing. With --force, which is a person\'s, edited notes are replaced and removed ones brought back; note history and note restore have what was replaced. Property types that Obsidian lacks are added to .obsidian/types.json.',
    args: [],
    options: [{ name: 'force', summary: 'Replace what was edited, and bring back what was removed' }],
    examples: ['touchstone seed', 'touchstone seed --dry-run --json'],
    errors: ['E_NOT_FOUND', 'E_INTEGRITY', 'E_POLICY'], kind: 'seed', writes: true,
    load: async () => (await import('../commands/seed')).seed,
  },
];
