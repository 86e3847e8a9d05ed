// What the core needs from its host. `shared/node/` implements these for Node (synchronously), the plugin for Obsidian.
// Paths are vault-relative, with `/`, normalised by `paths.ts` before they get here.
import type { MaybePromise } from './io';
import type { Stamps } from './stamps';
import type { Sweep } from './note-folders';

/** Lower-case hex SHA-256 of a note's bytes, 64 characters. */
export type Sha256 = string;

export interface FileStat {
  kind: 'file' | 'folder' | 'other';
  size: number;
  /** Nanoseconds since the epoch as decimal text (53 bits do not hold them). */
  mtime: string;
  ctime: string;
  inode: string;
}

export interface FolderEntry {
  name: string;
  /** What the entry is after following a symlink that stays inside the vault; `other` for anything else. */
  kind: 'file' | 'folder' | 'other';
}

/** Content that waits in `.touchstone/local/stage/`, already synced to disk. */
export interface Staged {
  /** File name in the stage folder: `<txn>.<n>.<sha256>`, or `<txn>.<n>.gone` for a delete. */
  name: string;
  bytes: Uint8Array;
  sha256: Sha256;
}

/**
 * What applying one committed change to a note did.
 * `foreign`: other bytes were found, nothing was touched. `overwrote`: bytes that somebody wrote in the last
 * microseconds were replaced; they are handed back so that they can be kept.
 */
export type Applied =
  | { kind: 'done' }
  | { kind: 'foreign'; found: Sha256 | null }
  | { kind: 'overwrote'; bytes: Uint8Array };

/** The notes and other files of the vault that people see. */
export interface NoteFiles {
  /** `null` when there is none; a folder, or a symlink out of the vault, is a TouchstoneError. */
  read(path: string): MaybePromise<Uint8Array | null>;
  /** As {@link read}, of what was just stamped or listed as a file; the next call may overwrite the bytes. Hosts can leave it out. */
  glance?(path: string): MaybePromise<Uint8Array | null>;
  stat(path: string): MaybePromise<FileStat | null>;
  /** The stamps of many files of one folder at once, symlinks followed (`stamps.ts`). Hosts that can't leave it out. */
  stamps?(folder: string, names: readonly string[]): MaybePromise<Stamps>;
  /** A folder's entries, as {@link list} has them, with the stamps of its notes. Hosts that can't leave it out. */
  sweep?(folder: string): MaybePromise<Sweep>;
  /** SHA-256 of many files of one folder at once, just listed as files; `null` for what can't be read. Hosts can leave it out. */
  hashes?(folder: string, names: readonly string[]): MaybePromise<(Sha256 | null)[]>;
  /** Entries of a folder in no particular order; empty when it does not exist. Dot-names are left out. */
  list(folder: string): MaybePromise<FolderEntry[]>;
  /**
   * Checks before the commit point that the change can be carried out: the folder (made where it is missing) and the
   * file are writable. E_FAILED says what is not, and nothing has changed.
   */
  prepare(path: string, change: 'create' | 'replace' | 'remove'): MaybePromise<void>;
  /** Creates exclusively: never replaces what is there. */
  create(path: string, staged: Staged): MaybePromise<Applied>;
  /** Replaces `path` by the staged file if it still has `expected`; keeps the file's mode. */
  replace(path: string, expected: Sha256, staged: Staged): MaybePromise<Applied>;
  /** Removes `path` if it still has `expected`; `trash` moves it to the vault's `.trash/`, as Obsidian does. */
  remove(path: string, expected: Sha256, trash: boolean): MaybePromise<Applied>;
  /** Makes renames in these folders durable. */
  syncFolders(folders: readonly string[]): MaybePromise<void>;
}

/** The product's own files below `.touchstone/`; paths are relative to that folder. */
export interface StateFiles {
  read(path: string): MaybePromise<Uint8Array | null>;
  /** Bytes `[start, end)`, fewer at the end of the file. */
  readRange(path: string, start: number, end: number): MaybePromise<Uint8Array>;
  /** `null` when there is no such file. */
  stat(path: string): MaybePromise<FileStat | null>;
  /** Names in a folder, sorted; empty when it does not exist. */
  list(folder: string): MaybePromise<string[]>;
  /** Writes and syncs a file that nobody else knows yet (stage). */
  writeSynced(path: string, bytes: Uint8Array): MaybePromise<void>;
  /** Replaces a file atomically without a sync: for caches and copies, whose loss costs nothing. */
  writeCache(path: string, bytes: Uint8Array): MaybePromise<void>;
  /** Appends to a file that is there, without a sync; a crash may leave a part of it. */
  appendCache(path: string, bytes: Uint8Array): MaybePromise<void>;
  /** Appends at `offset` (the file's size), syncs; on failure the file is cut back to `offset` and the error thrown. */
  append(path: string, offset: number, bytes: Uint8Array): MaybePromise<void>;
  truncate(path: string, size: number): MaybePromise<void>;
  /** Removes a file; no error when it is gone already. */
  remove(path: string): MaybePromise<void>;
  rename(from: string, to: string): MaybePromise<void>;
}

/** A second home of old versions: git's blobs of a path (`decisions.md` 11). */
export interface Attic {
  /** The bytes with this hash among the latest versions of `path`, or `null`. Bounded in versions looked at. */
  find(path: string, sha256: Sha256): MaybePromise<Uint8Array | null>;
}

/** A held lock. */
export interface HeldLock {
  /** False once the lock is no longer ours; then nothing more may be written. */
  stillOurs(): MaybePromise<boolean>;
  release(): MaybePromise<void>;
}

export interface Lock {
  /** Waits a bounded time; E_BUSY names the holder. */
  acquire(): MaybePromise<HeldLock>;
}

export interface Clock {
  /** RFC 3339 UTC with seconds, `2026-11-21T09:00:00Z`. */
  now(): string;
}

export interface Random {
  /** `length` characters of lower-case base36 from a cryptographic source. */
  base36(length: number): string;
}

export interface Hash {
  sha256(bytes: Uint8Array): MaybePromise<Sha256>;
}

export interface Ports {
  notes: NoteFiles;
  state: StateFiles;
  lock: Lock;
  clock: Clock;
  random: Random;
  hash: Hash;
  attic: Attic;
  /** Identifies this copy of the vault (its real path); a copied folder becomes a new writer. */
  place: string;
  /** Name of this device, part of stage names, so that a synced stage of another device is left alone. */
  device: string;
  /** `notes.replace` writes into the note instead of renaming over it, as the app does; a crash can leave a part of the text. */
  inplace?: true;
  /** Called between the steps of the write path; test builds kill the process at a named one. */
  checkpoint(name: string): void;
}
