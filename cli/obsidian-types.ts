// Adds our property types to the vault's `.obsidian/types.json`. The file is Obsidian's: not on the ledger, and replaced
// only while it still holds what was read (decision 9).
import { lstatSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { mergedTypes } from '../shared/knowledge/property-types';
import { failureOf } from './failure';

/** Never fails: the vault is seeded by then. With `dryRun` nothing is written and `changed` says what would be. */
export function mergeObsidianTypes(root: string, options: { dryRun: boolean }): { changed: boolean; warnings: string[] } {
  const folder = join(root, '.obsidian');
  const full = join(folder, 'types.json');
  try {
    for (const path of [folder, full]) {
      if (lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true) return leftAlone(full, 'it is a link');
    }
    const before = textOf(full);
    const after = mergedTypes(before);
    if (after === null) return leftAlone(full, 'it is not the JSON that Obsidian writes');
    if (after === before) return { changed: false, warnings: [] };
    if (options.dryRun) return { changed: true, warnings: [] };
    mkdirSync(folder, { recursive: true });
    return replace(full, before, after) ? { changed: true, warnings: [] } : leftAlone(full, 'it changed meanwhile');
  } catch (thrown) {
    return leftAlone(full, failureOf(thrown).message);
  }
}

function leftAlone(full: string, why: string): { changed: boolean; warnings: string[] } {
  return { changed: false, warnings: [`${full} was left alone: ${why}`] };
}

function textOf(full: string): string | null {
  return lstatSync(full, { throwIfNoEntry: false }) === undefined ? null : readFileSync(full, 'utf8');
}

/** False when somebody else wrote the file since it was read. */
function replace(full: string, before: string | null, after: string): boolean {
  const beside = `${full}.touchstone-${process.pid}`;
  try {
    writeFileSync(beside, after, { flag: 'wx' });
    if (textOf(full) !== before) return false;
    renameSync(beside, full);
    return true;
  } finally {
    rmSync(beside, { force: true });
  }
}
