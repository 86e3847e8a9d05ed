// The verbs that go by the vault's own settings in Obsidian: daily notes, templates, bookmarks. Light: only the table; the
// code is loaded when a verb is called.
import { CONFIG_FOLDER } from '../common-options';
import { LIST_OPTIONS } from '../list-options';
import type { Verb } from '../verb';

const ERRORS = ['E_NOT_FOUND', 'E_AMBIGUOUS', 'E_CONFLICT', 'E_INTEGRITY', 'E_POLICY'] as const;

export const noteAppVerbs: readonly Verb[] = [
  {
    noun: 'note', name: 'daily', summary: "make the day's note, or add text to it",
    description: 'Folder, format and template are those that the vault has in Obsidian (daily-notes.json); today is by the clock of this machine.',
    args: [{ name: 'text', summary: 'What to add at its end; or give --body-file', required: false }],
    options: [{ name: 'date', value: '<YYYY-MM-DD>', summary: 'Another day than today' }, CONFIG_FOLDER],
    examples: ['touchstone note daily', 'touchstone note daily "Deployed 1.4." --date 2026-11-20'],
    errors: ERRORS, kind: 'note.daily', writes: true, body: 'optional',
    load: async () => (await import('../commands/note/daily')).daily,
  },
  {
    noun: 'note', name: 'template list', summary: "list the vault's templates",
    args: [], options: [CONFIG_FOLDER, ...LIST_OPTIONS],
    examples: ['touchstone note template list', 'touchstone note template list --fields path --json'],
    errors: ['E_POLICY'], kind: 'note.template_list', writes: false,
    load: async () => (await import('../commands/note/template')).list,
  },
  {
    noun: 'note', name: 'template apply', summary: 'fill a template into a note, new or present',
    description: 'A new note becomes the filled template. To a present one it is added at the end, with those properties that the note lacks. {{title}}, {{date}}, {{time}} and {{date:FORMAT}} are filled as in Obsidian.',
    args: [
      { name: 'template', summary: 'Name or path of the template', required: true },
      { name: 'note', summary: 'A note; or the path of a new one', required: true },
    ],
    options: [CONFIG_FOLDER],
    examples: ['touchstone note template apply Meeting log/2026-11-21-meeting', 'touchstone note template apply Review Retry --dry-run'],
    errors: ERRORS, kind: 'note.template_apply', writes: true,
    load: async () => (await import('../commands/note/template')).apply,
  },
  {
    noun: 'note', name: 'bookmark list', summary: "list the vault's bookmarks in Obsidian",
    args: [], options: [CONFIG_FOLDER, ...LIST_OPTIONS],
    examples: ['touchstone note bookmark list', 'touchstone note bookmark list --fields path,group --json'],
    errors: ['E_INTEGRITY', 'E_POLICY'], kind: 'note.bookmark_list', writes: false,
    load: async () => (await import('../commands/note/bookmark')).list,
  },
  {
    noun: 'note', name: 'bookmark add', summary: 'bookmark a note, or a heading of it, in Obsidian',
    description: 'What else bookmarks.json holds is kept. The file is no note: the change is not recorded in the ledger.',
    args: [{ name: 'note', summary: 'A note, with #heading where a section is meant', required: true }],
    options: [{ name: 'title', value: '<text>', summary: 'What it is called in the list' }, CONFIG_FOLDER],
    examples: ['touchstone note bookmark add Retry', 'touchstone note bookmark add Retry#Context --title "Why retry"'],
    errors: ERRORS, kind: 'note.bookmark_add', writes: false,
    load: async () => (await import('../commands/note/bookmark')).add,
  },
  {
    noun: 'note', name: 'bookmark remove', summary: 'remove the bookmarks of a note',
    args: [{ name: 'note', summary: 'A note, or the path that the bookmark has', required: true }],
    options: [CONFIG_FOLDER],
    examples: ['touchstone note bookmark remove Retry', 'touchstone note bookmark remove log/gone.md'],
    errors: ERRORS, kind: 'note.bookmark_remove', writes: false,
    load: async () => (await import('../commands/note/bookmark')).remove,
  },
];
