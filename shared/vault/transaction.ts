// Commits one operation: stage everything, append one entry to the ledger (the commit point), then put it in place.
// Callers hold the lock and have recovered, planned and checked before.
import { TouchstoneError } from '../errors';
import { foldName } from '../note/names';
import type { Actor } from '../policy/actor';
import type { Baselines } from './baselines';
import type { ConflictCopy } from './conflicts';
import type { Io } from './io';
import { wait } from './io';
import type { LedgerNote } from './ledger-line';
import { keepObject } from './objects';
import { folderOf } from './paths';
import type { GovernedState } from './plan';
import type { HeldLock, Ports, Sha256 } from './ports';
import type { StagedChange } from './stage';
import { ADOPT, applyChange, dropStage, stageName, writeStage } from './stage';
import type { NewLine } from './writer';
import { appendLines, openWriter } from './writer';

/** A planned write, checked: what will be staged and ledgered. */
export interface Change {
  path: string;
  before: Sha256 | null;
  after: Sha256 | null;
  bytes: Uint8Array | null;
  /** What the note held, kept as an object when the operation deletes it. */
  previous: Uint8Array | null;
  state?: GovernedState;
  trash: boolean;
}

/** Drift that the operation takes onto the record first. */
export interface Adoption {
  path: string;
  before: Sha256 | null;
  after: Sha256 | null;
  bytes: Uint8Array | null;
}

export interface Commit {
  id: string;
  at: string;
  actor: Actor;
  op: string;
  kind?: 'system';
  reason?: string;
  changes: Change[];
  /** Ledger-only entries: acknowledgements and baselines, with the bytes to keep as objects. */
  records: (LedgerNote & { bytes: Uint8Array | null })[];
  adoptions: Adoption[];
}

/** Most notes in one ledger line (`decisions.md` 10); more are written as several lines of one operation. */
const NOTES_PER_LINE = 1000;

export function* commit(
  ports: Ports,
  held: HeldLock,
  baselines: Baselines,
  request: Commit,
): Io<{ seq: number; conflicts: ConflictCopy[] }> {
  const changes = request.changes.map((change, n) => stagedChange(request.id, n, change));
  yield* prepare(ports, changes);
  ports.checkpoint('prepared');
  yield* keepObjects(ports, request);
  ports.checkpoint('objects-kept');
  const seq = yield* stageAndAppend(ports, held, baselines, request, changes);
  ports.checkpoint('committed');
  const conflicts = yield* putInPlace(ports, held, request.id, changes);
  return { seq, conflicts };
}

function stagedChange(opId: string, n: number, change: Change): StagedChange {
  const { path, before, after, trash } = change;
  const staged = { name: stageName(opId, n, after), bytes: change.bytes ?? new Uint8Array(), sha256: after ?? '' };
  return { path, before, after, staged, trash };
}

function* prepare(ports: Ports, changes: readonly StagedChange[]): Io<void> {
  for (const { path, before, after } of changes) {
    yield* wait(ports.notes.prepare(path, after === null ? 'remove' : before === null ? 'create' : 'replace'));
  }
}

function* keepObjects(ports: Ports, { changes, records, adoptions }: Commit): Io<void> {
  for (const { before, after, bytes, previous } of changes) {
    if (after !== null && bytes) yield* keepObject(ports, after, bytes);
    if (after === null && before !== null && previous) yield* keepObject(ports, before, previous);
  }
  for (const { after, bytes } of [...records, ...adoptions]) {
    if (after !== null && bytes) yield* keepObject(ports, after, bytes);
  }
}

function* stageAndAppend(
  ports: Ports,
  held: HeldLock,
  baselines: Baselines,
  request: Commit,
  changes: readonly StagedChange[],
): Io<number> {
  const written: string[] = [];
  try {
    for (const change of changes) {
      written.push(change.staged.name);
      yield* writeStage(ports, change);
      ports.checkpoint('staged-one');
    }
    ports.checkpoint('staged');
    const writer = yield* openWriter(ports);
    if (!(yield* wait(held.stillOurs()))) throw lostLock();
    return yield* appendLines(ports, writer, baselines, ledgerLines(request, ports.inplace === true));
  } catch (error) {
    // Not committed: nothing may be left that looks as if it were. What can't be removed now, recovery removes.
    for (const name of written) {
      try {
        yield* dropStage(ports, name);
      } catch {
        continue;
      }
    }
    throw error;
  }
}

function ledgerLines(request: Commit, inplace: boolean): NewLine[] {
  const { id, at, actor, op, reason } = request;
  const session = actor.session === null ? {} : { session: actor.session };
  const adopted: NewLine[] = request.adoptions.map(({ path, before, after }) => ({
    at, actor: 'external', role: null, kind: 'external', op: ADOPT, op_id: id, notes: [{ path, before, after }],
  }));
  const line = (notes: LedgerNote[]): NewLine => ({
    at, actor: actor.name, role: actor.role, kind: request.kind ?? actor.kind, op, op_id: id, notes,
    ...(reason !== undefined && { reason }),
    ...session,
  });
  const records = request.records.map(ledgerNote);
  const recorded: NewLine[] = [];
  for (let from = 0; from < records.length; from += NOTES_PER_LINE) recorded.push(line(records.slice(from, from + NOTES_PER_LINE)));
  // What is written stands in one line, whatever its size, and in the last: that line makes the operation atomic.
  const written = request.changes.length > 0 ? [{ ...line(request.changes.map(ledgerNote)), ...(inplace && { inplace }) }] : [];
  return [...adopted, ...recorded, ...written];
}

function ledgerNote({ path, before, after, state }: LedgerNote): LedgerNote {
  return { path, before, after, ...(state && { state }) };
}

/**
 * Creates and changes, then deletes, so that no text is anywhere missing in between; but a name that only changes its
 * case goes first, for on some file systems it is the same file.
 */
function* putInPlace(
  ports: Ports,
  held: HeldLock,
  opId: string,
  changes: readonly StagedChange[],
): Io<ConflictCopy[]> {
  const conflicts: ConflictCopy[] = [];
  const created = new Set(changes.filter(({ before }) => before === null).map(({ path }) => foldName(path)));
  const rank = ({ path, before, after }: StagedChange): number => {
    if (after === null) return created.has(foldName(path)) ? 0 : 3;
    return before === null ? 1 : 2;
  };
  for (const change of [...changes].sort((a, b) => rank(a) - rank(b))) {
    // The operation is committed: without the lock, the next command's recovery carries on.
    if (!(yield* wait(held.stillOurs()))) return conflicts;
    const conflict = yield* applyChange(ports, opId, change);
    if (conflict) conflicts.push(conflict);
    ports.checkpoint('applied-one');
  }
  const folders = [...new Set(changes.map(({ path }) => folderOf(path)))];
  if (folders.length > 0) yield* wait(ports.notes.syncFolders(folders));
  ports.checkpoint('applied');
  return conflicts;
}

function lostLock(): TouchstoneError {
  return new TouchstoneError('E_BUSY', 'The vault\'s lock was lost while this operation was being prepared; nothing was changed.', {
    hint: 'Run the command again.',
  });
}
