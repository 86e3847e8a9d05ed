// `note.edit`: puts what a person changed in an editor on the record, in their name. Nothing is written to the note. The
// face that calls this vouches that a person made the edit; that it began at the baseline is checked here, under the lock.
import { TouchstoneError } from '../errors';
import { mergeTexts } from '../note/merge';
import { assertNoteRules } from '../note/planners/note-rules';
import { requireNoteWrite } from '../policy/note-classes';
import { stateOfText } from '../story/governed';
import { decodeNote } from '../vault/bytes';
import type { Io } from '../vault/io';
import { vaultPath } from '../vault/paths';
import type { Planner } from '../vault/plan';
import type { NoteSnapshot, VaultView } from '../vault/view';

/**
 * What an editor showed before the person's edits. Texts are as editors show them: without a byte order mark, lines end
 * with `\n`. `merged`: the app put unsaved edits (from `before` to `mine`) on top of what somebody else wrote into the
 * file, and showed `result`.
 */
export type EditBase = { kind: 'text'; text: string } | { kind: 'merged'; before: string; mine: string; result: string };

export interface EditRequest {
  path: string;
  /** What the editor shows, and the file must hold. */
  text: string;
  /** Every change from each of these to `text` was the person's; one of them must be the baseline. */
  bases: readonly EditBase[];
}

export interface EditItem {
  path: string;
}

const VERB = 'an edit in the app';
const BOM = '\uFEFF';

/**
 * Records the note's present bytes as the person's. A story keeps the state that the ledger has of it, digest included:
 * a status, a claim, a contract block or a ticked box that came in by the edit moves no gate.
 *
 * @throws E_CONFLICT when the file does not hold `text` (not saved yet, or written by somebody else since)
 * @throws E_INTEGRITY when no base is the baseline: an edit never makes drift legitimate
 * @throws E_POLICY for notes that a person may not edit by hand, E_USAGE when the note could not be read afterwards
 */
export function recordEdit(request: EditRequest): Planner<EditItem> {
  return function* (view) {
    const path = vaultPath(request.path);
    const item = { path };
    if (view.actor.kind !== 'human') throw notAPerson(view.actor.name, path);
    requireNoteWrite(view.actor, path, view.config, VERB);
    const snapshot = yield* view.note(path);
    if (snapshot?.text == null || shown(snapshot.text) !== request.text) throw otherText(path);
    if (snapshot.integrity === 'ok') return { plan: null, item };
    const base = yield* governedBase(view, path, request.bases);
    if (base === null) throw onDrift(path);
    assertNoteRules(path, base.text, snapshot.text, view.config);
    yield* refuseNewStory(view, snapshot, snapshot.text);
    return { plan: { op: 'note.edit', writes: [], records: [{ path, after: snapshot.sha256 }] }, item };
  };
}

/** A text as an editor shows it. */
export function shown(text: string): string {
  return (text.startsWith(BOM) ? text.slice(1) : text).replaceAll('\r\n', '\n');
}

/** The governed text that the edit began at; `text: null` where there was no note. `null`: it began at something else. */
function* governedBase(view: VaultView, path: string, bases: readonly EditBase[]): Io<{ text: string | null } | null> {
  for (const base of [...bases].reverse()) {
    if (base.kind === 'merged') {
      const governed = yield* governedOfMerge(view, path, base);
      if (governed !== null) return { text: governed };
    } else if (yield* isGoverned(view, path, base.text)) {
      return { text: base.text };
    } else if (base.text === '' && (yield* view.baseline(path)) === null) {
      // All of a new note was entered here.
      return { text: null };
    }
  }
  return null;
}

function* isGoverned(view: VaultView, path: string, text: string): Io<boolean> {
  const crlf = text.replaceAll('\n', '\r\n');
  for (const spelling of new Set([text, crlf, BOM + text, BOM + crlf])) {
    if ((yield* view.integrityOf(path, yield* view.sha256(spelling))) === 'ok') return true;
  }
  return false;
}

/** The governed text that the edit was put on top of, if nothing but the two is in what came out. */
function* governedOfMerge(view: VaultView, path: string, { before, mine, result }: EditBase & { kind: 'merged' }): Io<string | null> {
  const baseline = yield* view.baseline(path);
  const bytes = baseline === null ? null : yield* view.object(path, baseline);
  const text = bytes && decodeNote(bytes);
  if (text === null) return null;
  const merge = mergeTexts(before, shown(text), mine);
  return merge.kind === 'clean' && merge.text === result ? text : null;
}

/** Whoever looks at a story written by hand acknowledges it, and gives it a state by that; a mere edit can't. */
function* refuseNewStory(view: VaultView, { path, state }: NoteSnapshot, text: string): Io<void> {
  if (state !== null || (yield* stateOfText(view, text)) === null) return;
  throw new TouchstoneError('E_POLICY', `\`${path}\` is a story that no story command ever wrote; an edit does not make it a governed one.`, {
    hint: 'Acknowledge it in the health view or with `touchstone integrity ack`, or create stories with `touchstone story create`.',
    details: { path },
  });
}

function notAPerson(actor: string, path: string): TouchstoneError {
  return new TouchstoneError('E_POLICY', `${actor} is no person, and only a person's edits are recorded as such.`, {
    hint: 'Agents write notes with the note and story commands.',
    details: { actor, path },
  });
}

function otherText(path: string): TouchstoneError {
  return new TouchstoneError('E_CONFLICT', `\`${path}\` does not hold what the editor shows: it is not saved yet, or somebody else wrote it since.`, {
    hint: 'See how it differs from its baseline in the health view or with `touchstone integrity diff`.',
    details: { path },
  });
}

function onDrift(path: string): TouchstoneError {
  return new TouchstoneError('E_INTEGRITY', `\`${path}\` was not its baseline when the edit began, so the edit can't be told from what came in before.`, {
    hint: 'See what changed in the health view or with `touchstone integrity diff`; a person acknowledges or restores it.',
    details: { path },
  });
}
