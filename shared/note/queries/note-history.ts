// `note history`: who wrote a note, when, by which operation; newest first, with the hash of each version.
import type { Io } from '../../vault/io';
import type { VaultView } from '../../vault/view';
import { findPastNote } from './find-past-note';
import { noteVersions, type NoteVersion } from './note-versions';

/** One governed change of the note, as JSON has it. */
export interface NoteHistoryRow {
  at: string;
  actor: string;
  role: string | null;
  kind: string;
  op: string;
  op_id: string;
  seq: number;
  writer: string;
  before: string | null;
  /** `null`: the operation deleted the note. `note restore --at` takes a prefix of it. */
  after: string | null;
  reason: string | null;
  session: string | null;
}

export interface NoteHistory {
  path: string;
  also: string[];
  rows: NoteHistoryRow[];
}

/** @throws E_NOT_FOUND when neither the vault nor the ledger knows the note */
export function noteHistory(ref: string): (view: VaultView) => Io<NoteHistory> {
  return function* (view) {
    const { path, also } = yield* findPastNote(view, ref, 'read');
    const versions = yield* noteVersions(view, path);
    return { path, also, rows: versions.map(rowOf) };
  };
}

function rowOf({ sha256, before, entry }: NoteVersion): NoteHistoryRow {
  return {
    at: entry.at,
    actor: entry.actor,
    role: entry.role,
    kind: entry.kind,
    op: entry.op,
    op_id: entry.op_id,
    seq: entry.seq,
    writer: entry.writer,
    before,
    after: sha256,
    reason: entry.reason ?? null,
    session: entry.session ?? null,
  };
}
