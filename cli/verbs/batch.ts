// The table of `batch`: many calls for the price of one start.
import type { Verb } from '../verb';

export const batchVerbs: readonly Verb[] = [
  {
    noun: null,
    name: 'batch',
    summary: 'run many commands in one process',
    description: [
      'Reads one JSON array of arguments per line (what would stand after `touchstone`), runs each as an operation of its own,',
      'and answers one JSON document per line, in the same order. A line that is refused changes nothing and, unless',
      '--stop-on-error is given, the next one is run. The exit code is that of the first line that failed.',
      'stdin belongs to the batch: a line gives long text as an argument or by --body-file <path>.',
    ].join('\n'),
    args: [],
    options: [
      { name: 'file', value: '<path|->', summary: 'Read the lines from a file; stdin if left out' },
      { name: 'stop-on-error', summary: 'Leave the rest out after the first line that failed' },
    ],
    examples: ['touchstone batch --file changes.jsonl --as sr-1 --role sr-pm', "echo '[\"story\",\"ready\"]' | touchstone batch"],
    errors: ['E_NOT_FOUND', 'E_AMBIGUOUS', 'E_CONFLICT', 'E_INTEGRITY', 'E_POLICY', 'E_GATE'],
    kind: 'batch',
    writes: false,
    load: async () => (await import('../commands/batch')).batch,
  },
];
