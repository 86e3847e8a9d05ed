// The parameters of ranking, in one place, because two engines rank by them: MiniSearch in processes that live, and
// the single pass of the command line. A change here changes both.

/** The searched parts of a note, in the order in which scores are added up. */
export const FIELDS = ['title', 'aliases', 'headings', 'tags', 'body'] as const;
export type Field = (typeof FIELDS)[number];

export function byField<T>(value: (field: Field) => T): Record<Field, T> {
  return { title: value('title'), aliases: value('aliases'), headings: value('headings'), tags: value('tags'), body: value('body') };
}

/** A word in the title says more about a note than one in its text. */
export const BOOSTS: Readonly<Record<Field, number>> = { title: 4, aliases: 4, headings: 2, tags: 3, body: 1 };

/** Of BM25+: saturation, length normalisation, lower bound. MiniSearch's defaults. */
export const BM25 = { k: 1.2, b: 0.7, d: 0.5 } as const;

/** What a match is worth that isn't exact, before its distance is counted. MiniSearch's defaults. */
export const WEIGHTS = { prefix: 0.375, fuzzy: 0.45 } as const;

/** Scores are compared and shown to this many decimals: beyond them lies the order of additions. */
export const SCORE_DECIMALS = 6;

const SHORTEST_PREFIX = 3;
const SHORTEST_UNSPACED_PREFIX = 1;
const SHORTEST_WITH_TYPO = 4;
const SHORTEST_WITH_TWO_TYPOS = 6;
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;

/** Whether a term also finds longer words that begin with it. */
export function findsPrefixes(term: string): boolean {
  return term.length >= (UNSPACED.test(term) ? SHORTEST_UNSPACED_PREFIX : SHORTEST_PREFIX);
}

/**
 * How many letters may differ in a word that a term finds, once no word of the vault is or begins with the term:
 * a known word is no typo. Ids and numbers are never taken for others.
 */
export function typosAllowed(term: string): number {
  if (term.length < SHORTEST_WITH_TYPO || /\p{N}/u.test(term)) return 0;
  return term.length < SHORTEST_WITH_TWO_TYPOS ? 1 : 2;
}

/** The worth of a longer word that begins with the term. MiniSearch's formula. */
export function prefixWeight(term: string, found: string): number {
  return (WEIGHTS.prefix * found.length) / (found.length + 0.3 * (found.length - term.length));
}

/** The worth of a word `distance` edits away. MiniSearch's formula. */
export function fuzzyWeight(found: string, distance: number): number {
  return (WEIGHTS.fuzzy * found.length) / (found.length + distance);
}
