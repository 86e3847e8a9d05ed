// The table of `schema`: what the program prints under `--json`, for programs that read it.
import type { Verb } from '../verb';

export const schemaVerbs: readonly Verb[] = [
  {
    noun: null, name: 'schema', summary: 'print the JSON schema of an output, or list the kinds of output',
    description: 'The kind of an output is its field "kind"; --help of each verb names it. Needs no vault.',
    args: [{ name: 'kind', summary: 'A kind such as story.list; all are listed if left out', required: false }],
    options: [],
    examples: ['touchstone schema', 'touchstone schema story.list'],
    errors: [], kind: 'schema', writes: false,
    load: async () => (await import('../commands/schema')).schema,
  },
];
