// How many letters two words differ in, as far as that matters: Levenshtein's distance up to a bound.

/** Insertions, deletions and replacements of UTF-16 units; `null` when more than `most` are needed. */
export function distanceWithin(one: string, other: string, most: number): number | null {
  if (Math.abs(one.length - other.length) > most) return null;
  let above = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (let row = 1; row <= one.length; row++) {
    const current = [row];
    let least = row;
    for (let column = 1; column <= other.length; column++) {
      const replaced = (above[column - 1] ?? 0) + Number(one[row - 1] !== other[column - 1]);
      const distance = Math.min(replaced, (above[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1);
      current.push(distance);
      least = Math.min(least, distance);
    }
    if (least > most) return null;
    above = current;
  }
  const distance = above[other.length] ?? 0;
  return distance > most ? null : distance;
}

/**
 * Pieces of a word of which every word within `most` edits holds at least one unchanged: `most` edits can't spoil
 * `most + 1` pieces.
 */
export function unspoiledPieces(word: string, most: number): string[] {
  const size = word.length / (most + 1);
  return Array.from({ length: most + 1 }, (_, piece) => word.slice(Math.floor(piece * size), Math.floor((piece + 1) * size)));
}
