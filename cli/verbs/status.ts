// The vault's status report.
import type { Verb } from '../verb';

export const statusVerbs: readonly Verb[] = [
  {
    noun: null, name: 'status', aliases: ['vault-status'], summary: 'report the vault\'s health, and what to do next',
    description: 'Ends with exit code 6 when protected notes or stories were modified, deleted or moved by something else, a ledger is broken, or a governed note can\'t be read. Everything else is a count.',
    args: [], options: [],
    examples: ['touchstone status', 'touchstone status --json'],
    errors: ['E_NOT_FOUND', 'E_INTEGRITY'], kind: 'status', writes: false,
    load: async () => (await import('../commands/status')).status,
  },
];
