// Conflict copies: bytes that met a governed write and are kept beside it instead of being overwritten or dropped.
import { TouchstoneError } from '../errors';
import type { Io } from './io';
import { wait } from './io';
import type { Ports, Sha256 } from './ports';

const FOLDER = 'local/conflicts';

export interface ConflictCopy {
  /** Short name for `integrity conflicts show|discard`. */
  id: string;
  path: string;
  at: string;
  /** Whose bytes were kept: the governed text that could not be put in place, or what somebody else had written. */
  holds: 'governed' | 'foreign';
  op_id: string;
  sha256: Sha256;
}

const encoder = new TextEncoder();

export function* keepConflict(
  ports: Ports,
  copy: Pick<ConflictCopy, 'path' | 'holds' | 'op_id'>,
  bytes: Uint8Array,
): Io<ConflictCopy> {
  const sha256 = yield* wait(ports.hash.sha256(bytes));
  // The same bytes met by a repeated recovery are one copy.
  const known = (yield* listConflicts(ports)).find((other) => other.sha256 === sha256 && other.op_id === copy.op_id);
  if (known) return known;
  const kept: ConflictCopy = { id: ports.random.base36(6), ...copy, at: ports.clock.now(), sha256 };
  yield* wait(ports.state.writeSynced(`${FOLDER}/${kept.id}.note`, bytes));
  yield* wait(ports.state.writeSynced(`${FOLDER}/${kept.id}.json`, encoder.encode(JSON.stringify(kept))));
  return kept;
}

/** All copies, oldest first. */
export function* listConflicts(ports: Pick<Ports, 'state'>): Io<ConflictCopy[]> {
  const copies: ConflictCopy[] = [];
  for (const name of yield* wait(ports.state.list(FOLDER))) {
    if (!name.endsWith('.json')) continue;
    const bytes = yield* wait(ports.state.read(`${FOLDER}/${name}`));
    if (bytes) copies.push(JSON.parse(new TextDecoder().decode(bytes)) as ConflictCopy);
  }
  return copies.sort((a, b) => (a.at === b.at ? (a.id < b.id ? -1 : 1) : a.at < b.at ? -1 : 1));
}

/** The copy and its bytes. E_NOT_FOUND names the ones there are. */
export function* readConflict(ports: Pick<Ports, 'state'>, id: string): Io<{ copy: ConflictCopy; bytes: Uint8Array }> {
  const copies = yield* listConflicts(ports);
  const copy = copies.find((candidate) => candidate.id === id);
  const bytes = copy && (yield* wait(ports.state.read(`${FOLDER}/${copy.id}.note`)));
  if (!copy || !bytes) {
    throw new TouchstoneError('E_NOT_FOUND', `There is no conflict copy \`${id}\`.`, {
      hint: 'See `touchstone integrity conflicts list`.',
      details: { id, conflicts: copies.map((candidate) => candidate.id) },
    });
  }
  return { copy, bytes };
}

export function* discardConflict(ports: Pick<Ports, 'state'>, id: string): Io<ConflictCopy> {
  const { copy } = yield* readConflict(ports, id);
  // The description last: a copy that is half discarded is listed and can be discarded again.
  yield* wait(ports.state.remove(`${FOLDER}/${copy.id}.note`));
  yield* wait(ports.state.remove(`${FOLDER}/${copy.id}.json`));
  return copy;
}
