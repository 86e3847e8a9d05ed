// The known word that somebody probably meant, for "Did you mean".

/** More edits than this, or than a third of the word, is another word. */
const FARTHEST = 4;

/** `null` when none is near. A word that the other contains whole, or ends with, counts as near. */
export function nearestKey(word: string, known: readonly string[]): string | null {
  const wanted = word.toLowerCase();
  const within = known.find((key) => wanted.length > 3 && (key.includes(wanted) || wanted.endsWith(key)));
  let best: string | null = null;
  let bestDistance = Math.min(FARTHEST, Math.max(1, Math.floor(wanted.length / 3))) + 1;
  for (const key of known) {
    const distance = Math.abs(key.length - wanted.length) < bestDistance ? editDistance(wanted, key) : bestDistance;
    if (distance < bestDistance) [best, bestDistance] = [key, distance];
  }
  return best ?? within ?? null;
}

/** Insertions, deletions and replacements (Levenshtein). */
export function editDistance(from: string, to: string): number {
  let previous = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    for (let column = 1; column <= to.length; column++) {
      const replaced = (previous[column - 1] ?? 0) + (from[row - 1] === to[column - 1] ? 0 : 1);
      current.push(Math.min((previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1, replaced));
    }
    previous = current;
  }
  return previous[to.length] ?? 0;
}
