// What a planner or a query may see of a vault. Everything is read at most once in one operation,
// and under the vault's lock when the operation writes.
import type { Properties, PropertyValue } from '../note/frontmatter';
import type { Actor } from '../policy/actor';
import type { Config } from '../settings/config';
import type { Io } from './io';
import type { DriftReport } from './drift';
import type { GraphedNotes } from './graphed-note';
import type { HistoryEntry } from './history';
import type { NoteTable } from './note-table';
import type { Derived, Memory } from './memory';
import type { GovernedState } from './plan';
import type { Random, Sha256 } from './ports';
import type { WalkedFile } from './walk';

/** How a note's bytes stand to its baseline. `ok` covers both sides of a clean merge. */
export type Integrity = 'ok' | 'modified' | 'deleted' | 'untracked';

export interface NoteSnapshot {
  path: string;
  bytes: Uint8Array;
  sha256: Sha256;
  /** `null` when the bytes are not valid UTF-8. A BOM is kept as its first character. */
  text: string | null;
  integrity: Integrity;
  /** Stories only: as the last story verb left it; `null` when no story verb ever wrote this note. */
  state: GovernedState | null;
}

/**
 * One note as lists see it, from the index; every row is stat'ed before it is answered from. Its members may be made when
 * they are asked for: copy them by name, a spread would miss them.
 */
export interface IndexedNote {
  path: string;
  sha256: Sha256;
  size: number;
  /** `null` when the note can't be read; `problem` says why. */
  properties: Properties | null;
  problem: string | null;
  /** Where it is given: one property, without making all of them. */
  property?(key: string): PropertyValue | undefined;
  /** Acceptance criteria ticked and in all (stories; zero elsewhere). */
  criteria: { done: number; total: number };
  integrity: Integrity;
  state: GovernedState | null;
}

export interface HistoryFilter {
  path?: string;
  actor?: string;
  /** An operation (`story.claim`) or a noun (`story`). */
  op?: string;
  /** RFC 3339 or `YYYY-MM-DD`; entries at or after it. */
  since?: string;
  /** 0 or absent: all. */
  limit?: number;
}

export interface VaultView {
  readonly actor: Actor;
  readonly config: Config;
  /** RFC 3339 UTC with seconds; the same throughout one operation. */
  readonly now: string;
  readonly random: Random;
  /** `null` when there is no such note. Invalid paths are a TouchstoneError. */
  note(path: string): Io<NoteSnapshot | null>;
  /**
   * A note's bytes as they lie there now, without its standing; `null` when there is none. For questions that read the
   * whole vault. What can't be read (a link that leads out of the vault) is an error.
   */
  bytes(path: string): Io<Uint8Array | null>;
  /** All notes below a folder (recursively), sorted by path; `''` is the whole vault. */
  index(folder: string): Io<IndexedNote[]>;
  /** The same notes, none of them made before it is asked for. */
  table(folder: string): Io<NoteTable>;
  /** Paths of all notes below a folder, sorted, without reading them. */
  paths(folder: string): Io<string[]>;
  /** All notes below a folder in path order, with what their names stand for, without reading them. */
  noteFiles(folder: string): Io<WalkedFile[]>;
  /**
   * Gives the bytes of each note to `take`, for which they lie there only during the call, and what can't be read to `fail`.
   * A note that is gone is left out.
   */
  readEach(files: readonly WalkedFile[], take: (path: string, bytes: Uint8Array) => void, fail: (path: string, error: unknown) => void): Io<void>;
  /** Paths of all files below a folder, notes and others, sorted, without reading them. */
  files(folder: string): Io<string[]>;
  /** What the graph of notes needs of every note of the vault. */
  graphs(): Io<GraphedNotes>;
  /**
   * What `derive` answers, kept between commands for as long as no note, no name of a file and no folder setting changes.
   * @param name of the cache; changes whenever `derive` would answer otherwise from the same vault
   * @param derive must depend on nothing else; its answer is JSON
   */
  remembered<T>(name: string, derive: () => Io<T>): Io<T>;
  /** As {@link remembered}, for as long as no ledger changes: what `derive` answers from {@link history} alone. */
  rememberedOfLedgers<T>(name: string, derive: () => Io<T>): Io<T>;
  /**
   * What `derive` answers of each note, kept between commands for as long as its content is the same.
   * @param memory whose source says all else that an answer depends on; answers are JSON
   */
  rememberedOfEach<Note extends Pick<IndexedNote, 'sha256'>, T>(memory: Memory, notes: readonly Note[], derive: (note: Note) => Io<Derived<T>>): Io<T[]>;
  /** Numbers that `derive` answers, kept between commands for as long as the memory's source is the same. */
  rememberedNumbers(memory: Memory, derive: () => Uint32Array): Io<Uint32Array>;
  sha256(content: string | Uint8Array): Io<Sha256>;
  /** Content of an earlier governed version: objects, then stage, then git. `null` when none has it. */
  object(path: string, sha256: Sha256): Io<Uint8Array | null>;
  /** Hash of the note's newest governed version; `null` when it has none or was deleted by a governed operation. */
  baseline(path: string): Io<Sha256 | null>;
  /** How bytes with this hash would stand to the record of `path`, if they lay there. */
  integrityOf(path: string, sha256: Sha256): Io<Integrity>;
  /** The ledger's entries, newest first; of one note, or of all. */
  history(filter: HistoryFilter): Io<HistoryEntry[]>;
  /** How the vault's notes stand to their baselines. `hash: 'all'` reads every note, `'changed'` trusts unchanged stats. */
  drift(hash: 'all' | 'changed'): Io<DriftReport>;
}
