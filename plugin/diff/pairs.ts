// Which removed line became which added one: pairs in order, so that what they have in common is as much as possible.

/** Lines times lines that are compared at most; beyond it lines are paired in their order. */
const COMPARISONS_MOST = 2500;
/** Two lines with a smaller share of common words are no pair. */
const ALIKE_LEAST = 0.3;

/** Indexes of removed and added lines that are pairs, in order; a line is in one pair at most. */
export function pairsOf(removed: readonly string[], added: readonly string[]): [number, number][] {
  if (removed.length * added.length > COMPARISONS_MOST || (removed.length === 1 && added.length === 1)) return inOrder(removed, added);
  const old = removed.map(wordsOf);
  const fresh = added.map(wordsOf);
  const alike = old.map((words, from) => fresh.map((others, to) => {
    const share = removed[from] === added[to] ? 1 : shareOf(words, others);
    return share >= ALIKE_LEAST ? share : 0;
  }));
  return heaviest(alike, removed.length, added.length);
}

function inOrder(removed: readonly string[], added: readonly string[]): [number, number][] {
  return Array.from({ length: Math.min(removed.length, added.length) }, (_, index) => [index, index]);
}

function wordsOf(line: string): ReadonlySet<string> {
  return new Set(line.match(/[\p{L}\p{N}]+|[^\s\p{L}\p{N}]/gu) ?? []);
}

function shareOf(words: ReadonlySet<string>, others: ReadonlySet<string>): number {
  if (words.size + others.size === 0) return 1;
  let common = 0;
  for (const word of words) if (others.has(word)) common += 1;
  return (2 * common) / (words.size + others.size);
}

/** The pairs in order whose shares sum up to most. */
function heaviest(share: readonly (readonly number[])[], rows: number, columns: number): [number, number][] {
  const best = Array.from({ length: rows + 1 }, () => new Array<number>(columns + 1).fill(0));
  const at = (row: number, column: number): number => best[row]?.[column] ?? 0;
  for (let row = rows - 1; row >= 0; row -= 1) {
    for (let column = columns - 1; column >= 0; column -= 1) {
      const own = share[row]?.[column] ?? 0;
      (best[row] as number[])[column] = Math.max(at(row + 1, column), at(row, column + 1), own > 0 ? own + at(row + 1, column + 1) : 0);
    }
  }
  const pairs: [number, number][] = [];
  let row = 0;
  let column = 0;
  while (row < rows && column < columns) {
    const own = share[row]?.[column] ?? 0;
    if (own > 0 && at(row, column) === own + at(row + 1, column + 1)) pairs.push([row++, column++]);
    else if (at(row, column) === at(row + 1, column)) row += 1;
    else column += 1;
  }
  return pairs;
}
