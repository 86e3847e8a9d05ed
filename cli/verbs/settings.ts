// The verbs over settings. Light: only the table; the code is loaded when a verb is called.
import { LIST_OPTIONS } from '../list-options';
import type { ArgumentSpec, Verb } from '../verb';

const KEY: ArgumentSpec = { name: 'key', summary: 'A key such as claim.lease; settings list has all', required: true };
const CHANGE_ERRORS = ['E_NOT_FOUND', 'E_CONFLICT', 'E_INTEGRITY', 'E_POLICY'] as const;

export const settingsVerbs: readonly Verb[] = [
  {
    noun: 'settings', name: 'list', summary: 'list all settings with their values and defaults',
    args: [],
    options: [{ name: 'changed', summary: 'Only those that differ from their default' }, ...LIST_OPTIONS],
    examples: ['touchstone settings list', 'touchstone settings list --changed --json'],
    errors: ['E_NOT_FOUND', 'E_INTEGRITY'], kind: 'settings.list', writes: false,
    load: async () => (await import('../commands/settings')).list,
  },
  {
    noun: 'settings', name: 'get', summary: 'print the value of one setting',
    args: [KEY], options: [],
    examples: ['touchstone settings get claim.lease', 'touchstone settings get policy.actors --json'],
    errors: ['E_NOT_FOUND', 'E_INTEGRITY'], kind: 'settings.get', writes: false,
    load: async () => (await import('../commands/settings')).get,
  },
  {
    noun: 'settings', name: 'set', summary: 'change a setting; for a person',
    description: 'Also written settings key=value. Lists have commas between their items, maps are key=value with commas between: dev-*=developer,pm-1=pm. Comments of .touchstone/config.yaml are kept, and the change is on the ledger.',
    args: [KEY, { name: 'value', summary: 'The new value; or give key=value', required: false }], options: [],
    examples: ['touchstone settings set claim.lease 2h', 'touchstone settings policy.actors=dev-*=developer,pm-*=pm'],
    errors: CHANGE_ERRORS, kind: 'settings.set', writes: true,
    load: async () => (await import('../commands/settings')).set,
  },
  {
    noun: 'settings', name: 'unset', summary: 'bring a setting back to its default; for a person',
    args: [KEY], options: [],
    examples: ['touchstone settings unset claim.lease', 'touchstone settings unset workflow.fsm --reason "Too strict for two people"'],
    errors: CHANGE_ERRORS, kind: 'settings.unset', writes: true,
    load: async () => (await import('../commands/settings')).unset,
  },
];
