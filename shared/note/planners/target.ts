// The note that a verb writes to, and the one way in which these verbs turn a new text into a plan.
import { TouchstoneError } from '../../errors';
import { requireNoteWrite } from '../../policy/note-classes';
import type { Config } from '../../settings/config';
import type { Io } from '../../vault/io';
import type { Planned } from '../../vault/plan';
import type { NoteSnapshot, VaultView } from '../../vault/view';
import { findNote } from '../queries/find-note';
import { assertNoteRules } from './note-rules';

export interface TargetNote {
  path: string;
  /** The heading path of the reference (`Note#Heading`), when it had one. */
  heading?: string;
  snapshot: NoteSnapshot;
  text: string;
  config: Config;
}

/**
 * Finds the note that `ref` means and checks that this actor may change it by this verb.
 * @param verb as the user called it, `note append`
 * @throws E_NOT_FOUND, E_AMBIGUOUS, E_POLICY, and E_INTEGRITY when its bytes are not UTF-8
 */
export function* targetNote(view: VaultView, ref: string, verb: string): Io<TargetNote> {
  const target = yield* targetBytes(view, ref, verb);
  return { ...target, text: textOf(target.snapshot), config: view.config };
}

/** As {@link targetNote}, for a verb that doesn't care whether the bytes are text. */
export function* targetBytes(view: VaultView, ref: string, verb: string): Io<Omit<TargetNote, 'text' | 'config'>> {
  const { path, heading } = yield* findNote(view, ref, 'write');
  requireNoteWrite(view.actor, path, view.config, verb);
  const snapshot = yield* existing(view, path);
  return { path, snapshot, ...(heading !== undefined && { heading }) };
}

function* existing(view: VaultView, path: string): Io<NoteSnapshot> {
  const snapshot = yield* view.note(path);
  if (snapshot !== null) return snapshot;
  throw new TouchstoneError('E_NOT_FOUND', `\`${path}\` is gone.`, { details: { path } });
}

function textOf(snapshot: NoteSnapshot): string {
  if (snapshot.text !== null) return snapshot.text;
  throw new TouchstoneError('E_INTEGRITY', `\`${snapshot.path}\` can't be read as text: its bytes are not valid UTF-8.`, {
    hint: `See what it held before with: touchstone note history ${JSON.stringify(snapshot.path)}`,
    details: { path: snapshot.path, sha256: snapshot.sha256 },
  });
}

/** A plan that gives the note its new text, or none when it already has it. */
export function planChange<Item>(op: string, target: TargetNote, after: string, item: Item): Planned<Item> {
  if (after === target.text) return { plan: null, item };
  assertNoteRules(target.path, target.text, after, target.config);
  return { plan: { op, writes: [{ path: target.path, content: after, before: target.snapshot.sha256 }] }, item };
}
