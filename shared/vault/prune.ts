// Drops what no rule keeps any more: versions of notes beyond `objects.keep_*`, and what killed processes left behind.
// Housekeeping: it runs after every so many operations, never fails one, and nothing it drops is needed for correctness.
import type { Settings } from '../settings/config';
import { addSeconds } from '../settings/duration';
import { writeCache } from './cache-file';
import { readHistory } from './history';
import type { Io } from './io';
import { wait } from './io';
import { OBJECTS_FOLDER } from './objects';
import type { Ports, Sha256 } from './ports';

/** Operations of one writer between two rounds: often enough to bound the disk, seldom enough to cost nothing. */
const OPERATIONS_BETWEEN = 1000;
const SECONDS_PER_DAY = 86_400;
/** Files that no ledger line names are left this long: a command that is still running may be about to name them. */
const GRACE_SECONDS = SECONDS_PER_DAY;
const TEMPORARY_FOLDER = 'local/tmp';
/** Its time says when this was done last. */
const DONE_PATH = 'local/cache/pruned';
/** Nothing goes before it is a day old, so a batch of many thousands need not look after each one thousand. */
const SECONDS_BETWEEN = 3600;

/** Whether the operation with this number in its writer's ledger is one to clean up after. */
export function isTimeToPrune(seq: number): boolean {
  return seq % OPERATIONS_BETWEEN === 0;
}

/** {@link prune}, unless it was done lately. */
export function* pruneNowAndThen(ports: Ports, settings: Settings): Io<void> {
  const done = yield* wait(ports.state.stat(DONE_PATH));
  const now = Date.parse(ports.clock.now()) / 1000;
  if (done && Math.abs(now - secondsOf(done.mtime)) < SECONDS_BETWEEN) return;
  yield* prune(ports, settings);
  yield* writeCache(ports.state, DONE_PATH, new Uint8Array());
}

export function* prune(ports: Ports, settings: Settings): Io<void> {
  const kept = yield* versionsToKeep(ports, settings);
  for (const shard of yield* wait(ports.state.list(OBJECTS_FOLDER))) {
    for (const rest of yield* wait(ports.state.list(`${OBJECTS_FOLDER}/${shard}`))) {
      if (!kept.has(shard + rest)) yield* removeIfOld(ports, `${OBJECTS_FOLDER}/${shard}/${rest}`);
    }
  }
  for (const name of yield* wait(ports.state.list(TEMPORARY_FOLDER))) yield* removeIfOld(ports, `${TEMPORARY_FOLDER}/${name}`);
}

/** Of each note the latest versions, and every version that is young enough. */
function* versionsToKeep(ports: Ports, settings: Settings): Io<Set<Sha256>> {
  const since = addSeconds(ports.clock.now(), -settings['objects.keep_days'] * SECONDS_PER_DAY);
  const counts = new Map<string, number>();
  const kept = new Set<Sha256>();
  for (const { at, notes } of yield* readHistory(ports.state, {})) {
    for (const { path, after } of notes) {
      if (after === null) continue;
      const newer = counts.get(path) ?? 0;
      counts.set(path, newer + 1);
      if (newer < settings['objects.keep_versions'] || at >= since) kept.add(after);
    }
  }
  return kept;
}

function* removeIfOld(ports: Ports, path: string): Io<void> {
  const stat = yield* wait(ports.state.stat(path));
  const limit = addSeconds(ports.clock.now(), -GRACE_SECONDS);
  if (stat && secondsOf(stat.mtime) < Date.parse(limit) / 1000) yield* wait(ports.state.remove(path));
}

function secondsOf(nanoseconds: string): number {
  return Number(BigInt(nanoseconds) / 1_000_000_000n);
}
