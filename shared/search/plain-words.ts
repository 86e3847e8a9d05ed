// Leaves out the places where a term surely is not, by the text around them alone: a mistyped term is looked for by pieces of
// two or three letters, which most notes hold, but in words that are none of its typos.

/** What parts words in every field as well. Markup may be taken out of a heading, so that what it parts is one word there. */
const PARTS_WORDS = flags(' \t\r\n.,?:"');
const LOWER = flags('abcdefghijklmnopqrstuvwxyz0123456789');
const UPPER = flags('ABCDEFGHIJKLMNOPQRSTUVWXYZ');

/**
 * The places but for those in words that are not found. Only of words without parts (`scanNote` has two) between blanks and
 * plain punctuation this is asked.
 *
 * @param places in order
 */
export function placesOfFound(text: string, places: readonly number[], isFound: (word: string) => boolean): number[] {
  let end = -1;
  let isKept = true;
  return places.filter((place) => {
    if (place < end) return isKept;
    let start = place;
    while (start > 0 && has(LOWER, text, start)) start -= 1;
    if (!has(LOWER, text, start) && !has(UPPER, text, start)) start += 1;
    end = place + 1;
    while (has(LOWER, text, end)) end += 1;
    const isPlain = (start === 0 || has(PARTS_WORDS, text, start - 1)) && (end === text.length || has(PARTS_WORDS, text, end));
    isKept = !isPlain || isFound(text.slice(start, end));
    return isKept;
  });
}

function has(codes: Uint8Array, text: string, at: number): boolean {
  return codes[text.charCodeAt(at)] === 1;
}

function flags(letters: string): Uint8Array {
  const codes = new Uint8Array(128);
  for (const letter of letters) codes[letter.charCodeAt(0)] = 1;
  return codes;
}
