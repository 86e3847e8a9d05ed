// Finds a note that may be gone: what `history`, `restore` and `read --at` are asked about.
import { TouchstoneError } from '../../errors';
import type { Io } from '../../vault/io';
import { CONFIG_PATH, notePath } from '../../vault/paths';
import type { VaultView } from '../../vault/view';
import { matchReference, parseReference } from '../reference';
import { findNote, type FindMode, type FoundNote } from './find-note';

/**
 * As {@link findNote}, and a path that the ledger knows is found although nothing lies there. Such a path stands above a
 * living note of the same name elsewhere; a bare name means a deleted note only when no living one has it. The vault's
 * settings have a history too, and are named by their path.
 * @throws E_NOT_FOUND, E_AMBIGUOUS
 */
export function* findPastNote(view: VaultView, ref: string, mode: FindMode): Io<FoundNote> {
  const { target } = parseReference(ref);
  if (target === CONFIG_PATH) return { path: CONFIG_PATH, also: [] };
  const recorded = yield* recordedPath(view, target);
  if (recorded !== null) return { path: recorded, also: [] };
  try {
    return yield* findNote(view, ref, mode);
  } catch (error) {
    if (!(error instanceof TouchstoneError) || error.code !== 'E_NOT_FOUND') throw error;
    const deleted = matchReference(target, (yield* deletedPaths(view)).map((path) => ({ path })));
    if (deleted === null) throw error;
    if (mode === 'write' && deleted.also.length > 0) throw severalDeleted(target, [deleted.path, ...deleted.also]);
    return { path: deleted.path, also: deleted.also };
  }
}

function* recordedPath(view: VaultView, target: string): Io<string | null> {
  const path = pathOrNull(target);
  if (path === null) return null;
  const entries = yield* view.history({ path, limit: 1 });
  return entries.length > 0 ? path : null;
}

function pathOrNull(target: string): string | null {
  try {
    return notePath(target);
  } catch (error) {
    if (error instanceof TouchstoneError) return null;
    throw error;
  }
}

/** Notes that a governed operation deleted and none made again, and notes that disappeared without one. */
function* deletedPaths(view: VaultView): Io<string[]> {
  const living = new Set(yield* view.paths(''));
  const paths = new Set<string>();
  for (const entry of yield* view.history({})) {
    for (const { path, after } of entry.notes) if (after === null) paths.add(path);
  }
  for (const { path, kind } of (yield* view.drift('changed')).drifted) if (kind === 'deleted') paths.add(path);
  return [...paths].filter((path) => !living.has(path)).sort();
}

function severalDeleted(target: string, candidates: string[]): TouchstoneError {
  return new TouchstoneError('E_AMBIGUOUS', `\`${target}\` fits ${candidates.length} deleted notes: ${candidates.join(', ')}.`, {
    hint: 'Give the path of the one you mean.',
    details: { reference: target, candidates },
  });
}
