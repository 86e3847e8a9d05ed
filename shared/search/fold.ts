// Folding: what different spellings of one word have in common, so that `Café`, `CAFE` and `café` are one term.
// Every text of an index and every query goes through it; nothing that is shown does.

const NON_ASCII = /\P{ASCII}/u;
/** The combining marks of Latin, Greek and Cyrillic. Those of other scripts make other letters (`か`, `が`). */
const DIACRITICS = /[\u0300-\u036f]/g;
const APOSTROPHES = /['\u2019]/g;
/** Letters that Unicode doesn't take apart, as they are written without their stroke or ligature. */
const PLAIN_LETTERS: ReadonlyMap<string, string> = new Map([
  ['ß', 'ss'], ['æ', 'ae'], ['œ', 'oe'], ['ø', 'o'], ['đ', 'd'], ['ð', 'd'], ['ł', 'l'], ['þ', 'th'], ['ı', 'i'], ['ς', 'σ'],
]);
const SPECIAL_LETTERS = /[ßæœøđðłþıς]/g;

/**
 * Lower case, without diacritics and apostrophes, compatibility forms made plain (`ﬁ` → `fi`, `Ａ` → `a`).
 * A word folded alone is part of its folded text, which is what lets a text be judged before it is taken apart.
 */
export function fold(text: string): string {
  const joined = text.replace(APOSTROPHES, '');
  if (!NON_ASCII.test(joined)) return joined.toLowerCase();
  return joined
    .normalize('NFKD')
    .toLowerCase()
    .replace(DIACRITICS, '')
    .replace(SPECIAL_LETTERS, (letter) => PLAIN_LETTERS.get(letter) ?? letter)
    .normalize('NFC');
}
