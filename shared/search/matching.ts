// Which words of a note a query's terms find, and what such a find is worth.
import { distanceWithin, unspoiledPieces } from './edit-distance';
import { fold } from './fold';
import { fuzzyWeight, prefixWeight } from './parameters';
import type { QueryTerm } from './query';

export interface Match {
  /** Place of the term in the query. */
  term: number;
  kind: 'exact' | 'prefix' | 'fuzzy';
  /** 1 for an exact match. */
  weight: number;
}

export interface TermMatcher {
  /** What a word of a note, folded, matches. */
  matches(word: string): readonly Match[];
  /** Whether a text, as it is written, may hold such a word. Never wrongly false. `isAscii` is true only if all of it is. */
  mayHold(text: string, isAscii?: boolean): boolean;
  /**
   * Offsets, each inside of such a word or of a part of one, in order; all of them where the text is folded plainly
   * ({@link isFoldedPlainly}).
   */
  places(text: string): readonly number[];
}

const NON_ASCII = /\P{ASCII}/u;
/** Whatever folding may do more to than lower it: letters, digits and marks beyond ASCII, and a few more, to be quick. */
const FOLDED_OTHERWISE = /[^\p{ASCII}\p{P}\p{S}\p{Z}]/u;

const NONE: readonly Match[] = [];
const NOWHERE: readonly number[] = [];

/** Whether folding only lowers a text and takes apostrophes from it. */
export function isFoldedPlainly(text: string): boolean {
  return !FOLDED_OTHERWISE.test(text);
}

/** Finds the terms themselves and longer words that begin with them. */
export function nearMatcher(terms: readonly QueryTerm[]): TermMatcher {
  return matcherOf(terms.map(({ text }) => text), (word) => {
    let found = NONE;
    for (const [index, term] of terms.entries()) {
      const match = nearMatch(word, term, index);
      if (match !== null) found = [...found, match];
    }
    return found;
  });
}

function nearMatch(word: string, { text, prefix }: QueryTerm, term: number): Match | null {
  if (!word.startsWith(text)) return null;
  if (word.length === text.length) return { term, kind: 'exact', weight: 1 };
  return prefix ? { term, kind: 'prefix', weight: prefixWeight(text, word) } : null;
}

/**
 * Finds words that differ from a term by a few letters.
 *
 * @param unknown places of the terms that no word of the vault is or begins with
 */
export function typoMatcher(terms: readonly QueryTerm[], unknown: ReadonlySet<number>): TermMatcher {
  const wanted = [...unknown].flatMap((index) => {
    const term = terms[index];
    return term === undefined || term.typos === 0 ? [] : [{ index, ...term }];
  });
  const pieces = wanted.flatMap(({ text, typos }) => unspoiledPieces(text, typos));
  return matcherOf(pieces, (word) => wanted.flatMap(({ index, text, typos }): Match[] => {
    const distance = distanceWithin(text, word, typos);
    return distance === null || distance === 0 ? [] : [{ term: index, kind: 'fuzzy', weight: fuzzyWeight(word, distance) }];
  }));
}

function matcherOf(parts: readonly string[], matches: (word: string) => readonly Match[]): TermMatcher {
  const plain = plainTextPattern(parts);
  const holdsPlainly = (text: string): boolean => {
    plain.lastIndex = 0;
    return plain.test(text);
  };
  return {
    matches,
    mayHold: (text, isAscii) => holdsPlainly(text) || (isAscii !== true && !isFoldedPlainly(text) && holdsAny(fold(text), parts)),
    places: (text) => {
      if (!holdsPlainly(text)) return NOWHERE;
      const places = [];
      do places.push(plain.lastIndex - 1); while (plain.test(text));
      return places;
    },
  };
}

function holdsAny(folded: string, parts: readonly string[]): boolean {
  return parts.some((part) => folded.includes(part));
}

/**
 * Finds a part in text that folding only lowers and takes apostrophes from, without making a folded copy, which would be
 * most of what looking at a note costs.
 */
function plainTextPattern(parts: readonly string[]): RegExp {
  const spelled = parts.filter((part) => !NON_ASCII.test(part)).map((part) => [...part].map((letter) => letter.replace(/[^A-Za-z0-9_]/, '\\$&')).join("['\u2019]*"));
  return spelled.length === 0 ? /(?!)/g : new RegExp(spelled.join('|'), 'gi');
}
