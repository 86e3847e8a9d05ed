// Content of governed versions under its SHA-256: for history, diffs of drift, restore and revert.
// Never needed for correctness, so nothing here is synced to disk and a failed write is no error.
import type { Io } from './io';
import { wait } from './io';
import type { Ports, Sha256 } from './ports';

export const OBJECTS_FOLDER = 'local/objects';

export function objectPath(sha256: Sha256): string {
  return `${OBJECTS_FOLDER}/${sha256.slice(0, 2)}/${sha256.slice(2)}`;
}

export function* keepObject(ports: Pick<Ports, 'state'>, sha256: Sha256, bytes: Uint8Array): Io<void> {
  try {
    if (yield* wait(ports.state.stat(objectPath(sha256)))) return;
    yield* wait(ports.state.writeCache(objectPath(sha256), bytes));
  } catch {
    // Without the copy an old version may not be shown later; the write itself must not fail for it.
  }
}

/** The version with this hash: kept objects first, then what waits in the stage, then git's blobs of the path. */
export function* findObject(ports: Ports, path: string, sha256: Sha256): Io<Uint8Array | null> {
  const kept = yield* wait(ports.state.read(objectPath(sha256)));
  if (kept && (yield* wait(ports.hash.sha256(kept))) === sha256) return kept;
  const staged = yield* stagedContent(ports, sha256);
  return staged ?? (yield* wait(ports.attic.find(path, sha256)));
}

/** The bytes of a committed version whose rename is still to come, if they wait in the stage. */
export function* stagedContent(ports: Ports, sha256: Sha256): Io<Uint8Array | null> {
  const name = (yield* wait(ports.state.list(STAGE_FOLDER))).find((candidate) => candidate.endsWith(`.${sha256}`));
  return name === undefined ? null : yield* wait(ports.state.read(`${STAGE_FOLDER}/${name}`));
}

export const STAGE_FOLDER = 'local/stage';
