// `note write`: gives an existing note a whole new content, byte for byte as given.
import type { Planner } from '../../vault/plan';
import { planChange, targetNote } from './target';

export interface NoteItem {
  path: string;
}

/** @throws E_NOT_FOUND when there is no such note: creating is a verb of its own */
export function writeNote(request: { ref: string; text: string }): Planner<NoteItem> {
  return function* (view) {
    const target = yield* targetNote(view, request.ref, 'note write');
    return planChange('note.write', target, request.text, { path: target.path });
  };
}
