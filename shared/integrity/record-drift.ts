// Planners that make bytes which are already there the baseline: the first baseline of a vault, and acknowledgements.
// They write no note; who vouches for the bytes stands in the ledger.
import { TouchstoneError } from '../errors';
import { isProtected } from '../policy/note-classes';
import { requireRole } from '../policy/roles';
import { stateOfText } from '../story/governed';
import type { DriftedNote } from '../vault/drift';
import type { Io } from '../vault/io';
import type { GovernedState, Planned, PlannedRecord, Planner } from '../vault/plan';
import type { VaultView } from '../vault/view';

export interface RecordedItem {
  /** Paths whose present bytes (or absence) are the baseline now, sorted. */
  recorded: { path: string; drift: DriftedNote['kind'] }[];
}

/**
 * `integrity baseline`: everything that is not its baseline becomes it. For a person, once the vault is governed
 * (E_POLICY otherwise); `init` takes the first one.
 */
export function takeBaseline(): Planner<RecordedItem> {
  return function* (view) {
    requireRole(view.actor, 'integrity.baseline', view.config);
    const { drifted } = yield* view.drift('all');
    return yield* recordAll(view, 'integrity.baseline', drifted);
  };
}

/**
 * `integrity ack`: acknowledges the drift of the named paths, or all drift but notes that can't be read.
 * E_POLICY when an agent names a protected note or a story, E_NOT_FOUND when a named path did not drift.
 */
export function acknowledge(request: { paths: readonly string[] } | { all: true }): Planner<RecordedItem> {
  return function* (view) {
    const chosen = 'all' in request ? readable((yield* view.drift('all')).drifted) : yield* driftOf(view, request.paths);
    for (const { path } of chosen) {
      if (isProtected(path, view.config)) requireRole(view.actor, 'integrity.ack', view.config);
    }
    return yield* recordAll(view, 'integrity.ack', chosen);
  };
}

function readable(drifted: readonly DriftedNote[]): DriftedNote[] {
  return drifted.filter(({ kind }) => kind !== 'unreadable');
}

/** No other note than the named ones is read: where a moved one went is known by what the index remembers. */
function* driftOf(view: VaultView, paths: readonly string[]): Io<DriftedNote[]> {
  const { drifted } = yield* view.drift('changed');
  const chosen: DriftedNote[] = [];
  for (const path of paths) {
    const found = drifted.find((note) => note.path === path || note.moved_to === path) ?? (yield* driftOfBytes(view, path));
    if (found === null) throw noDrift(path, drifted);
    chosen.push(found);
  }
  return chosen;
}

/** A stat that did not change may hide bytes that did. */
function* driftOfBytes(view: VaultView, path: string): Io<DriftedNote | null> {
  const note = yield* view.note(path);
  if (note === null || note.integrity === 'ok') return null;
  return { path, kind: note.integrity, baseline: yield* view.baseline(path), found: note.sha256 };
}

function noDrift(path: string, drifted: readonly DriftedNote[]): TouchstoneError {
  return new TouchstoneError('E_NOT_FOUND', `\`${path}\` did not drift: there is nothing to acknowledge.`, {
    hint: 'See what drifted with `touchstone integrity status`.',
    details: { path, drifted: drifted.map((note) => note.path) },
  });
}

function* recordAll(view: VaultView, op: string, drifted: readonly DriftedNote[]): Io<Planned<RecordedItem>> {
  const records: PlannedRecord[] = [];
  for (const note of drifted) {
    if (note.kind === 'unreadable' && (note.found === null || note.found === note.baseline)) continue;
    records.push(yield* recordFor(view, note.path));
    if (note.moved_to !== undefined) records.push(yield* recordFor(view, note.moved_to));
  }
  const recorded = drifted.map(({ path, kind }) => ({ path, drift: kind }));
  return { plan: records.length === 0 ? null : { op, writes: [], records }, item: { recorded } };
}

function* recordFor(view: VaultView, path: string): Io<PlannedRecord> {
  const snapshot = yield* view.note(path);
  const state = snapshot?.text ? yield* acknowledgedState(view, snapshot.text, snapshot.state) : null;
  return { path, after: snapshot?.sha256 ?? null, ...(state && { state }) };
}

/**
 * A person who acknowledges a story vouches for its claim and contract as they now are; its status stays the one that
 * the last transition left (`docs/decisions/0002-acknowledged-stories.md`).
 */
function* acknowledgedState(view: VaultView, text: string, state: GovernedState | null): Io<GovernedState | null> {
  const present = yield* stateOfText(view, text);
  return present && state ? { ...present, status: state.status } : present;
}
