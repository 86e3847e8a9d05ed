// New lines of several ledgers in one order.
import type { StoredLine } from './ledger';

/** An order in which each line comes after those that its writer had seen. */
export function causalOrder(fresh: ReadonlyMap<string, readonly StoredLine[]>): { writer: string; stored: StoredLine }[] {
  const queues = [...fresh].map(([writer, lines]) => ({ writer, lines, next: 0 })).sort((a, b) => (a.writer < b.writer ? -1 : 1));
  const [only] = queues;
  if (only && queues.length === 1) return only.lines.map((stored) => ({ writer: only.writer, stored }));
  const order: { writer: string; stored: StoredLine }[] = [];
  const isPending = (writer: string, seq: number): boolean => {
    const queue = queues.find((candidate) => candidate.writer === writer);
    const next = queue?.lines[queue.next]?.line;
    return next !== undefined && next !== null && next.seq <= seq;
  };
  for (;;) {
    const waiting = queues.filter((queue) => queue.next < queue.lines.length);
    if (waiting.length === 0) return order;
    const isReady = (queue: (typeof queues)[number]): boolean =>
      !Object.entries(queue.lines[queue.next]?.line?.seen ?? {}).some(([writer, seq]) => isPending(writer, seq));
    // Nothing is ready only when ledgers claim to have seen each other's future; any order is as good then.
    const queue = waiting.find(isReady) ?? waiting[0];
    const stored = queue?.lines[queue.next];
    if (!queue || !stored) return order;
    order.push({ writer: queue.writer, stored });
    queue.next += 1;
  }
}
