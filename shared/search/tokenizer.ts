// The tokenizer of search: which terms a text holds. The index of long-lived processes and the single pass of the
// command line use the same one; what it answers decides what is found.
import { fold } from './fold';

export interface Tokenizer {
  /** Terms of a note's text, in order, folded; compound identifiers are given whole and in parts. */
  terms(text: string): string[];
  /** Terms of a query: compounds whole only, so that `GitHub` doesn't find every `git`. */
  wanted(text: string): string[];
}

/** Words whose terms are remembered: most words of a vault are a few thousand different ones. */
const REMEMBERED_WORDS = 100_000;
/** Longer runs are encoded bytes, not words. */
const LONGEST_TERM = 64;
const ASCII_WORD = /[A-Za-z0-9_]+(?:'[A-Za-z0-9_]+)*/.source;
const WORD = /[\p{L}\p{N}\p{M}_]+(?:['\u2019][\p{L}\p{N}\p{M}_]+)*/u.source;
const NON_ASCII = /\P{ASCII}/u;
/** Scripts that write words without spaces between them. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u30fc\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]+/gu;
const COMPOUND = /_|\p{Ll}\p{Lu}|\p{N}\p{Lu}|\p{Lu}\p{Lu}\p{Ll}/u;
/** A word of which nothing is a part, and folding only lowers it. */
const PLAIN_WORD = /^[A-Za-z0-9][a-z0-9]{0,63}$/;
const OUTER_UNDERSCORES = /^_+|_+$/g;

/**
 * @param idPrefix of the vault's stories: `PROJ` keeps `PROJ-a3f8k` (and the beginning of one, `PROJ-a3`) one term.
 */
export function tokenizerFor(idPrefix: string): Tokenizer {
  const id = `${idPrefix.replace(/[^A-Za-z0-9]/g, '')}-[A-Za-z0-9]{1,5}(?![A-Za-z0-9_-])`;
  const ascii = new RegExp(`${id}|${ASCII_WORD}`, 'gi');
  // Compiling it takes longer than most searches for a word: only texts that need it pay.
  let unicode: RegExp | undefined;
  const patternOf = (text: string): RegExp => (NON_ASCII.test(text) ? unicode ??= new RegExp(`${id}|${WORD}`, 'giu') : ascii);
  const segmenter = lazySegmenter();
  const remembered = new Map<string, readonly string[]>();

  function collect(text: string): string[] {
    if (PLAIN_WORD.test(text)) return [text.toLowerCase()];
    const found: string[] = [];
    for (const word of text.match(patternOf(text)) ?? []) {
      let terms = remembered.get(word);
      if (terms === undefined) {
        terms = termsOfWord(word, true);
        if (remembered.size < REMEMBERED_WORDS) remembered.set(word, terms);
      }
      for (const term of terms) found.push(term);
    }
    return found;
  }

  function termsOfWord(word: string, withParts: boolean): string[] {
    const found: string[] = [];
    if (!NON_ASCII.test(word)) {
      addSpaced(word, withParts, found);
      return found;
    }
    let end = 0;
    for (const run of word.matchAll(UNSPACED)) {
      addSpaced(word.slice(end, run.index), withParts, found);
      for (const { segment, isWordLike } of segmenter().segment(run[0].normalize('NFC'))) {
        if (isWordLike === true) addTerm(segment, found);
      }
      end = run.index + run[0].length;
    }
    addSpaced(word.slice(end), withParts, found);
    return found;
  }

  return {
    terms: collect,
    wanted: (text) => [...new Set((text.match(patternOf(text)) ?? []).flatMap((word) => termsOfWord(word, false)))],
  };
}

/**
 * Gives `take` each stretch of a text that holds one of the places, once: terms never reach over its ends, so it has the
 * same terms alone as in the text.
 *
 * @param places in order; those before `from` are left out
 */
export function eachStretch(text: string, from: number, places: readonly number[], take: (stretch: string) => void): void {
  let end = from;
  for (const place of places) {
    if (place < end) continue;
    let start = place;
    while (start > end && isOfTerms(text.charCodeAt(start - 1))) start -= 1;
    end = place + 1;
    while (end < text.length && isOfTerms(text.charCodeAt(end))) end += 1;
    take(text.slice(start, end));
  }
}

/** ASCII that may stand in a term: letters, digits, underscores, apostrophes, the hyphen of ids. Beyond ASCII all may. */
const OF_TERMS = Array.from({ length: 128 }, (_, code) => /[\w'-]/.test(String.fromCharCode(code)));

function isOfTerms(code: number): boolean {
  return OF_TERMS[code] ?? true;
}

function addSpaced(word: string, withParts: boolean, found: string[]): void {
  const whole = word.includes('_') ? word.replace(OUTER_UNDERSCORES, '') : word;
  addTerm(whole, found);
  if (!withParts || !COMPOUND.test(whole)) return;
  for (const part of partsOf(whole)) {
    if (part.length > 1) addTerm(part, found);
  }
}

/** `scanNote` → `scan`, `Note`; `HTTPServer` → `HTTP`, `Server`; `max_size` → `max`, `size`. */
function partsOf(compound: string): string[] {
  return compound.replace(/([\p{Ll}\p{N}])(\p{Lu})/gu, '$1_$2').replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1_$2').split(/_+/);
}

function addTerm(written: string, found: string[]): void {
  if (written === '' || written.length > LONGEST_TERM) return;
  found.push(fold(written));
}

/** Its dictionaries are loaded for the first text that needs them. */
function lazySegmenter(): () => Intl.Segmenter {
  let made: Intl.Segmenter | undefined;
  return () => (made ??= new Intl.Segmenter('und', { granularity: 'word' }));
}
