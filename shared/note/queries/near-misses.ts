// Names that a reader may have meant by one that does not exist. Only a suggestion: nothing is resolved by it.
import { editDistance } from '../../near-words';
import { foldName } from '../names';

/** Names longer than this are compared by their beginning; file names are at most 240 bytes (`decisions.md` 22). */
const COMPARED_LENGTH = 80;

/**
 * The paths whose name, or whole path where `wanted` has a `/`, is closest to `wanted`, best first.
 * @param wanted a path or a bare name, with or without `.md`
 * @param paths vault-relative paths of notes
 */
export function nearMisses(wanted: string, paths: readonly string[], limit = 3): string[] {
  const compare = wanted.includes('/') ? withoutExtension : baseName;
  const target = foldName(compare(wanted)).slice(0, COMPARED_LENGTH);
  if (target === '') return [];
  const bound = Math.max(1, Math.floor(target.length / 3));
  const scored: { path: string; score: number }[] = [];
  for (const path of paths) {
    const score = difference(target, foldName(compare(path)).slice(0, COMPARED_LENGTH), bound);
    if (score <= bound) scored.push({ path, score });
  }
  scored.sort((a, b) => a.score - b.score || (a.path < b.path ? -1 : 1));
  return scored.slice(0, limit).map(({ path }) => path);
}

/** 0 for equal, up to 1 where one contains the other, else the number of edits; more than `bound` when too far apart. */
function difference(a: string, b: string, bound: number): number {
  if (a === b) return 0;
  const isPart = Math.min(a.length, b.length) >= 3 && (a.includes(b) || b.includes(a));
  if (isPart) return 1 - Math.min(a.length, b.length) / Math.max(a.length, b.length);
  if (Math.abs(a.length - b.length) > bound) return bound + 1;
  return editDistance(a, b, bound + 1);
}

function withoutExtension(path: string): string {
  return path.replace(/\.md$/iu, '');
}

function baseName(path: string): string {
  return withoutExtension(path.slice(path.lastIndexOf('/') + 1));
}
