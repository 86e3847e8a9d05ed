// Runs one governed operation: lock, recover, plan, check, commit. The one door for every write of CLI and plugin.
import { TouchstoneError } from '../errors';
import type { Actor } from '../policy/actor';
import type { Baselines } from './baselines';
import { encodeNote } from './bytes';
import { adoptionsFor } from './drift-policy';
import type { Io } from './io';
import { wait } from './io';
import { LiveView } from './live-view';
import { vaultPath } from './paths';
import type { Plan, Planned, PlannedRecord, PlannedWrite, Planner } from './plan';
import type { HeldLock, Sha256 } from './ports';
import { isTimeToPrune, pruneNowAndThen } from './prune';
import type { Recovery } from './stage';
import { recover } from './stage';
import type { Adoption, Change, Commit } from './transaction';
import { commit } from './transaction';
import type { Vault } from './vault';

export interface OperationOptions {
  /** Plan and check everything, write nothing; takes no lock. */
  dryRun?: boolean;
  /** The hash that the operation's first note, or the one it is `about`, must have; E_CONFLICT otherwise. */
  ifSha256?: Sha256;
  /** Recorded in the ledger; a planner's own reason wins. */
  reason?: string;
}

export interface OperationResult<Item> {
  item: Item;
  /** `null` when what was asked already held and nothing was recorded. `seq` is null in a dry run. */
  op: { id: string; seq: number | null; at: string; dry_run: boolean } | null;
  notes: { path: string; before: Sha256 | null; after: Sha256 | null }[];
  unblocked: string[];
  warnings: string[];
  /** Ids of conflict copies that were kept because somebody else wrote meanwhile. */
  conflicts: string[];
}

/**
 * Runs a planner as one operation. Errors: E_BUSY (lock), E_CONFLICT (`ifSha256`), E_INTEGRITY (drift), and whatever
 * the planner refuses with. After an error nothing has changed, but for what recovery finished of an earlier command.
 */
export function* runOperation<Item>(
  vault: Vault,
  actor: Actor,
  planner: Planner<Item>,
  options: OperationOptions = {},
): Io<OperationResult<Item>> {
  const baselines = vault.sources.baselines();
  if (options.dryRun) {
    yield* baselines.refresh();
    return yield* preview(new LiveView(vault.ports, vault.config, actor, baselines, vault.sources), planner, options);
  }
  const held = yield* wait(vault.ports.lock.acquire());
  let result: OperationResult<Item>;
  try {
    vault.ports.checkpoint('locked');
    result = yield* underLock(vault, actor, planner, options, baselines, held);
  } finally {
    yield* wait(held.release());
  }
  yield* baselines.save();
  if (isTimeToPrune(result.op?.seq ?? 1)) yield* tidy(vault);
  return result;
}

/** After the lock was released: what fails here fails no operation, and is tried again another time. */
function* tidy({ ports, config }: Vault): Io<void> {
  try {
    yield* pruneNowAndThen(ports, config.settings);
  } catch {
    return;
  }
}

function* underLock<Item>(
  vault: Vault,
  actor: Actor,
  planner: Planner<Item>,
  options: OperationOptions,
  baselines: Baselines,
  held: HeldLock,
): Io<OperationResult<Item>> {
  const { ports } = vault;
  const recovery = yield* recover(ports);
  yield* baselines.refresh();
  // Settings may have changed while this command waited for the lock.
  const config = yield* vault.reload();
  const view = new LiveView(ports, config, actor, baselines, vault.sources);
  const planned = yield* planner(view);
  const request = planned.plan && (yield* checked(view, planned.plan, options));
  if (!request) return unchanged(planned, recovery);
  requireReachable(request, recovery);
  const { seq, conflicts } = yield* commit(ports, held, baselines, request);
  const kept = [...recovery.conflicts, ...conflicts].map(({ id }) => id);
  return { ...unchanged(planned, recovery), ...recorded(request, seq, false), conflicts: kept };
}

function* preview<Item>(view: LiveView, planner: Planner<Item>, options: OperationOptions): Io<OperationResult<Item>> {
  const planned = yield* planner(view);
  const request = planned.plan && (yield* checked(view, planned.plan, options));
  const base = unchanged(planned, null);
  return request ? { ...base, ...recorded(request, null, true) } : base;
}

function unchanged<Item>(planned: Planned<Item>, recovery: Recovery | null): OperationResult<Item> {
  return {
    item: planned.item,
    op: null,
    notes: [],
    unblocked: planned.unblocked ?? [],
    warnings: planned.warnings ?? [],
    conflicts: recovery?.conflicts.map(({ id }) => id) ?? [],
  };
}

function recorded(request: Commit, seq: number | null, dryRun: boolean): Pick<OperationResult<unknown>, 'op' | 'notes'> {
  const notes = [...request.changes, ...request.records].map(({ path, before, after }) => ({ path, before, after }));
  return { op: { id: request.id, seq, at: request.at, dry_run: dryRun }, notes };
}

/** The plan as it will be committed; `null` when it changes nothing. */
function* checked(view: LiveView, plan: Plan, options: OperationOptions): Io<Commit | null> {
  requireExpectedHash(plan, options.ifSha256);
  const adoptions = yield* adoptionsFor(view, plan);
  const changes: Change[] = [];
  for (const write of plan.writes) {
    const change = yield* changeOf(view, write);
    if (change) changes.push(change);
  }
  const records: Commit['records'] = [];
  for (const record of plan.records ?? []) records.push(yield* recordOf(view, record));
  if (changes.length === 0 && records.length === 0) return null;
  const reason = plan.reason ?? options.reason;
  return {
    id: `${view.ports.device}-${view.random.base36(10)}`,
    at: view.now,
    actor: view.actor,
    op: plan.op,
    ...(plan.kind && { kind: plan.kind }),
    ...(reason !== undefined && { reason }),
    changes,
    records,
    adoptions: adoptions.filter((adoption) => isTouched(adoption, changes)),
  };
}

function isTouched(adoption: Adoption, changes: readonly Change[]): boolean {
  return changes.some(({ path }) => path === adoption.path);
}

function* changeOf(view: LiveView, write: PlannedWrite): Io<Change | null> {
  const path = vaultPath(write.path);
  const snapshot = yield* view.note(path);
  const before = snapshot?.sha256 ?? null;
  if (before !== write.before) throw new Error(`the plan for ${path} was made on other bytes than were read`);
  const bytes = write.content === null ? null : encodeNote(write.content);
  const after = bytes && (yield* view.sha256(bytes));
  if (after === before) return null;
  return {
    path, before, after, bytes,
    previous: snapshot?.bytes ?? null,
    trash: write.trash === true,
    ...(write.state && { state: write.state }),
  };
}

function* recordOf(view: LiveView, record: PlannedRecord): Io<Commit['records'][number]> {
  const path = vaultPath(record.path);
  const snapshot = yield* view.note(path);
  const { after } = record;
  if ((snapshot?.sha256 ?? null) !== after) throw new Error(`the record for ${path} was planned on other bytes than were read`);
  const before = yield* view.baseline(path);
  return { path, before, after, bytes: snapshot?.bytes ?? null, ...(record.state && { state: record.state }) };
}

function requireExpectedHash(plan: Plan, expected: Sha256 | undefined): void {
  const about = plan.about ?? plan.writes[0];
  if (expected === undefined || !about || about.before === expected) return;
  throw new TouchstoneError('E_CONFLICT', `\`${about.path}\` is not what --if-sha256 expects: it changed since it was read.`, {
    hint: `Read it again (\`touchstone note read "${about.path}"\`) and repeat the command with its present hash.`,
    details: { path: about.path, expected, found: about.before },
  });
}

function requireReachable(request: Commit, recovery: Recovery): void {
  const blocked = request.changes.find(({ path }) => recovery.stuck.has(path));
  if (!blocked) return;
  throw new TouchstoneError('E_FAILED', `An earlier change of \`${blocked.path}\` is recorded but could not be put in place yet.`, {
    hint: 'Make the note and its folder writable; the next command finishes that change by itself.',
    details: { path: blocked.path },
    cause: recovery.stuck.get(blocked.path),
  });
}
