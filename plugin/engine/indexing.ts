// The first look at all notes: rows of the last time where a file is as the app knew it then, the others read in batches.
import type { App, TFile } from 'obsidian';
import { walkNotes } from '../../shared/vault/walk';
import type { WalkedFile } from '../../shared/vault/walk';
import { unreadableRow } from '../../shared/vault/note-index';
import type { OpenedVault } from './open';
import { loadRows, saveRows } from './row-cache';
import { nextTask, runSliced } from './slices';
import { fileStat } from './kept-rows';

/** Files read at the same time: enough to keep a disk busy, few enough to leave the window its turn. */
const BATCH = 64;
/** A file written this shortly ago may have changed again without another time, in milliseconds. */
export const RACY = 2000;
/** Rows that were read anew before the kept ones are written again. */
const CHANGES_TO_SAVE = 32;
const NOT_A_FILE = 'it is no regular file, or a link that leads out of the vault';

/** Fills the rows. `progress` is told how many of how many notes are known. */
export async function indexNotes(app: App, opened: OpenedVault, progress: (done: number, total: number) => void): Promise<void> {
  const { vault, rows } = opened;
  const kept = await runSliced(loadRows(vault.ports));
  const walked = await runSliced(walkNotes(vault.ports.notes, '', null));
  const unknown: WalkedFile[] = [];
  for (const note of walked) {
    const row = kept.get(note.path);
    const file = app.vault.getFileByPath(note.path);
    if (note.kind !== 'file') rows.put(unreadableRow(note.path, NOT_A_FILE));
    else if (row && file && isAsKept(row.stat, file)) rows.put(row);
    else unknown.push(note);
  }
  for (let from = 0; from < unknown.length; from += BATCH) {
    progress(walked.length - unknown.length + from, walked.length);
    await Promise.all(unknown.slice(from, from + BATCH).map(({ path }) => readOne(app, opened, path)));
    await nextTask();
  }
  progress(walked.length, walked.length);
  if (unknown.length >= CHANGES_TO_SAVE) await keepRows(opened);
}

/** Keeps the rows for the next start. */
export async function keepRows({ vault, rows }: OpenedVault): Promise<void> {
  const settled = Date.now() - RACY;
  await runSliced(saveRows(vault.ports, [...rows.all()].filter(({ stat }) => stat.mtime !== '0' && Number(stat.mtime) / 1e6 < settled)));
}

function isAsKept(stat: { mtime: string; size: number }, file: TFile): boolean {
  const now = fileStat(file.stat);
  return stat.mtime === now.mtime && stat.size === now.size;
}

async function readOne(app: App, { rows }: OpenedVault, path: string): Promise<void> {
  const file = app.vault.getFileByPath(path);
  if (file === null) {
    await runSliced(rows.lookAt(path));
    return;
  }
  const { mtime } = file.stat;
  try {
    const bytes = new Uint8Array(await app.vault.readBinary(file));
    await runSliced(rows.take(path, bytes, mtime));
  } catch (error) {
    rows.put(unreadableRow(path, error instanceof Error ? error.message : String(error)));
  }
}
