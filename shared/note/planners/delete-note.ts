// `note delete`: the file goes to the vault's `.trash/`, its content stays an object, and `note restore` brings it back.
import type { Planner } from '../../vault/plan';
import { assertDeletable } from './note-rules';
import { targetBytes } from './target';
import type { NoteItem } from './write-note';

/** @throws E_NOT_FOUND, E_AMBIGUOUS, E_POLICY (also for a learning that is still pending) */
export function deleteNote(request: { ref: string }): Planner<NoteItem> {
  return function* (view) {
    const { path, snapshot } = yield* targetBytes(view, request.ref, 'note delete');
    if (snapshot.text !== null) assertDeletable(path, snapshot.text, view.config);
    return {
      plan: { op: 'note.delete', writes: [{ path, content: null, before: snapshot.sha256, trash: true }] },
      item: { path },
    };
  };
}
