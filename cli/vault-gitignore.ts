// Brings the `.gitignore` of the vault's folder in line with the setting `project_vault_git`. The file is git's and its
// owner's: not governed, not on the ledger, and replaced only while it still holds what was read.
import { existsSync, lstatSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TouchstoneError } from '../shared/errors';
import type { Config } from '../shared/settings/config';
import { withGitBlock } from '../shared/settings/git-block';
import { failureOf } from './failure';

const NAME = '.gitignore';

/** What happened to the file; warnings say why it was left alone. */
export interface Aligned {
  changed: boolean;
  warnings: string[];
}

/** Never fails: the setting holds by then. With `dryRun` nothing is written and `changed` says what would be. */
export function alignGitignore(root: string, config: Config, options: { dryRun: boolean }): Aligned {
  try {
    return { changed: align(root, config, options), warnings: [] };
  } catch (thrown) {
    return { changed: false, warnings: [`project_vault_git: ${failureOf(thrown).message} Put the file right and set it again.`] };
  }
}

function align(root: string, config: Config, options: { dryRun: boolean }): boolean {
  const full = join(root, NAME);
  const before = readText(full);
  const place = { folders: config.folders, isRepository: existsSync(join(root, '.git')) };
  const after = withGitBlock(before ?? '', config.settings['project_vault_git'], place);
  if (after === (before ?? '')) return false;
  if (!options.dryRun) replace(full, before, after);
  return true;
}

/** `null` when there is no such file. */
function readText(full: string): string | null {
  const stat = lstatSync(full, { throwIfNoEntry: false });
  if (stat === undefined) return null;
  if (!stat.isFile()) throw notOurs(full, 'it is no plain file');
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readFileSync(full));
  } catch {
    throw notOurs(full, 'it is not valid UTF-8');
  }
}

function replace(full: string, before: string | null, after: string): void {
  const beside = `${full}.touchstone-${process.pid}`;
  try {
    writeFileSync(beside, after, { flag: 'wx', mode: before === null ? 0o666 : statSync(full).mode & 0o7777 });
    if (readText(full) !== before) throw notOurs(full, 'it changed while it was being written');
    if (after === '') rmSync(full);
    else renameSync(beside, full);
  } finally {
    rmSync(beside, { force: true });
  }
}

function notOurs(full: string, found: string): TouchstoneError {
  return new TouchstoneError('E_FAILED', `${full} was left alone: ${found}.`, { details: { path: full } });
}
