// The options that every verb takes. The program's first file knows them too, so this loads nothing.
import type { OptionSpec } from './verb';

export const GLOBAL_OPTIONS: readonly OptionSpec[] = [
  { name: 'vault', value: '<path>', summary: 'The vault to work in (or TOUCHSTONE_VAULT)' },
  { name: 'json', summary: 'Print one JSON document, on failure too' },
  { name: 'quiet', short: 'q', summary: 'Print ids or paths only, and no remarks' },
  { name: 'as', value: '<actor>', summary: 'Who acts (or TOUCHSTONE_ACTOR)' },
  { name: 'role', value: '<role>', summary: 'In which role (or TOUCHSTONE_ROLE)' },
  { name: 'session', value: '<id>', summary: "The agent's own session (or TOUCHSTONE_SESSION)" },
  { name: 'help', short: 'h', summary: 'Explain this command' },
];
