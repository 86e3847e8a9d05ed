// How far the ledger of one writer was read: what the baselines' cache covers, and the lines after it.
import type { LedgerStamp } from './baseline-cache';
import type { Io } from './io';
import { wait } from './io';
import type { StoredLine } from './ledger';
import { ledgerPath } from './ledger';
import type { Ports } from './ports';

export interface WriterTail {
  stamp: LedgerStamp;
  lines: StoredLine[];
  /** End of the last complete line. */
  end: number;
}

export const UNREAD: LedgerStamp = { size: 0, seq: 0, last_start: 0, last_hash: null };

/** That of a writer whose ledger was not read yet is made. */
export function tailOf(tails: Map<string, WriterTail>, writer: string): WriterTail {
  const tail = tails.get(writer) ?? { stamp: UNREAD, lines: [], end: 0 };
  tails.set(writer, tail);
  return tail;
}

/** Ledger bytes beside the cache. */
export function bytesOf(tails: ReadonlyMap<string, WriterTail>): number {
  let bytes = 0;
  for (const { end, stamp } of tails.values()) bytes += end - stamp.size;
  return bytes;
}

/** `seq` of the last line of every writer. */
export function lastSeqs(tails: ReadonlyMap<string, WriterTail>): Record<string, number> {
  return Object.fromEntries([...tails].sort(([a], [b]) => (a < b ? -1 : 1)).map(([writer, tail]) => [writer, lastSeq(tail)]));
}

/** Whether a ledger has its last line of then where it was. */
export function* holdsLine(ports: Pick<Ports, 'state' | 'hash'>, writer: string, stamp: LedgerStamp): Io<boolean> {
  if (stamp.size === 0) return true;
  const bytes = yield* wait(ports.state.readRange(ledgerPath(writer), stamp.last_start, stamp.size));
  if (bytes.length !== stamp.size - stamp.last_start || bytes.at(-1) !== 0x0a) return false;
  return (yield* wait(ports.hash.sha256(bytes.subarray(0, -1)))) === stamp.last_hash;
}

export function* stampAfter(hash: Ports['hash'], tail: WriterTail): Io<LedgerStamp> {
  const last = tail.lines.at(-1);
  if (!last) return tail.stamp;
  return { size: last.end, seq: lastSeq(tail), last_start: last.start, last_hash: yield* wait(hash.sha256(last.bytes)) };
}

function lastSeq({ stamp, lines }: WriterTail): number {
  return lines.findLast((stored) => stored.line)?.line?.seq ?? stamp.seq;
}
