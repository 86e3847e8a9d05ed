// The verbs over any note. Light: only the table; the code is loaded when a verb is called.
import { LIST_OPTIONS } from '../list-options';
import type { ArgumentSpec, OptionSpec, Verb } from '../verb';
import { noteAppVerbs } from './note-app';
import { noteGraphVerbs } from './note-graph';

const NOTE: ArgumentSpec = { name: 'note', summary: 'A path, name, alias or [[link]] of a note', required: true };
const TEXT: ArgumentSpec = { name: 'text', summary: 'The text; or give --body-file, or pipe it in', required: false };
const SECTION: OptionSpec = { name: 'section', value: '<heading>', summary: 'Only this section: a heading, or "Outer > Inner"' };

/** What a verb that changes a note may end with, besides what every writing verb may. */
const WRITE_ERRORS = ['E_NOT_FOUND', 'E_AMBIGUOUS', 'E_CONFLICT', 'E_INTEGRITY', 'E_POLICY'] as const;

export const noteVerbs: readonly Verb[] = [
  {
    noun: 'note', name: 'read', summary: 'print a note, or a part of it, with the hash to write against',
    description: 'A name is resolved as Obsidian does: path, name (shortest path), alias. Other notes it fits are in meta.also. Into a pipe the text goes byte for byte. With --follow or --backlinks each text stands between lines with a mark that is in none of them.',
    args: [NOTE],
    options: [
      SECTION,
      { name: 'lines', value: '<a-b>', summary: 'Only these lines, counted from 1: 7 or 7-12' },
      { name: 'at', value: '<sha256>', summary: 'An earlier version, by the beginning of its hash (see note history)' },
      { name: 'follow', summary: 'Also the notes that it links to' },
      { name: 'backlinks', summary: 'Also the notes that link to it' },
      { name: 'budget', value: '<characters>', summary: 'How much of those notes, together', default: '20000' },
    ],
    examples: ['touchstone note read "Testing pyramid" --section Context', 'touchstone note read knowledge/patterns/Retry.md --json'],
    errors: ['E_NOT_FOUND', 'E_AMBIGUOUS', 'E_INTEGRITY'], kind: 'note.read', writes: false,
    load: async () => (await import('../commands/note/read')).read,
  },
  {
    noun: 'note', name: 'create', summary: 'make a new note, plain or of a knowledge type',
    description: 'Never replaces a note. With --type the note gets the properties of that type and, when no text is given, its sections.',
    args: [
      { name: 'path', summary: 'Where it will lie in the vault; .md is added', required: true },
      TEXT,
    ],
    options: [
      { name: 'type', value: '<type>', summary: 'A knowledge type: decision, pattern, debug, convention, …' },
      { name: 'title', value: '<text>', summary: 'Its heading; for a typed note the file name by default' },
      { name: 'prop', value: '<key=value>', summary: 'A property; a key given several times becomes a list', repeatable: true },
    ],
    examples: ['touchstone note create knowledge/patterns/Retry --type pattern --prop confidence=low', 'touchstone note create log/2026-11-21 "First entry"'],
    errors: ['E_CONFLICT', 'E_INTEGRITY', 'E_POLICY'], kind: 'note.create', writes: true, body: 'optional',
    load: async () => (await import('../commands/note/create')).create,
  },
  {
    noun: 'note', name: 'lint', summary: 'check knowledge notes against their types, links and domains',
    description: 'Ends with exit code 1 while a finding is an error; warnings alone end with 0. --fix sets right what is certain, as one operation: defaults, scope, missing sections, the tag of the domain. Protected notes are repaired for a person only.',
    args: [{ ...NOTE, required: false }],
    options: [{ name: 'all', summary: 'All knowledge notes' }, { name: 'fix', summary: 'Set right what is certain' }],
    examples: ['touchstone note lint --all', 'touchstone note lint Retry --fix --json'],
    errors: WRITE_ERRORS, kind: 'note.lint', writes: true,
    load: async () => (await import('../commands/note/lint')).lint,
  },
  {
    noun: 'note', name: 'capture', summary: 'keep something worth knowing as a note, linked to what is like it',
    description: 'A note of project scope goes to the folder of its type, one of system scope to the inbox, where it waits for a person. Without --scope the setting default_scope decides, where the type has a place there.',
    args: [{ name: 'title', summary: 'What it is about', required: true }, TEXT],
    options: [
      { name: 'type', value: '<type>', summary: 'A knowledge type: decision, pattern, debug, …', default: 'concept' },
      { name: 'scope', value: '<scope>', summary: 'Whom it helps', choices: ['system', 'project'] },
    ],
    examples: ['touchstone note capture "Retry with jitter" --type pattern --scope project --body-file retry.md', 'echo "It waits for the lock." | touchstone note capture "Why the build hangs" --type debug'],
    errors: ['E_CONFLICT', 'E_INTEGRITY', 'E_POLICY'], kind: 'note.capture', writes: true, body: 'required',
    load: async () => (await import('../commands/note/capture')).capture,
  },
  {
    noun: 'note', name: 'write', summary: 'give a note a whole new content, byte for byte',
    args: [NOTE, TEXT], options: [],
    examples: ['touchstone note write knowledge/patterns/Retry.md --body-file retry.md', 'touchstone note write Retry --body-file - --if-sha256 5c1f… < retry.md'],
    errors: WRITE_ERRORS, kind: 'note.write', writes: true, body: 'required',
    load: async () => (await import('../commands/note/write')).write,
  },
  {
    noun: 'note', name: 'append', summary: 'add text at the end of a note or of a section',
    args: [NOTE, TEXT], options: [SECTION],
    examples: ['touchstone note append Retry "Seen again in PROJ-a3f8k." --section Context', 'git log -1 | touchstone note append log/today'],
    errors: WRITE_ERRORS, kind: 'note.append', writes: true, body: 'required',
    load: async () => (await import('../commands/note/add-text')).append,
  },
  {
    noun: 'note', name: 'prepend', summary: 'add text at the beginning of a note or of a section',
    args: [NOTE, TEXT], options: [SECTION],
    examples: ['touchstone note prepend Retry "Superseded, see Backoff." --section Context', 'touchstone note prepend log/today --body-file entry.md'],
    errors: WRITE_ERRORS, kind: 'note.prepend', writes: true, body: 'required',
    load: async () => (await import('../commands/note/add-text')).prepend,
  },
  {
    noun: 'note', name: 'patch', summary: 'replace or delete one part of a note',
    description: 'The part is named by exactly one of --section, --lines and --find. --find takes the text literally, and it must stand in the note once.',
    args: [NOTE, { name: 'text', summary: 'What takes its place; or give --body-file', required: false }],
    options: [
      { name: 'section', value: '<heading>', summary: 'What stands below this heading' },
      { name: 'lines', value: '<a-b>', summary: 'These lines, counted from 1: 7 or 7-12' },
      { name: 'find', value: '<text>', summary: 'Exactly this text' },
      { name: 'delete', summary: 'Take the part out; a section goes with its heading' },
    ],
    examples: ['touchstone note patch Retry --find "three times" "five times"', 'touchstone note patch Retry --section Context --body-file context.md'],
    errors: WRITE_ERRORS, kind: 'note.patch', writes: true, body: 'optional',
    load: async () => (await import('../commands/note/patch')).patch,
  },
  {
    noun: 'note', name: 'prop get', summary: 'print the properties of a note',
    args: [NOTE, { name: 'key', summary: 'Only these properties', required: false, variadic: true }], options: [],
    examples: ['touchstone note prop get Retry confidence', 'touchstone note prop get Retry --json'],
    errors: ['E_NOT_FOUND', 'E_AMBIGUOUS', 'E_INTEGRITY'], kind: 'note.prop_get', writes: false,
    load: async () => (await import('../commands/note/prop')).get,
  },
  {
    noun: 'note', name: 'prop set', summary: 'set properties of a note; no other line of it changes',
    description: 'true, false and numbers get their type; "12" in double quotes is text; a key given several times becomes a list.',
    args: [NOTE, { name: 'assignment', summary: 'key=value', required: true, variadic: true }], options: [],
    examples: ['touchstone note prop set Retry confidence=high', 'touchstone note prop set Retry estimate=3 \'zip="00123"\''],
    errors: WRITE_ERRORS, kind: 'note.prop_set', writes: true,
    load: async () => (await import('../commands/note/prop')).set,
  },
  {
    noun: 'note', name: 'prop unset', summary: 'remove properties of a note',
    args: [NOTE, { name: 'key', summary: 'Name of a property', required: true, variadic: true }], options: [],
    examples: ['touchstone note prop unset Retry domain', 'touchstone note prop unset Retry domain stack'],
    errors: WRITE_ERRORS, kind: 'note.prop_unset', writes: true,
    load: async () => (await import('../commands/note/prop')).unset,
  },
  {
    noun: 'note', name: 'prop add', summary: 'add values to a list property; what it holds already is not doubled',
    args: [NOTE, { name: 'key', summary: 'Name of the property', required: true }, { name: 'value', summary: 'What to add', required: true, variadic: true }],
    options: [],
    examples: ['touchstone note prop add Retry tags resilience', 'touchstone note prop add Retry source "[[PROJ-a3f8k]]"'],
    errors: WRITE_ERRORS, kind: 'note.prop_add', writes: true,
    load: async () => (await import('../commands/note/prop')).add,
  },
  {
    noun: 'note', name: 'prop remove', summary: 'remove values from a list property',
    args: [NOTE, { name: 'key', summary: 'Name of the property', required: true }, { name: 'value', summary: 'What to remove', required: true, variadic: true }],
    options: [],
    examples: ['touchstone note prop remove Retry tags resilience', 'touchstone note prop remove Retry stack java go'],
    errors: WRITE_ERRORS, kind: 'note.prop_remove', writes: true,
    load: async () => (await import('../commands/note/prop')).remove,
  },
  {
    noun: 'note', name: 'list', summary: 'list notes by folder, type and properties',
    description: 'Notes whose properties can\'t be read are listed as unreadable: nobody knows whether they fit.',
    args: [],
    options: [
      { name: 'folder', value: '<path>', summary: 'Only notes below this folder' },
      { name: 'type', value: '<type>', summary: 'Only notes of this type' },
      { name: 'where', value: '<key=value>', summary: 'Only notes with this property, or with this element in it; all given ones must hold', repeatable: true },
      ...LIST_OPTIONS,
    ],
    examples: ['touchstone note list --type pattern --where stack=typescript', 'touchstone note list --folder knowledge --fields path,sha256 --json'],
    errors: ['E_NOT_FOUND'], kind: 'note.list', writes: false,
    load: async () => (await import('../commands/note/list')).list,
  },
  {
    noun: 'note', name: 'delete', summary: 'move a note to .trash/; note restore brings it back',
    args: [NOTE], options: [],
    examples: ['touchstone note delete log/2026-11-20', 'touchstone note delete Retry --reason "merged into Backoff"'],
    errors: WRITE_ERRORS, kind: 'note.delete', writes: true,
    load: async () => (await import('../commands/note/delete')).remove,
  },
  {
    noun: 'note', name: 'move', summary: 'rename or move a note, an attachment or a folder, and mend every link to it',
    description: 'The new path counts from the top of the vault; a folder that exists, or a path that ends in /, keeps the name. Links keep their spelling: a name stays a name, a path a path. With --dry-run each change is shown as a diff.',
    args: [
      { name: 'note', summary: 'A note as everywhere; or the path of a folder, or of an attachment or its name', required: true },
      { name: 'to', summary: 'Its new path, or a folder; the extension stays', required: true },
    ],
    options: [],
    examples: ['touchstone note move Retry "knowledge/patterns/Retry with backoff" --dry-run', 'touchstone note move log/2026 archive-of-logs/'],
    errors: WRITE_ERRORS, kind: 'note.move', writes: true,
    load: async () => (await import('../commands/note/move')).move,
  },
  {
    noun: 'note', name: 'history', summary: 'list who wrote a note, when and by which operation',
    description: 'Newest first. A deleted note is found by its path, or by its name when no other note has it.',
    args: [NOTE], options: LIST_OPTIONS,
    examples: ['touchstone note history Retry', 'touchstone note history conventions/Testing.md --fields at,actor,op,after --json'],
    errors: ['E_NOT_FOUND', 'E_AMBIGUOUS'], kind: 'note.history', writes: false,
    load: async () => (await import('../commands/note/history')).history,
  },
  {
    noun: 'note', name: 'restore', summary: 'bring back a note as its last governed write left it, or an earlier version',
    description: 'What lies there now is recorded first, so that it can be restored as well. Protected notes and stories are restored by a person.',
    args: [NOTE],
    options: [{ name: 'at', value: '<sha256>', summary: 'An earlier version, by the beginning of its hash (see note history)' }],
    examples: ['touchstone note restore knowledge/patterns/Retry.md', 'touchstone note restore Retry --at 5c1f9a'],
    errors: WRITE_ERRORS, kind: 'note.restore', writes: true,
    load: async () => (await import('../commands/note/restore')).restore,
  },
  ...noteGraphVerbs,
  ...noteAppVerbs,
];
