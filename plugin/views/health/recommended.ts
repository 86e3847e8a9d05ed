// Where in the app a recommendation of the report leads, by the command that it names. No DOM.

export type Place =
  | { view: 'backlog'; state: { story?: string } }
  | { view: 'proposals'; state: { proposal?: string } }
  | { view: 'learnings'; state: Record<string, never> }
  | { view: 'health'; state: { path: string } };

/** `null` where only the command line does it. */
export function placeOf(command: string): Place | null {
  const [, noun, verb, rest = ''] = /^touchstone (\w+) ([\w-]+) ?(.*)$/u.exec(command) ?? [];
  const named = unquoted(rest);
  switch (`${noun} ${verb}`) {
    case 'story show': case 'story claim': return { view: 'backlog', state: named.startsWith('-') ? {} : { story: named } };
    case 'proposal show': return { view: 'proposals', state: { proposal: named } };
    case 'proposal list': return { view: 'proposals', state: {} };
    case 'learning list': return { view: 'learnings', state: {} };
    case 'integrity diff': return { view: 'health', state: { path: named } };
    default: return null;
  }
}

/** The word that a shell would make of it. */
function unquoted(word: string): string {
  return word.startsWith("'") ? word.slice(1, -1).replaceAll("'\\''", "'") : word;
}
