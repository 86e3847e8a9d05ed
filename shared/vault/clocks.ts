// Which of two ledger entries came first, when they are by different writers (two devices, two branches).
// A line that saw something new carries `seen`: the last `seq` of every other writer visible at that moment.

/** Per writer the moments at which its view of the others changed, in order of `seq`. */
export type Clocks = Map<string, { seq: number; seen: Record<string, number> }[]>;

/** A ledger entry's place: the writer and its `seq` there. */
export interface Place {
  writer: string;
  seq: number;
}

export function recordSeen(clocks: Clocks, place: Place, seen: Record<string, number>): void {
  const changes = clocks.get(place.writer) ?? [];
  changes.push({ seq: place.seq, seen });
  clocks.set(place.writer, changes);
}

/** Whether the writer of `later` could see `earlier` when it wrote; entries of which neither is before are a fork. */
export function happenedBefore(clocks: Clocks, earlier: Place, later: Place): boolean {
  if (earlier.writer === later.writer) return earlier.seq < later.seq;
  return (seenAt(clocks, later)[earlier.writer] ?? 0) >= earlier.seq;
}

function seenAt(clocks: Clocks, place: Place): Record<string, number> {
  const changes = clocks.get(place.writer) ?? [];
  let seen: Record<string, number> = {};
  for (const change of changes) {
    if (change.seq > place.seq) break;
    seen = change.seen;
  }
  return seen;
}
