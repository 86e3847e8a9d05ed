// What a text must be before it may become a note of system scope, whoever wrote it.
import { TouchstoneError } from '../errors';
import { readFrontmatter } from '../note/frontmatter';

/** @throws E_USAGE for a text with a NUL character or with properties that can't be read. */
export function requireReadableNote(path: string, text: string): void {
  const problem = problemOf(text);
  if (problem === null) return;
  throw new TouchstoneError('E_USAGE', `The text for ${path} can't be a note: ${problem}.`, {
    hint: 'Properties are a plain YAML mapping between two lines of `---` at the top of the note.',
    details: { path, problem },
  });
}

function problemOf(text: string): string | null {
  if (text.includes('\0')) return 'it holds a NUL character';
  const reading = readFrontmatter(text);
  if (reading.kind !== 'unreadable') return null;
  const where = reading.line === null ? '' : ` in line ${reading.line}`;
  return `its properties can't be read${where}, ${reading.problem}`;
}
