// Phrases: words that stand in a text in this order with nothing but blanks, breaks or punctuation between them.
import { fold } from './fold';

const BETWEEN_WORDS = /[^\p{L}\p{N}\p{M}]+/gu;
/** Next to such a character words end without a space. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;

/** The words alone, folded, with one space between them. */
export function phraseOf(text: string): string {
  return fold(text).replace(BETWEEN_WORDS, ' ').trim();
}

/** @param phrase from {@link phraseOf}. Whole words only: `retry pol` does not stand in `retry policy`. */
export function holdsPhrase(text: string, phrase: string): boolean {
  const before = UNSPACED.test(phrase.slice(0, 1)) ? '' : ' ';
  const after = UNSPACED.test(phrase.slice(-1)) ? '' : ' ';
  return ` ${phraseOf(text)} `.includes(`${before}${phrase}${after}`);
}
