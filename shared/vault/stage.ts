// The stage: new content of notes, synced to disk before the operation commits, and what recovery does with what a
// crash left there. `docs/write-path.md` lists every crash point.
import { isStrictPrefix } from './bytes';
import type { ConflictCopy } from './conflicts';
import { decodeDeletion, encodeDeletion } from './deletion';
import { keepConflict } from './conflicts';
import type { Io } from './io';
import { wait } from './io';
import { listLedgers, readLines } from './ledger';
import type { LedgerLine, LedgerNote } from './ledger-line';
import { STAGE_FOLDER } from './objects';
import type { Ports, Sha256, Staged } from './ports';

/** One change of a committed (or about to be committed) operation, with its file in the stage. */
export interface StagedChange {
  path: string;
  before: Sha256 | null;
  after: Sha256 | null;
  /** For a delete the stage holds a marker (`deletion.ts`). */
  staged: Staged;
  trash: boolean;
}

/** Ledger bytes, counted from the end, in which the operation of a crashed process is looked for: its line is the last. */
const SEARCH_WINDOW = 16 * 1024 * 1024;

/** The ledger's operation for drift that a write takes onto the record first. */
export const ADOPT = 'integrity.adopt';

export function stageName(opId: string, n: number, after: Sha256 | null): string {
  return `${opId}.${n}.${after ?? 'gone'}`;
}

export function* writeStage(ports: Ports, change: StagedChange): Io<void> {
  const bytes = change.after === null ? encodeDeletion(change) : change.staged.bytes;
  yield* wait(ports.state.writeSynced(`${STAGE_FOLDER}/${change.staged.name}`, bytes));
}

export function* dropStage(ports: Ports, name: string): Io<void> {
  yield* wait(ports.state.remove(`${STAGE_FOLDER}/${name}`));
}

/** Puts one committed change in place; bytes of others that it meets are kept, never overwritten. */
export function* applyChange(ports: Ports, opId: string, change: StagedChange): Io<ConflictCopy | null> {
  const applied = yield* wait(applyToNote(ports, change));
  if (applied.kind === 'overwrote') {
    return yield* keepConflict(ports, { path: change.path, holds: 'foreign', op_id: opId }, applied.bytes);
  }
  let kept: ConflictCopy | null = null;
  if (applied.kind === 'foreign' && change.after !== null) {
    kept = yield* keepConflict(ports, { path: change.path, holds: 'governed', op_id: opId }, change.staged.bytes);
  }
  if (applied.kind === 'foreign' || change.after === null) yield* dropStage(ports, change.staged.name);
  return kept;
}

function applyToNote(ports: Ports, change: StagedChange): ReturnType<Ports['notes']['create']> {
  const { path, before, after, staged, trash } = change;
  if (after === null) return before === null ? { kind: 'done' } : ports.notes.remove(path, before, trash);
  return before === null ? ports.notes.create(path, staged) : ports.notes.replace(path, before, staged);
}

export interface Recovery {
  /** Paths whose committed change could not be put in place yet (a read-only folder): no operation may touch them. */
  stuck: Map<string, unknown>;
  conflicts: ConflictCopy[];
  /** Stage files of other devices, which a sync brought along; theirs to recover. */
  foreign: string[];
}

/** Finishes or undoes what a killed process left; under the lock, before anything is planned. */
export function* recover(ports: Ports): Io<Recovery> {
  const recovery: Recovery = { stuck: new Map(), conflicts: [], foreign: [] };
  // Deletes first: where names differ in case only, a create would otherwise meet the very file that goes.
  const names = (yield* wait(ports.state.list(STAGE_FOLDER))).sort((a, b) => Number(b.endsWith('.gone')) - Number(a.endsWith('.gone')));
  for (const name of names) {
    const parsed = parseStageName(name);
    if (!parsed || !parsed.opId.startsWith(`${ports.device}-`)) {
      recovery.foreign.push(name);
      continue;
    }
    yield* recoverOne(ports, name, parsed, recovery);
  }
  return recovery;
}

function* recoverOne(ports: Ports, name: string, parsed: StageName, recovery: Recovery): Io<void> {
  const found = yield* committedNote(ports, parsed);
  const bytes = yield* wait(ports.state.read(`${STAGE_FOLDER}/${name}`));
  if (!bytes) return;
  if (!found || (parsed.after !== null && (yield* wait(ports.hash.sha256(bytes))) !== parsed.after)) {
    yield* dropStage(ports, name);
    return;
  }
  const { path, after } = found.note;
  const change: StagedChange = {
    path, after,
    before: found.note.before,
    staged: { name, bytes, sha256: after ?? '' },
    trash: after === null && (decodeDeletion(bytes)?.trash ?? false),
  };
  try {
    const present = yield* wait(ports.notes.read(path));
    const presentHash = present && (yield* wait(ports.hash.sha256(present)));
    if (presentHash === after) {
      yield* dropStage(ports, name);
      return;
    }
    // Written in place by the app, or by a create without hard links: a crash leaves the beginning of our own text.
    const isOurBeginning = present !== null && (found.line.inplace === true || change.before === null) && isStrictPrefix(present, bytes);
    if (isOurBeginning) change.before = presentHash;
    const conflict = yield* applyChange(ports, parsed.opId, change);
    if (conflict) recovery.conflicts.push(conflict);
  } catch (error) {
    recovery.stuck.set(path, error);
  }
}

interface StageName {
  opId: string;
  n: number;
  after: Sha256 | null;
}

function parseStageName(name: string): StageName | null {
  const match = /^([^.]+)\.(\d+)\.(gone|[0-9a-f]{64})$/u.exec(name);
  if (!match) return null;
  return { opId: match[1] ?? '', n: Number(match[2]), after: match[3] === 'gone' ? null : (match[3] ?? null) };
}

/** The committed ledger entry that a stage file belongs to; `null`: its operation never committed. */
function* committedNote(ports: Ports, stage: StageName): Io<{ line: LedgerLine; note: LedgerNote } | null> {
  for (const { writer, size } of yield* listLedgers(ports.state)) {
    const lines = yield* readLines(ports.state, writer, Math.max(0, size - SEARCH_WINDOW), size);
    for (const { line } of lines) {
      if (line?.op_id !== stage.opId || line.op === ADOPT) continue;
      const note = line.notes[stage.n];
      if (note && note.after === stage.after) return { line, note };
    }
  }
  return null;
}
