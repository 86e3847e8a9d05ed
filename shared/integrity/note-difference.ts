// What a drifted note said at its baseline, and what it says now.
import { TouchstoneError } from '../errors';
import type { Hunk } from '../note/difference';
import { differenceOf } from '../note/difference';
import { findNote } from '../note/queries/find-note';
import { decodeNote } from '../vault/bytes';
import type { Io } from '../vault/io';
import { CONFIG_PATH, notePath } from '../vault/paths';
import type { Sha256 } from '../vault/ports';
import type { Integrity, VaultView } from '../vault/view';

export interface NoteDifference {
  path: string;
  integrity: Integrity;
  baseline: Sha256 | null;
  sha256: Sha256 | null;
  hunks: Hunk[];
}

/** Both texts of a note; `null` where there is none: never governed, or gone. */
export interface NoteSides extends Omit<NoteDifference, 'hunks'> {
  before: string | null;
  now: string | null;
}

/**
 * The difference between baseline and present text; no hunks when there is none.
 * E_NOT_FOUND when the note has neither, or when the baseline's content is kept nowhere.
 */
export function* noteDifference(view: VaultView, ref: string): Io<NoteDifference> {
  const { before, now, ...standing } = yield* noteSides(view, ref);
  return { ...standing, hunks: differenceOf(before ?? '', now ?? '') };
}

/** Errors as {@link noteDifference}. */
export function* noteSides(view: VaultView, ref: string): Io<NoteSides> {
  const path = yield* findPresentOrPast(view, ref);
  const snapshot = yield* view.note(path);
  const baseline = yield* view.baseline(path);
  const before = baseline === null ? null : yield* baselineText(view, path, baseline);
  const now = snapshot === null ? null : textOf(path, snapshot.bytes);
  const integrity = snapshot?.integrity ?? (baseline === null ? 'ok' : 'deleted');
  return { path, integrity, baseline, sha256: snapshot?.sha256 ?? null, before, now };
}

/** A deleted note has no name to be found by any more, but its path still has a baseline. */
export function* findPresentOrPast(view: VaultView, ref: string): Io<string> {
  if (ref === CONFIG_PATH) return ref;
  try {
    const path = notePath(ref);
    if ((yield* view.baseline(path)) !== null) return path;
  } catch (error) {
    if (!(error instanceof TouchstoneError)) throw error;
  }
  return (yield* findNote(view, ref, 'write')).path;
}

function* baselineText(view: VaultView, path: string, baseline: Sha256): Io<string> {
  const bytes = yield* view.object(path, baseline);
  if (bytes) return textOf(path, bytes);
  throw new TouchstoneError('E_NOT_FOUND', `The content of \`${path}\` at its baseline is kept nowhere: not as an object, not in git.`, {
    hint: `Its hash is ${baseline}; a backup may hold it. See \`touchstone note history "${path}"\`.`,
    details: { path, baseline },
  });
}

function textOf(path: string, bytes: Uint8Array): string {
  const text = decodeNote(bytes);
  if (text !== null) return text;
  throw new TouchstoneError('E_INTEGRITY', `\`${path}\` is not valid UTF-8, so its lines can't be compared.`, { details: { path } });
}
