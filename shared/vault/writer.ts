// This device's own ledger file: who we are in it, what its last line is, and how lines are appended.
// Called under the vault's lock only.
import type { Baselines } from './baselines';
import { concatenate } from './bytes';
import type { Io } from './io';
import { wait } from './io';
import type { StoredLine } from './ledger';
import { ledgerPath, readLines } from './ledger';
import type { LedgerLine } from './ledger-line';
import { encodeLine } from './ledger-line';
import type { Ports, Sha256 } from './ports';

/** A line for each append, the last whole one counts: replacing a file costs as much as a wait for the disk. */
const MEMORY_PATH = 'local/writer.jsonl';
/** Bytes of the memory beyond which it begins anew. */
const MEMORY_LIMIT = 8 * 1024;
const TORN_FOLDER = 'local/torn';

/** What `writer.jsonl` remembers. When the ledger or the place is not as remembered, a new writer begins. */
interface WriterMemory {
  id: string;
  /** The vault's real path: a copied folder must not continue the original's chain. */
  place: string;
  seq: number;
  hash: Sha256;
  /** Where the last line starts and ends in the file. */
  start: number;
  size: number;
  seen: Record<string, number>;
}

interface KnownWriter {
  id: string;
  seq: number;
  prev: Sha256 | null;
  size: number;
  seen: Record<string, number>;
}

export interface Writer extends KnownWriter {
  /** Bytes that the memory has by now. */
  remembered: number;
}

export type NewLine = Omit<LedgerLine, 'seq' | 'prev' | 'seen'>;

/** Finds our ledger file as we left it, repaired of a torn last line, or begins a new one. */
export function* openWriter(ports: Ports): Io<Writer> {
  const { memory, length: remembered } = yield* readMemory(ports);
  const known = memory && (yield* continued(ports, memory));
  const writer = known ?? { id: `w${ports.random.base36(9)}`, seq: 0, prev: null, size: 0, seen: {} };
  return { ...writer, remembered };
}

/** Appends the lines of one operation in one write and syncs them: the commit point. Answers the number of the last. */
export function* appendLines(ports: Ports, writer: Writer, baselines: Baselines, lines: readonly NewLine[]): Io<number> {
  const { [writer.id]: _own, ...others } = baselines.lastSeqs();
  const seen = sameSeqs(others, writer.seen) ? undefined : others;
  const stored: StoredLine[] = [];
  const encoded: Uint8Array[] = [];
  let { seq, prev, size } = writer;
  for (const newLine of lines) {
    seq += 1;
    const line = { ...newLine, seq, prev, ...(stored.length === 0 && seen && { seen }) };
    const bytes = encodeLine(line);
    const unbroken = bytes.subarray(0, -1);
    prev = yield* wait(ports.hash.sha256(unbroken));
    stored.push({ line, bytes: unbroken, start: size, end: size + bytes.length });
    encoded.push(bytes);
    size += bytes.length;
  }
  yield* wait(ports.state.append(ledgerPath(writer.id), writer.size, concatenate(encoded)));
  ports.checkpoint('appended');
  baselines.appended(writer.id, stored);
  const memory = { id: writer.id, place: ports.place, seq, hash: prev ?? '', start: stored.at(-1)?.start ?? size, size, seen: others };
  yield* remember(ports, memory, writer.remembered);
  return seq;
}

/** The remembered writer's last known line, for `verify`: a ledger without it went back. */
export function* rememberedTail(ports: Ports): Io<{ writer: string; seq: number; present: boolean } | null> {
  const { memory } = yield* readMemory(ports);
  if (!memory || memory.place !== ports.place) return null;
  const size = (yield* wait(ports.state.stat(ledgerPath(memory.id))))?.size ?? 0;
  return { writer: memory.id, seq: memory.seq, present: yield* holdsRememberedLine(ports, memory, size) };
}

/** The last line that can be read: a later one was torn by a crash, and the ledger goes on after what this one says. */
function* readMemory(ports: Ports): Io<{ memory: WriterMemory | null; length: number }> {
  const bytes = yield* wait(ports.state.read(MEMORY_PATH));
  if (!bytes) return { memory: null, length: 0 };
  const lines = new TextDecoder().decode(bytes).split('\n');
  return { memory: lastReadable(lines), length: bytes.length };
}

function lastReadable(lines: string[]): WriterMemory | null {
  for (const line of lines.reverse()) {
    try {
      if (line !== '') return JSON.parse(line) as WriterMemory;
    } catch {
      continue;
    }
  }
  return null;
}

function* continued(ports: Ports, memory: WriterMemory): Io<KnownWriter | null> {
  const size = (yield* wait(ports.state.stat(ledgerPath(memory.id))))?.size ?? 0;
  if (memory.place !== ports.place || !(yield* holdsRememberedLine(ports, memory, size))) return null;
  const { id, seq, hash: prev, seen } = memory;
  if (size === memory.size) return { id, seq, prev, size, seen };
  // A crash came between the append and the memory, or tore the append: what is whole counts, the rest is kept aside.
  const lines = yield* readLines(ports.state, id, memory.size, size);
  const end = lines.at(-1)?.end ?? memory.size;
  if (end < size) yield* keepTorn(ports, id, end, size);
  return yield* afterLines(ports, { id, seq, prev, size: end, seen }, lines);
}

function* afterLines(ports: Ports, writer: KnownWriter, lines: readonly StoredLine[]): Io<KnownWriter | null> {
  let { seq, prev, seen } = writer;
  for (const { line, bytes } of lines) {
    if (line?.prev !== prev || line.seq !== seq + 1) return null;
    seq = line.seq;
    prev = yield* wait(ports.hash.sha256(bytes));
    seen = line.seen ?? seen;
  }
  return { ...writer, seq, prev, seen };
}

/** @param size of the ledger. */
function* holdsRememberedLine(ports: Ports, memory: WriterMemory, size: number): Io<boolean> {
  if (size < memory.size) return false;
  const bytes = yield* wait(ports.state.readRange(ledgerPath(memory.id), memory.start, memory.size));
  return (yield* wait(ports.hash.sha256(bytes.subarray(0, -1)))) === memory.hash;
}

function* keepTorn(ports: Ports, id: string, end: number, size: number): Io<void> {
  const torn = yield* wait(ports.state.readRange(ledgerPath(id), end, size));
  yield* wait(ports.state.writeSynced(`${TORN_FOLDER}/${id}.${end}`, torn));
  yield* wait(ports.state.truncate(ledgerPath(id), end));
}

function* remember(ports: Ports, memory: WriterMemory, length: number): Io<void> {
  // A line break before it too: what a crash left of the line before must not take this one along.
  const line = new TextEncoder().encode(`\n${JSON.stringify(memory)}\n`);
  try {
    if (length + line.length > MEMORY_LIMIT || length === 0) yield* wait(ports.state.writeCache(MEMORY_PATH, line));
    else yield* wait(ports.state.appendCache(MEMORY_PATH, line));
  } catch {
    // The operation is committed. The next command finds its line after the remembered one and goes on from there.
  }
}

function sameSeqs(a: Record<string, number>, b: Record<string, number>): boolean {
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => a[key] === b[key]);
}
