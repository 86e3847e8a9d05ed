// Finds the word that somebody probably meant by one that does not exist, for "Did you mean".

/** Words further away than this many edits, or than two fifths of their length, are no suggestion. */
const FARTHEST = 3;
const FARTHEST_PART = 0.4;

/** @returns the known word that is nearest to `word`, or `null` when none is near. The first of equals wins. */
export function nearest(word: string, known: readonly string[]): string | null {
  const wanted = word.toLowerCase();
  let best: string | null = null;
  let bestDistance = Math.min(FARTHEST, Math.max(1, Math.round(wanted.length * FARTHEST_PART))) + 1;
  for (const candidate of known) {
    const distance = editDistance(wanted, candidate.toLowerCase(), bestDistance);
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best ?? known.find((candidate) => wanted.length > 1 && candidate.toLowerCase().startsWith(wanted)) ?? null;
}

/** Insertions, deletions, replacements and swaps of neighbours (optimal string alignment); `limit` or more is `limit`. */
export function editDistance(from: string, to: string, limit: number): number {
  if (Math.abs(from.length - to.length) >= limit) return limit;
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const replaced = from[row - 1] === to[column - 1] ? 0 : 1;
      let cost = Math.min((previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1, (previous[column - 1] ?? 0) + replaced);
      const swapped = row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      if (swapped) cost = Math.min(cost, (beforePrevious[column - 2] ?? 0) + 1);
      current.push(cost);
    }
    beforePrevious = previous;
    previous = current;
  }
  return Math.min(previous[to.length] ?? limit, limit);
}
