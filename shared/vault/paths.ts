// Every path that comes from outside is resolved here, once: vault-relative, `/`-separated, normalised, and of a class
// that may be written. Whether its real path stays inside the vault is the host's check (`NoteFiles`).
import { CONTROL } from '../control-characters';
import { TouchstoneError } from '../errors';

/** The one file below `.touchstone/` that is governed like a note. */
export const CONFIG_PATH = '.touchstone/config.yaml';

/** `note`: `.md`. `file`: anything else that people see. `config`: the vault's governed settings. */
export type TargetClass = 'note' | 'file' | 'config';

/** Paths in which nothing is to be found: each part begins with a letter or digit. Most are, and many are asked for. */
const PLAIN_PATH = /^\w[\w .,()+-]*(?:\/\w[\w .,()+-]*)*$/;

/** Longest path that common file systems and sync services take, in UTF-16 units. */
const MAX_PATH_LENGTH = 1024;

/**
 * Normalises a path given by a user: NFC, `/` separators, no `.` parts, no leading `/`.
 * Refuses with E_USAGE what would leave the vault, reach into a dot-folder, or can't be a path.
 */
export function vaultPath(input: string): string {
  if (PLAIN_PATH.test(input) && input.length <= MAX_PATH_LENGTH) return input;
  const text = input.normalize('NFC');
  if (text === CONFIG_PATH) return text;
  if (text.length > MAX_PATH_LENGTH) refuse(input, `it is longer than ${MAX_PATH_LENGTH} characters`);
  if (CONTROL.test(text)) refuse(input, 'it contains a control character');
  if (/^[A-Za-z]:/u.test(text) || text.startsWith('\\\\')) refuse(input, 'it is absolute');
  if (text.startsWith('/')) refuse(input, 'it is absolute');
  const parts = text.replaceAll('\\', '/').split('/').filter((part) => part !== '' && part !== '.');
  if (parts.length === 0) refuse(input, 'it is empty');
  for (const part of parts) {
    if (part === '..') refuse(input, 'it leaves the vault with `..`');
    if (part.startsWith('.')) refuse(input, `\`${part}\` is a dot-name, which Obsidian does not show and Touchstone does not govern`);
  }
  return parts.join('/');
}

/** As {@link vaultPath}, for a note: `.md` is added where it is missing. */
export function notePath(input: string): string {
  const path = vaultPath(input);
  return path.toLowerCase().endsWith('.md') ? path : `${path}.md`;
}

/** As {@link vaultPath}, for a folder; `''` and `.` are the whole vault. A trailing `/` is taken. */
export function folderPath(input: string): string {
  return input === '' || input === '.' || input === '/' ? '' : vaultPath(input);
}

export function targetClass(path: string): TargetClass {
  if (path === CONFIG_PATH) return 'config';
  return path.toLowerCase().endsWith('.md') ? 'note' : 'file';
}

/** `a/b/c.md` → `a/b`; a note at the top → `''`. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '' : path.slice(0, slash);
}

/** The folder that all of these notes lie in, the name of each ending in `.md`; `null` when that is not so, or there are none. */
export function soleFolder(paths: readonly string[]): string | null {
  const folder = folderOf(paths[0] ?? '');
  const start = folder === '' ? '' : `${folder}/`;
  const areIn = paths.every((path) => path.endsWith('.md') && path.startsWith(start) && path.lastIndexOf('/') === start.length - 1);
  return areIn && paths.length > 0 ? folder : null;
}

/** `a/b/c.md` → `c.md`. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Whether `path` lies below `folder`; everything lies below `''`. */
export function isBelow(path: string, folder: string): boolean {
  return folder === '' || path.startsWith(`${folder}/`);
}

/** Orders paths by code unit, the same on every machine and in every locale. */
export function comparePaths(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function refuse(input: string, found: string): never {
  throw new TouchstoneError('E_USAGE', `\`${input}\` is not a path inside the vault: ${found}.`, {
    hint: 'Give a path relative to the vault, such as `knowledge/patterns/Retry.md`.',
    details: { path: input },
  });
}
