// Loads the story that a verb is about, and the stories it refers to.
import { TouchstoneError } from '../errors';
import type { Io } from '../vault/io';
import { rowOfBytes } from '../vault/note-index';
import type { IndexedNote, NoteSnapshot, VaultView } from '../vault/view';
import { backlogOf, readBacklog } from './backlog';
import type { Backlog } from './backlog';
import { findStoryNote, storyPath } from './ids';
import { storyOf } from './model';
import type { Story } from './model';

/** The story that a writing verb means. @throws E_NOT_FOUND, E_AMBIGUOUS, E_INTEGRITY when it can't be read */
export function* loadStory(view: VaultView, reference: string): Io<Story> {
  return storyOf((yield* findStoryNote(view, reference, 'write')).note);
}

/**
 * Whether a story's file may be called so; a reference to anything else refers to nothing. V8 takes a millisecond to make the
 * second expression, which few ids need.
 */
function isFileName(id: string): boolean {
  return /^\w[\w .-]{0,120}$/.test(id) || /^[\p{L}\p{N}_][\p{L}\p{N}\p{M}_ .-]{0,120}$/u.test(id);
}

/** Where a story that another refers to stands: its status as the ledger knows it. */
export interface ReferredStory {
  id: string;
  /** `missing` and `unreadable` can't be told closed, so they count as open. */
  status: string;
  closed: boolean;
}

/** Those of `ids` that are not closed on the ledger's word, in the given order. */
export function* openAmong(view: VaultView, ids: readonly string[]): Io<ReferredStory[]> {
  const open: ReferredStory[] = [];
  for (const id of ids) {
    const referred = yield* referredStory(view, id);
    if (!referred.closed) open.push(referred);
  }
  return open;
}

function* referredStory(view: VaultView, id: string): Io<ReferredStory> {
  const note = isFileName(id) ? yield* view.note(storyPath(id, view.config)) : null;
  if (note === null) return { id, status: 'missing', closed: false };
  if (note.state !== null) return { id, status: note.state.status, closed: note.state.status === 'closed' };
  return { id, status: 'ungoverned', closed: false };
}

/**
 * The stories called `ids`, each read where its id says that it lies. When one isn't there it may lie in a folder below: then
 * it is the backlog of all stories, so that an answer never hangs on how it was come by.
 */
export function* readReferred(view: VaultView, ids: readonly string[]): Io<Backlog> {
  const notes: IndexedNote[] = [];
  for (const id of ids) {
    const note = yield* noteCalled(view, id);
    if (note === null) return yield* readBacklog(view);
    notes.push(indexed(note));
  }
  return backlogOf(notes, view.now);
}

function* noteCalled(view: VaultView, id: string): Io<NoteSnapshot | null> {
  if (!isFileName(id)) return null;
  try {
    return yield* view.note(storyPath(id, view.config));
  } catch (error) {
    // A folder of that name, or a link that leads out of the vault.
    if (error instanceof TouchstoneError) return null;
    throw error;
  }
}

/** As the index has it. */
function indexed({ path, bytes, sha256, integrity, state }: NoteSnapshot): IndexedNote {
  const { properties, problem, criteria } = rowOfBytes(path, { kind: 'file', size: bytes.length }, sha256, bytes, 'stories');
  return { path, sha256, size: bytes.length, properties, problem, criteria, integrity, state };
}
