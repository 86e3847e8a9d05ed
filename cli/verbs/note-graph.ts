// The verbs over links, tags, tasks and headings of notes. Light: only the table; the code is loaded when a verb is called.
import { LIST_OPTIONS } from '../list-options';
import type { ArgumentSpec, OptionSpec, Verb } from '../verb';

const NOTE: ArgumentSpec = { name: 'note', summary: 'A path, name, alias or [[link]] of a note', required: true };
const FOLDER: OptionSpec = { name: 'folder', value: '<path>', summary: 'Only notes below this folder' };
const ALL: OptionSpec = { name: 'all', summary: 'Also stories, templates, the inbox and the archive' };

/** Why stories and the like are left out of two lists. */
const STAND_FOR_THEMSELVES = 'Stories, templates, and what lies in the inbox and the archive stand for themselves: they are listed with --all, or when --folder names where they lie.';

export const noteGraphVerbs: readonly Verb[] = [
  {
    noun: 'note', name: 'links', summary: 'list what a note links to and embeds, with the lines',
    description: 'Links in the body and in properties. Each is resolved as Obsidian does: exact path, name (beside the note first, then the shortest path); aliases last. state says whether it leads somewhere.',
    args: [NOTE], options: LIST_OPTIONS,
    examples: ['touchstone note links Retry', 'touchstone note links Retry --fields line,link,path,state --json'],
    errors: ['E_NOT_FOUND'], kind: 'note.links', writes: false,
    load: async () => (await import('../commands/note/links')).links,
  },
  {
    noun: 'note', name: 'backlinks', summary: 'list the links of other notes that lead to a note',
    description: 'By name, path, relative path and alias alike; links of the note to itself are left out.',
    args: [NOTE], options: LIST_OPTIONS,
    examples: ['touchstone note backlinks Retry', 'touchstone note backlinks knowledge/patterns/Retry.md --limit 0 --json'],
    errors: ['E_NOT_FOUND'], kind: 'note.backlinks', writes: false,
    load: async () => (await import('../commands/note/links')).backlinks,
  },
  {
    noun: 'note', name: 'broken', summary: 'list every link that leads nowhere, with its note and line',
    description: 'Also links to a heading or a block that is not there. Links to the system vault (system:) are not judged.',
    args: [], options: [FOLDER, ...LIST_OPTIONS],
    examples: ['touchstone note broken', 'touchstone note broken --folder knowledge --limit 0 --json'],
    errors: [], kind: 'note.broken', writes: false,
    load: async () => (await import('../commands/note/links')).broken,
  },
  {
    noun: 'note', name: 'orphans', summary: 'list notes that no other note links to',
    description: STAND_FOR_THEMSELVES,
    args: [], options: [FOLDER, ALL, ...LIST_OPTIONS],
    examples: ['touchstone note orphans', 'touchstone note orphans --folder knowledge --json'],
    errors: [], kind: 'note.orphans', writes: false,
    load: async () => (await import('../commands/note/unlinked')).orphans,
  },
  {
    noun: 'note', name: 'deadends', summary: 'list notes that link to no other file',
    description: `A link that leads nowhere does not count. ${STAND_FOR_THEMSELVES}`,
    args: [], options: [FOLDER, ALL, ...LIST_OPTIONS],
    examples: ['touchstone note deadends', 'touchstone note deadends --all --limit 0'],
    errors: [], kind: 'note.deadends', writes: false,
    load: async () => (await import('../commands/note/unlinked')).deadends,
  },
  {
    noun: 'note', name: 'tags', summary: 'list the tags of the vault, those in properties and in text',
    args: [], options: [{ name: 'counts', summary: 'The most used first, with how often and in how many notes' }, FOLDER, ...LIST_OPTIONS],
    examples: ['touchstone note tags --counts', 'touchstone note tags --folder knowledge --json'],
    errors: [], kind: 'note.tags', writes: false,
    load: async () => (await import('../commands/note/tags')).tags,
  },
  {
    noun: 'note', name: 'tasks', summary: 'list tasks of a note, or of all notes, with their lines',
    description: 'A task is a list item with a box, in quotes and callouts too. A space in the box is pending; any other character counts as done.',
    args: [{ ...NOTE, required: false }],
    options: [
      { name: 'done', summary: 'Only those that are done' },
      { name: 'pending', summary: 'Only those that are not' },
      FOLDER, ...LIST_OPTIONS,
    ],
    examples: ['touchstone note tasks --pending', 'touchstone note tasks log/2026-11-21 --json'],
    errors: ['E_NOT_FOUND'], kind: 'note.tasks', writes: false,
    load: async () => (await import('../commands/note/tasks')).tasks,
  },
  {
    noun: 'note', name: 'toggle', summary: 'tick a task of a note, or take its tick off',
    description: 'Criteria of stories are ticked by story ac check and uncheck.',
    args: [NOTE, { name: 'line', summary: 'The line of the task, as note tasks prints it', required: true }], options: [],
    examples: ['touchstone note toggle log/2026-11-21 12', 'touchstone note toggle Retry 7 --dry-run'],
    errors: ['E_NOT_FOUND', 'E_AMBIGUOUS', 'E_CONFLICT', 'E_INTEGRITY', 'E_POLICY'], kind: 'note.toggle', writes: true,
    load: async () => (await import('../commands/note/toggle')).toggle,
  },
  {
    noun: 'note', name: 'outline', summary: 'list the headings of a note, with their lines',
    args: [NOTE], options: LIST_OPTIONS,
    examples: ['touchstone note outline Retry', 'touchstone note outline Retry --limit 0 --json'],
    errors: ['E_NOT_FOUND', 'E_INTEGRITY'], kind: 'note.outline', writes: false,
    load: async () => (await import('../commands/note/outline')).outline,
  },
  {
    noun: 'note', name: 'uri', summary: 'print the address that opens a note, or a heading of it, in Obsidian',
    args: [NOTE], options: [],
    examples: ['touchstone note uri Retry', 'xdg-open "$(touchstone note uri Retry#Context)"'],
    errors: ['E_NOT_FOUND'], kind: 'note.uri', writes: false,
    load: async () => (await import('../commands/note/uri')).uri,
  },
];
