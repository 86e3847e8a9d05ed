// Emphasis in text for people. Marks stand for colours until the text was cleaned of control characters
// (`output/clean.ts`), so that nothing in a note can pass for one of our own escape sequences.

export interface Paint {
  bold: (text: string) => string;
  dim: (text: string) => string;
  red: (text: string) => string;
  green: (text: string) => string;
  yellow: (text: string) => string;
  cyan: (text: string) => string;
  /** Columns of the terminal, or `null` when piped: then nothing is ever shortened. */
  readonly width: number | null;
}

/** The marks are Unicode noncharacters, which no text has a reason to hold; a note that does gets a colour, no more. */
const FIRST_OPEN = 0xfdd0;
const FIRST_CLOSE = 0xfde0;

/** SGR parameters (ECMA-48) that switch each style on and off. */
const STYLES = [
  ['bold', 1, 22], ['dim', 2, 22], ['red', 31, 39], ['green', 32, 39], ['yellow', 33, 39], ['cyan', 36, 39],
] as const;

type Style = (typeof STYLES)[number][0];

function marking(style: Style): (text: string) => string {
  const index = STYLES.findIndex(([name]) => name === style);
  const open = String.fromCharCode(FIRST_OPEN + index);
  const close = String.fromCharCode(FIRST_CLOSE + index);
  return (text) => (text === '' ? '' : open + text + close);
}

/** @returns the SGR parameter that a mark stands for, or `null` for any other character. */
export function styleOfMark(code: number): number | null {
  const open = STYLES[code - FIRST_OPEN];
  if (open !== undefined) return open[1];
  const close = STYLES[code - FIRST_CLOSE];
  return close === undefined ? null : close[2];
}

/** @param width columns of the terminal that will show the text, `null` for a pipe or a file. */
export function createPaint(colours: boolean, width: number | null): Paint {
  const plain = (text: string): string => text;
  const style = (name: Style): ((text: string) => string) => (colours ? marking(name) : plain);
  return {
    bold: style('bold'), dim: style('dim'), red: style('red'),
    green: style('green'), yellow: style('yellow'), cyan: style('cyan'),
    width,
  };
}
