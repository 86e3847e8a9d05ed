// Texts of notes that nobody has looked at yet, fetched for many notes at once: one call over the line costs as much
// as reading hundreds of files.
import { callSync } from '../bridge';

/** Notes in one call; a few hundred kilobytes. */
const BATCH = 400;

export class NoteTexts {
  private readonly texts = new Map<string, string | null>();

  /** `wanted`: paths of notes that may be asked for next. `fullPath` makes a path absolute. */
  constructor(private readonly wanted: () => readonly string[], private readonly fullPath: (path: string) => string) {}

  /** Hands a note's text out, once; `null` when it can't be read. */
  take(path: string): string | null {
    if (!this.texts.has(path)) this.fetch(path);
    const text = this.texts.get(path) ?? null;
    this.texts.delete(path);
    return text;
  }

  /** What was fetched is no longer what the file holds. */
  forget(path: string): void {
    this.texts.delete(path);
  }

  private fetch(path: string): void {
    const wanted = this.wanted();
    const start = Math.max(0, wanted.indexOf(path));
    const paths = [path, ...wanted.slice(start, start + BATCH).filter((other) => other !== path && !this.texts.has(other))];
    const texts = callSync<(string | null)[]>('vault.texts', paths.map(this.fullPath));
    paths.forEach((each, index) => { this.texts.set(each, texts[index] ?? null); });
  }
}
