// Conflict copies: bytes that met a governed write and are kept beside it instead of being overwritten or dropped.
import { TouchstoneError } from '../errors';
import { concatenate } from './bytes';
import type { Io } from './io';
import { wait } from './io';
import type { Ports, Sha256 } from './ports';

/** A file each: its description as one line of JSON, then the bytes. */
const FOLDER = 'local/conflicts';
const UNFINISHED_FOLDER = 'local/tmp';

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

const LINE_BREAK = 0x0a;

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
  const file = concatenate([encoder.encode(`${JSON.stringify(kept)}\n`), bytes]);
  // Whole or not there: a killed process must not leave a copy that can't be told from others' bytes.
  yield* wait(ports.state.writeSynced(`${UNFINISHED_FOLDER}/${kept.id}`, file));
  yield* wait(ports.state.rename(`${UNFINISHED_FOLDER}/${kept.id}`, `${FOLDER}/${kept.id}`));
  return kept;
}

/** All copies, oldest first. */
export function* listConflicts(ports: Pick<Ports, 'state'>): Io<ConflictCopy[]> {
  const copies: ConflictCopy[] = [];
  for (const id of yield* wait(ports.state.list(FOLDER))) {
    const bytes = yield* wait(ports.state.read(`${FOLDER}/${id}`));
    if (bytes) copies.push(described(bytes).copy);
  }
  return copies.sort((a, b) => (a.at === b.at ? (a.id < b.id ? -1 : 1) : a.at < b.at ? -1 : 1));
}

function described(file: Uint8Array): { copy: ConflictCopy; bytes: Uint8Array } {
  const end = file.indexOf(LINE_BREAK);
  return { copy: JSON.parse(new TextDecoder().decode(file.subarray(0, end))) as ConflictCopy, bytes: file.subarray(end + 1) };
}

/** The copy and its bytes. E_NOT_FOUND names the ones there are. */
export function* readConflict(ports: Pick<Ports, 'state'>, id: string): Io<{ copy: ConflictCopy; bytes: Uint8Array }> {
  const copies = yield* listConflicts(ports);
  const copy = copies.find((candidate) => candidate.id === id);
  const file = copy && (yield* wait(ports.state.read(`${FOLDER}/${copy.id}`)));
  if (!file) {
    throw new TouchstoneError('E_NOT_FOUND', `There is no conflict copy \`${id}\`.`, {
      hint: 'See `touchstone integrity conflicts list`.',
      details: { id, conflicts: copies.map((candidate) => candidate.id) },
    });
  }
  return described(file);
}

export function* discardConflict(ports: Pick<Ports, 'state'>, id: string): Io<ConflictCopy> {
  const { copy } = yield* readConflict(ports, id);
  yield* wait(ports.state.remove(`${FOLDER}/${copy.id}`));
  return copy;
}
