// The key that somebody probably meant: near in letters, or one that the word is a part of.
import { nearest } from '../near-words';

/** `lease` means `claim.lease`, `objects.keep` one of `objects.keep_…`; `null` when nothing is near. */
export function nearestKey(word: string, known: readonly string[]): string | null {
  const wanted = word.toLowerCase();
  return nearest(wanted, known) ?? known.find((key) => wanted.length > 2 && key.includes(wanted)) ?? null;
}
