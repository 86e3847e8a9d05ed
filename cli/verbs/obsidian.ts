// The table of the verbs over the app itself.
import { CONFIG_FOLDER } from '../common-options';
import type { Verb } from '../verb';

export const obsidianVerbs: readonly Verb[] = [
  {
    noun: 'obsidian', name: 'install', summary: 'put the plugin into the vault and turn it on',
    description: [
      'Writes main.js, manifest.json and styles.css of this version into the plugin folder of the vault, and the plugin\'s name',
      'into community-plugins.json. Other plugins and all settings stay; a newer version stays, too, without --force.',
      'An open vault sees it after Obsidian was reloaded; one in restricted mode, after community plugins were turned on there.',
    ].join('\n'),
    args: [],
    options: [
      { name: 'force', summary: 'Replace a newer version, or what is not ours' },
      { name: 'dry-run', summary: 'Say what would be done, and do nothing' },
      CONFIG_FOLDER,
    ],
    examples: ['touchstone obsidian install', 'touchstone obsidian install --vault ~/notes --dry-run --json'],
    errors: ['E_NOT_FOUND', 'E_CONFLICT', 'E_INTEGRITY', 'E_POLICY'], kind: 'obsidian.install', writes: false,
    load: async () => (await import('../commands/obsidian/install')).install,
  },
];
