// The verbs over learnings. Light: only the table; the code is loaded when a verb is called.
import { LIST_OPTIONS } from '../list-options';
import type { ArgumentSpec, Verb } from '../verb';

const LEARNING: ArgumentSpec = { name: 'learning', summary: 'A path, name or alias of a learning', required: true };
const CHANGE_ERRORS = ['E_NOT_FOUND', 'E_AMBIGUOUS', 'E_CONFLICT', 'E_INTEGRITY', 'E_POLICY'] as const;

export const learningVerbs: readonly Verb[] = [
  {
    noun: 'learning', name: 'add', summary: 'capture what finished work taught',
    description: 'Makes a note of project scope with actionable: pending. The first line of the text becomes the summary when a blank line follows it. The text may have headings of level 3 and below.',
    args: [{ name: 'text', summary: 'What was learned; or give --body-file, or pipe it in', required: false }],
    options: [
      { name: 'type', value: '<type>', summary: 'decision, pattern, debug, convention, concept or skill' },
      { name: 'title', value: '<text>', summary: 'What it is called; one idea' },
      { name: 'source', value: '<story>', summary: 'The story, or another note, that taught it', repeatable: true },
      { name: 'summary', value: '<text>', summary: 'The line below the title' },
      { name: 'confidence', value: '<level>', summary: 'high: verified, medium: seen once, low: a hypothesis', choices: ['high', 'medium', 'low'] },
      { name: 'domain', value: '<domain>', summary: 'The field of work it belongs to' },
      { name: 'stack', value: '<name>', summary: 'A language or tool it is about', repeatable: true },
      { name: 'tag', value: '<tag>', summary: 'A tag', repeatable: true },
    ],
    examples: [
      'touchstone learning add --type pattern --title "Retry with jitter" --source PROJ-a3f8k --body-file retry.md',
      'touchstone learning add "The port is only free after TIME_WAIT." --type debug --title "Port in use after a crash" --source PROJ-a3f8k',
    ],
    errors: ['E_NOT_FOUND', 'E_AMBIGUOUS', 'E_POLICY'], kind: 'learning.add', writes: true, body: 'required',
    load: async () => (await import('../commands/learning/add')).add,
  },
  {
    noun: 'learning', name: 'list', summary: 'list learnings and what became of them',
    args: [],
    options: [
      { name: 'pending', summary: 'Only those that nobody has incorporated or dismissed' },
      { name: 'state', value: '<state>', summary: 'Only those in this state', choices: ['pending', 'incorporated', 'dismissed'], repeatable: true },
      ...LIST_OPTIONS,
    ],
    examples: ['touchstone learning list --pending', 'touchstone learning list --state dismissed --json'],
    errors: [], kind: 'learning.list', writes: false,
    load: async () => (await import('../commands/learning/list')).list,
  },
  {
    noun: 'learning', name: 'incorporate', summary: 'record the story that takes a learning up',
    args: [LEARNING],
    options: [{ name: 'in', value: '<story>', summary: 'Id, prefix of an id, or title of the story' }],
    examples: ['touchstone learning incorporate "Retry with jitter" --in PROJ-b7c1d', 'touchstone learning incorporate knowledge/debug/Port.md --in PROJ-b7c --as sr-pm-1 --role sr-pm'],
    errors: CHANGE_ERRORS, kind: 'learning.incorporate', writes: true,
    load: async () => (await import('../commands/learning/decide')).incorporate,
  },
  {
    noun: 'learning', name: 'dismiss', summary: 'set a pending learning aside, with the reason',
    args: [LEARNING], options: [],
    examples: ['touchstone learning dismiss "Port in use after a crash" --reason "Fixed by the platform"', 'touchstone learning dismiss knowledge/debug/Port.md --reason "Same as Retry with jitter" --json'],
    errors: [...CHANGE_ERRORS, 'E_GATE'], kind: 'learning.dismiss', writes: true,
    load: async () => (await import('../commands/learning/decide')).dismiss,
  },
  {
    noun: 'learning', name: 'promote', summary: 'propose a copy of a learning for system scope',
    description: 'Makes a proposal that a person decides; the learning stays as it is.',
    args: [LEARNING],
    options: [
      { name: 'target', value: '<path>', summary: 'Where it would lie; by default under its name in the folder of its type' },
      { name: 'motivation', value: '<text>', summary: 'Why other projects need it' },
      { name: 'impact', value: '<text>', summary: 'What changes for them' },
    ],
    examples: ['touchstone learning promote "Retry with jitter" --motivation "Seen in three projects."', 'touchstone learning promote "Retry with jitter" --target "patterns/Retry with jitter.md"'],
    errors: [...CHANGE_ERRORS, 'E_GATE'], kind: 'learning.promote', writes: true,
    load: async () => (await import('../commands/learning/promote')).promote,
  },
];
