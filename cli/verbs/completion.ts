// The table of `completion`: the program's words, ids and titles under the Tab key.
import type { Verb } from '../verb';

export const completionVerbs: readonly Verb[] = [
  {
    noun: null, name: 'completion', summary: 'print the script that completes touchstone in a shell',
    description: [
      'For bash, in ~/.bashrc: source <(touchstone completion bash). For zsh, in ~/.zshrc after compinit:',
      'source <(touchstone completion zsh). For fish: touchstone completion fish > ~/.config/fish/completions/touchstone.fish.',
      'tst is completed too.',
    ].join('\n'),
    args: [{ name: 'shell', summary: 'bash, zsh or fish', required: true }],
    options: [],
    examples: ['touchstone completion bash', 'touchstone completion fish > ~/.config/fish/completions/touchstone.fish'],
    errors: [], kind: 'completion', writes: false,
    load: async () => (await import('../commands/completion')).completion,
  },
];
