// How one of those that wait for the vault's lock behaves: when it looks again, and when it takes a lock that it finds free.
// All times are milliseconds since it began to wait.

/** Pauses: the shortest, the longest of who is next, and the longest of those behind. */
const [SHORTEST_PAUSE, LONGEST_OF_NEXT, LONGEST_PAUSE] = [0.5, 10, 100];
/** How long a free lock is left to those ahead, and longer for each of them: more than who is next ever pauses. */
const [GRACE, GRACE_FOR_EACH] = [10, 5];

export class Line {
  /** How many were ahead at the first look. */
  private first: number | null = null;
  /** Since when every look found the lock free and as many ahead. */
  private free: { since: number; ahead: number } | null = null;

  /** Whether the lock may be tried, as the look at this time found it. */
  isOurs(now: number, taken: boolean, ahead: number): boolean {
    if (taken) this.free = null;
    else if (this.free?.ahead !== ahead) this.free = { since: now, ahead };
    return this.free !== null && (ahead === 0 || now - this.free.since >= GRACE + GRACE_FOR_EACH * ahead);
  }

  /**
   * How long to pause now: half of the time that those ahead will take at the pace so far, and a tenth of one turn for who
   * is next. A look costs a process that was asleep some 0.2 ms of a processor, which many of them would take from the one
   * that works.
   */
  pauseAfter(now: number, ahead: number): number {
    this.first ??= ahead;
    const turn = now / (Math.max(0, this.first - ahead) + 1);
    const next = Math.min(LONGEST_OF_NEXT, Math.max(SHORTEST_PAUSE, turn / 10));
    return ahead === 0 ? next : Math.min(LONGEST_PAUSE, Math.max(next * (1 + ahead), (turn * (ahead - 1)) / 2));
  }
}
