// BM25+ as MiniSearch 7.2 computes it: what one term in one field of one note adds to the note's score.
import { comparePaths } from '../vault/paths';
import { BM25, SCORE_DECIMALS } from './parameters';

/**
 * The weight of a rare term over a common one.
 *
 * @param holders notes that hold the term in this field
 * @param notes in all
 */
export function inverseDocumentFrequency(holders: number, notes: number): number {
  return Math.log(1 + (notes - holders + 0.5) / (holders + 0.5));
}

/**
 * @param count how often the term stands in the field
 * @param length different terms in the field; `average` is that over all notes
 */
export function termScore(count: number, idf: number, length: number, average: number): number {
  const { k, b, d } = BM25;
  return idf * (d + (count * (k + 1)) / (count + k * (1 - b + (b * length) / average)));
}

const SCALE = 10 ** SCORE_DECIMALS;

export function rounded(score: number): number {
  return Math.round(score * SCALE) / SCALE;
}

/** Best first; of equal scores by path, so that the order is always the same. */
export function byRank(one: { path: string; score: number }, other: { path: string; score: number }): number {
  return rounded(other.score) - rounded(one.score) || comparePaths(one.path, other.path);
}
