// `note restore`: brings back a note's baseline, an earlier governed version, or a deleted note. What lies there now is
// recorded first, so it can be restored as well.
import { TouchstoneError } from '../../errors';
import { isProtected, requireKeeper, requireNoteWrite } from '../../policy/note-classes';
import type { Io } from '../../vault/io';
import type { Plan, Planner } from '../../vault/plan';
import type { Sha256 } from '../../vault/ports';
import type { VaultView } from '../../vault/view';
import { findPastNote } from '../queries/find-past-note';
import { hasContent, noteVersions, versionAt, versionContent, type NoteVersion } from '../queries/note-versions';

export interface RestoreRequest {
  ref: string;
  /** Hash of the version to bring back, or its beginning; without it the newest governed one. */
  at?: string;
}

export interface RestoredItem {
  path: string;
  sha256: Sha256;
  /** When and by whom the restored version was written. */
  written_at: string;
  written_by: string;
}

type KeptVersion = NoteVersion & { sha256: Sha256 };

/** @throws E_NOT_FOUND, E_AMBIGUOUS, E_POLICY (protected notes, stories and proposals: a person's) */
export function restoreNote(request: RestoreRequest): Planner<RestoredItem> {
  return function* (view) {
    const { path } = yield* findPastNote(view, request.ref, 'write');
    requireRestore(view, path);
    const version = yield* versionToRestore(view, path, request.at);
    const item = { path, sha256: version.sha256, written_at: version.entry.at, written_by: version.entry.actor };
    return { plan: yield* restoration(view, path, version), item };
  };
}

/** A person restores anything (`decisions.md` 36), an agent what it may write. */
function requireRestore(view: VaultView, path: string): void {
  requireKeeper(view.actor, path, view.config, 'note.restore');
  if (!isProtected(path, view.config)) requireNoteWrite(view.actor, path, view.config, 'note restore');
}

function* versionToRestore(view: VaultView, path: string, at: string | undefined): Io<KeptVersion> {
  const versions = yield* noteVersions(view, path);
  if (at !== undefined) return versionAt(path, versions, at);
  const baseline = yield* view.baseline(path);
  const kept = versions.filter(hasContent);
  const version = kept.find(({ sha256 }) => baseline === null || sha256 === baseline);
  if (version !== undefined) return version;
  throw new TouchstoneError('E_NOT_FOUND', `The ledger has no version of \`${path}\`: no governed operation ever wrote it.`, {
    hint: `Take its present bytes on the record with: touchstone integrity ack ${JSON.stringify(path)}`,
    details: { path },
  });
}

function* restoration(view: VaultView, path: string, version: KeptVersion): Io<Plan | null> {
  const snapshot = yield* view.note(path);
  const found = snapshot?.sha256 ?? null;
  const state = version.state === null ? {} : { state: version.state };
  if (found !== version.sha256) {
    const content = yield* versionContent(view, path, version);
    return { op: 'note.restore', writes: [{ path, content, before: found, settlesDrift: true, ...state }] };
  }
  // The bytes are there, by an edit: then only the record is behind.
  return snapshot?.integrity === 'ok' ? null : { op: 'note.restore', writes: [], records: [{ path, after: found, ...state }] };
}
