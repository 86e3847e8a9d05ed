// Loads the story that a verb is about, and the stories it refers to.
import type { Io } from '../vault/io';
import type { VaultView } from '../vault/view';
import { findStoryNote, storyPath } from './ids';
import { storyOf } from './model';
import type { Story } from './model';

/** The story that a writing verb means. @throws E_NOT_FOUND, E_AMBIGUOUS, E_INTEGRITY when it can't be read */
export function* loadStory(view: VaultView, reference: string): Io<Story> {
  return storyOf((yield* findStoryNote(view, reference, 'write')).note);
}

/** What a story's file may be called; a reference to anything else refers to nothing. */
const FILE_NAME = /^[\p{L}\p{N}_][\p{L}\p{N}\p{M}_ .-]{0,120}$/u;

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
  const note = FILE_NAME.test(id) ? yield* view.note(storyPath(id, view.config)) : null;
  if (note === null) return { id, status: 'missing', closed: false };
  if (note.state !== null) return { id, status: note.state.status, closed: note.state.status === 'closed' };
  return { id, status: 'ungoverned', closed: false };
}
