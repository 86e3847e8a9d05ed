// How one of those that wait for the vault's lock behaves: when it looks again, and when it takes a lock that it finds free.
// All times are milliseconds since it began to wait.

/** Pauses: the shortest, the longest of who is next, which grows with each that is ahead, and the longest of all. */
const [SHORTEST_PAUSE, LONGEST_OF_NEXT, LONGEST_PAUSE] = [0.5, 20, 500];
/** The longest pause when the turn is overdue. */
const LONGEST_WHEN_OVERDUE = 10;
/** How long a free lock is left to those ahead, and longer for each of them: more than who is next ever pauses. */
const [GRACE, GRACE_FOR_EACH] = [20, 5];

export class Line {
  /** How many were ahead at the first look. */
  private first: number | null = null;
  /** How many are ahead, and when it can have become so few at the earliest: at the look before. */
  private last = { ahead: Number.NaN, since: 0 };
  private lookedAt = 0;
  /** Since when every look found the lock free and as many ahead. */
  private free: { since: number; ahead: number } | null = null;

  /** Whether the lock may be tried, as the look at this time found it. */
  isOurs(now: number, taken: boolean, ahead: number): boolean {
    if (taken) this.free = null;
    else if (this.free?.ahead !== ahead) this.free = { since: now, ahead };
    return this.free !== null && (ahead === 0 || now - this.free.since >= GRACE + GRACE_FOR_EACH * ahead);
  }

  /**
   * How long to pause now: half of what is left until our turn at the pace so far, and a tenth of one turn when it is overdue.
   * A look costs a process that was asleep some 0.4 ms of a processor, which many of them would take from the one that works.
   */
  pauseAfter(now: number, ahead: number): number {
    this.first ??= ahead;
    if (ahead !== this.last.ahead) this.last = { ahead, since: this.lookedAt };
    this.lookedAt = now;
    const turn = now / (Math.max(0, this.first - ahead) + 1);
    const left = turn * (ahead + 1) - (now - this.last.since);
    const shortest = Math.min(LONGEST_WHEN_OVERDUE, Math.max(SHORTEST_PAUSE, turn / 10));
    return Math.min(LONGEST_PAUSE, LONGEST_OF_NEXT * (ahead + 1), Math.max(shortest * (ahead + 1), left / 2));
  }
}
