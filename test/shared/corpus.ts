// A vault that nobody here wrote: the Obsidian help, beside the project or where TOUCHSTONE_CORPUS says. It is no part of
// the project, so tests over it are skipped with a word where it is absent.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const FOLDER = process.env['TOUCHSTONE_CORPUS'] ?? fileURLToPath(new URL('../../../shared/corpus', import.meta.url));

/** Root of the help vault; `null` where it is absent. */
export const HELP_VAULT: string | null = existsSync(join(FOLDER, 'obsidian-help-en')) ? join(FOLDER, 'obsidian-help-en') : null;

/** For the name of a skipped suite. */
export const ABSENT = HELP_VAULT === null ? ` (skipped: no corpus at ${FOLDER})` : '';

/** Text of each note by its path, sorted. */
export function helpNotes(): Map<string, string> {
  if (HELP_VAULT === null) return new Map();
  const root = HELP_VAULT;
  const paths = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.md')).map((path) => path.replaceAll('\\', '/')).sort();
  return new Map(paths.map((path) => [path, readFileSync(join(root, path), 'utf8')]));
}
