// What error texts say of a word that does not exist: the near one, or all there are.
import { nearest } from '../shared/near-words';

/** The hint of an error; empty when nothing is known. */
export function suggestion(word: string, known: readonly string[]): string {
  const near = nearest(word, known);
  if (near !== null) return `Did you mean "${near}"?`;
  return known.length === 0 ? '' : `Known are: ${known.join(', ')}.`;
}
