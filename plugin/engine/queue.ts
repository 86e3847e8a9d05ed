// One piece of work at a time, in the order in which it was asked for: what the engine keeps in memory is never read
// while it changes.

export class Queue {
  private last: Promise<unknown> = Promise.resolve();

  /** Runs `work` when all that was asked before is over; a failure is the asker's and stops nobody else. */
  run<T>(work: () => Promise<T>): Promise<T> {
    const done = this.last.then(work);
    this.last = done.catch(() => undefined);
    return done;
  }
}
