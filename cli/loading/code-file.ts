// The form of the files that hold what verbs load: known to what reads them at each start, and to what writes them.

/** What a file begins with; then come the digits of the length of the source, the source, and V8's code. */
export const MARK = 'touchstone code 3 ';
export const LENGTH_DIGITS = 8;
export const HEAD = MARK.length + LENGTH_DIGITS;

/** An expression; in brackets, V8 compiles the function at once instead of when it is called. */
export function chunkFunction(text: string): string {
  return `(function(exports,require,module,__dirname){${text}\n})`;
}

/** The name of a verb's file. @param words the noun, unless it has none, and the verb's first word. */
export function cacheName(...words: string[]): string {
  return words.join('.');
}

/** Whether this user owns it. @param uid of a file */
export function isOurs(uid: number): boolean {
  return process.getuid === undefined || uid === process.getuid();
}
