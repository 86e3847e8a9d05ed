// The one place where text for people loses what could steer a terminal: control characters, escape sequences and
// bidirectional overrides that notes may hold. Marks of `paint.ts` become colours here, after the cleaning.
import { styleOfMark } from '../paint';

/**
 * C0 but tab and line feed, DEL, C1; line and paragraph separators; the bidirectional controls of Unicode's UAX #9,
 * which can show text in another order than it is read in; noncharacters, which `paint.ts` uses as marks.
 */
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const UNSAFE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufdd0-\ufdef]/g;

/** Shows a control character instead of obeying it: C0 by its Unicode control picture, the rest by its number. */
function shown(character: string): string {
  const code = character.charCodeAt(0);
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  if (code === 0x7f) return '\u2421';
  return `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`;
}

/**
 * @param text may hold marks of `paint.ts`.
 * @param colours whether marks become SGR sequences; otherwise they count as what a note must not hold.
 */
export function clean(text: string, colours: boolean): string {
  // A carriage return before a line feed is only a Windows line ending.
  return text.replaceAll('\r\n', '\n').replace(UNSAFE, (character) => {
    const style = colours ? styleOfMark(character.charCodeAt(0)) : null;
    return style === null ? shown(character) : `\u001b[${style}m`;
  });
}

/** {@link clean} for text that has to stay on one line: a title in a table, a path in a message. */
export function cleanLine(text: string): string {
  return text.replace(/\s*[\r\n\u2028\u2029]+\s*/g, ' ').replaceAll('\t', ' ');
}
