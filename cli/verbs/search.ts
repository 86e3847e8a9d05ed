// The search over all notes.
import type { Verb } from '../verb';

export const searchVerbs: readonly Verb[] = [
  {
    noun: null, name: 'search', summary: 'find notes by words, phrases and patterns, best first',
    description: 'A note is found by any of the words and ranked by BM25+ over title, aliases, headings, tags and body. Words also find longer ones that begin with them, and a word that no note holds finds those that differ by a letter or two. "Words in quotes" must stand together. Filters take hits away and change no score; docs/search.md has the syntax.',
    args: [{ name: 'query', summary: 'Words, and phrases in double quotes', required: false, variadic: true }],
    options: [
      { name: 'folder', value: '<path>', summary: 'Only notes below this folder' },
      { name: 'type', value: '<type>', summary: 'Only notes of this type' },
      { name: 'tag', value: '<tag>', summary: 'Only notes with this tag, or one nested in it; all given ones must be there', repeatable: true },
      { name: 'where', value: '<key=value>', summary: 'Only notes with this property, or with this element in it; all given ones must hold', repeatable: true },
      { name: 'regex', value: '<pattern>', summary: 'Only notes with a line that matches (RE2 syntax, linear time); alone or with a query' },
      { name: 'context', short: 'C', value: '<n>', summary: 'Show this many lines before and after each line', default: '0' },
      { name: 'explain', summary: 'Show what each score is made of' },
      { name: 'limit', short: 'n', value: '<n>', summary: 'Show at most this many; 0 shows all', default: '10' },
      { name: 'offset', value: '<n>', summary: 'Leave out this many first', default: '0' },
      { name: 'fields', value: '<a,b>', summary: 'Show only these fields, in this order' },
    ],
    examples: ['touchstone search \'backoff "retry policy"\' --type pattern', 'touchstone search --regex \'(?i)timeout after \\d+ ms\' --context 2 --json'],
    errors: ['E_NOT_FOUND'], kind: 'search', writes: false,
    load: async () => (await import('../commands/search')).search,
  },
];
