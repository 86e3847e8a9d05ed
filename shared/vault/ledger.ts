// Reads the ledger files, one per writer: which there are, and the complete lines in a range of one.
import type { Io } from './io';
import { wait } from './io';
import type { LedgerLine } from './ledger-line';
import { parseLine } from './ledger-line';
import type { FileStat, Ports, Sha256, StateFiles } from './ports';

const LEDGER_FOLDER = 'ledger';
const SUFFIX = '.jsonl';
const LINE_BREAK = 0x0a;

export interface LedgerFile {
  writer: string;
  size: number;
  stat: FileStat;
}

export interface StoredLine {
  /** The line's bytes without its break: what the next line's `prev` hashes. */
  bytes: Uint8Array;
  /** Offset of its first byte, and of the byte after its line break. */
  start: number;
  end: number;
  /** `null` when it can't be read as a ledger line. */
  line: LedgerLine | null;
}

export function ledgerPath(writer: string): string {
  return `${LEDGER_FOLDER}/${writer}${SUFFIX}`;
}

/** The ledger files, sorted by writer. */
export function* listLedgers(state: StateFiles): Io<LedgerFile[]> {
  const files: LedgerFile[] = [];
  for (const name of yield* wait(state.list(LEDGER_FOLDER))) {
    if (!name.endsWith(SUFFIX)) continue;
    const stat = yield* wait(state.stat(`${LEDGER_FOLDER}/${name}`));
    if (stat) files.push({ writer: name.slice(0, -SUFFIX.length), size: stat.size, stat });
  }
  return files;
}

/** Complete lines between two offsets; a torn last line is left out, it was never committed. */
export function* readLines(state: StateFiles, writer: string, start: number, end: number): Io<StoredLine[]> {
  if (start >= end) return [];
  const bytes = yield* wait(state.readRange(ledgerPath(writer), start, end));
  const decoder = new TextDecoder();
  const lines: StoredLine[] = [];
  let from = 0;
  for (let at = bytes.indexOf(LINE_BREAK, from); at >= 0; at = bytes.indexOf(LINE_BREAK, from)) {
    const lineBytes = bytes.subarray(from, at);
    lines.push({ bytes: lineBytes, start: start + from, end: start + at + 1, line: parseLine(decoder.decode(lineBytes)) });
    from = at + 1;
  }
  return lines;
}

/** What was read of a ledger: to `end`, with the last lines, or else where the last one lay and what its hash was. */
interface ReadSoFar {
  stamp: { last_start: number; last_hash: Sha256 | null };
  lines: readonly StoredLine[];
  end: number;
}

/** The lines that came after; `null` when the last one that is known is not there: the file was replaced by another. */
export function* linesAfter(ports: Pick<Ports, 'state' | 'hash'>, writer: string, { stamp, lines, end }: ReadSoFar, size: number): Io<StoredLine[] | null> {
  if (size === end) return [];
  const last = lines.at(-1);
  const found = yield* readLines(ports.state, writer, last?.start ?? stamp.last_start, size);
  if (end === 0) return found;
  const [known, ...fresh] = found;
  if (known?.end !== end) return null;
  const hash = last ? yield* wait(ports.hash.sha256(last.bytes)) : stamp.last_hash;
  return (yield* wait(ports.hash.sha256(known.bytes))) === hash ? fresh : null;
}

/** A break in a writer's chain: the 1-based number of the line that does not follow from the one before. */
export interface BrokenLink {
  writer: string;
  line: number;
  problem: string;
}

/**
 * Walks a run of lines that follows the line with hash `prev` and number `seq`.
 * Answers the first broken link, and the hash and number that the run ends with.
 */
export function* walkChain(
  hash: { sha256(bytes: Uint8Array): Sha256 | Promise<Sha256> },
  writer: string,
  lines: readonly StoredLine[],
  from: { seq: number; prev: Sha256 | null },
): Io<{ broken: BrokenLink | null; seq: number; prev: Sha256 | null }> {
  let { seq, prev } = from;
  for (const stored of lines) {
    const problem = linkProblem(stored.line, seq, prev);
    if (problem !== null) return { broken: { writer, line: seq + 1, problem }, seq, prev };
    seq += 1;
    prev = yield* wait(hash.sha256(stored.bytes));
  }
  return { broken: null, seq, prev };
}

function linkProblem(line: LedgerLine | null, seq: number, prev: Sha256 | null): string | null {
  if (!line) return 'it can not be read as a ledger line';
  if (line.seq !== seq + 1) return `it is numbered ${line.seq}, expected ${seq + 1}`;
  if (line.prev !== prev) return 'its `prev` is not the hash of the line before';
  return null;
}
