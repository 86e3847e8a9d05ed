// What a person who looks at one note should know of it: whether it is protected, drifted, or the target of a proposal
// that waits. For a note at hand, so it reads that note and the inbox, not the vault.
import type { NoteClass } from '../policy/note-classes';
import { classOf, isProtected } from '../policy/note-classes';
import { listProposals } from '../proposal/queries';
import type { Io } from '../vault/io';
import type { Integrity, VaultView } from '../vault/view';

export interface NoteStanding {
  path: string;
  class: NoteClass;
  /** Agents change it by proposals or by its own verbs only. */
  protected: boolean;
  integrity: Integrity;
  /** Pending proposals to change it, the longest waiting first. */
  proposals: { id: string; author: string; overdue: boolean }[];
}

/** `null` when there is no such note. */
export function* noteStanding(view: VaultView, path: string): Io<NoteStanding | null> {
  const note = yield* view.note(path);
  if (note === null) return null;
  const { items } = yield* listProposals(view, { statuses: ['pending'] });
  return {
    path,
    class: classOf(path, view.config),
    protected: isProtected(path, view.config),
    integrity: note.integrity,
    proposals: items.filter((item) => item.target_path === path).map(({ id, author, overdue }) => ({ id, author, overdue })),
  };
}
