// Vaults that live as long as a test file.
import { closeSync, mkdirSync, openSync, renameSync, writeFileSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { folderOfFile } from '../temporary-folders';

/** A new vault with these files: texts by their paths. Answers its absolute path. */
export function vaultWith(files: Readonly<Record<string, string>> = {}): string {
  const vault = folderOfFile('touchstone-vault-');
  for (const [path, text] of Object.entries(files)) writeInto(vault, path, text);
  return vault;
}

/** Puts a file into a vault as another program does that renames it into place: nobody ever sees a part of it. */
export function writeInto(vault: string, path: string, text: string): void {
  const full = join(vault, path);
  const aside = join(dirname(full), `.${basename(full)}.new`);
  mkdirSync(dirname(full), { recursive: true });
  writeFileSync(aside, text);
  renameSync(aside, full);
}

/**
 * Writes a file in place as another program does, but in one step: emptied first, it would be two changes to an app that looks
 * in between. The text may not be shorter than what is there.
 */
export function writeOver(vault: string, path: string, text: string): void {
  const file = openSync(join(vault, path), 'r+');
  try {
    writeSync(file, text);
  } finally {
    closeSync(file);
  }
}
