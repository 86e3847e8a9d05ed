// The table of the verbs over vaults as a whole.
import { LIST_OPTIONS } from '../list-options';
import type { Verb } from '../verb';

export const vaultVerbs: readonly Verb[] = [
  {
    noun: null,
    name: 'init',
    summary: 'make a folder a governed vault',
    description: [
      'Works in an empty folder and in one full of notes: these are not changed, only recorded as the baseline that',
      'later drift is measured against. Writes .touchstone/config.yaml and .touchstone/.gitignore.',
    ].join('\n'),
    args: [{ name: 'dir', summary: 'The folder; the current one if left out', required: false }],
    options: [
      { name: 'prefix', value: '<PREFIX>', summary: "Prefix of story ids; made from the project's name if left out" },
      { name: 'project', value: '<name>', summary: "Name of the project; the folder's if left out" },
      {
        name: 'scope', value: '<scope>', summary: 'What the vault holds', choices: ['system', 'project', 'both'], default: 'both',
      },
      { name: 'set', value: '<key=value>', summary: 'Change a setting from its default', repeatable: true },
    ],
    examples: [
      'touchstone init --prefix SHOP --project web-shop',
      'touchstone init ~/notes --scope project --set claim.lease=2h',
    ],
    errors: ['E_NOT_FOUND', 'E_POLICY'],
    kind: 'vault.init',
    writes: true,
    load: async () => (await import('../commands/init')).init,
  },
  {
    noun: null,
    name: 'vaults',
    summary: 'list the vaults that Obsidian knows on this machine',
    description: "Reads the app's own list (obsidian.json in the platform's configuration folder) and says which of them are governed.",
    args: [],
    options: LIST_OPTIONS,
    examples: ['touchstone vaults', 'touchstone vaults --fields path,governed --json'],
    errors: ['E_INTEGRITY'],
    kind: 'vault.list',
    writes: false,
    load: async () => (await import('../commands/vaults')).vaults,
  },
];
