// How many times as much of the processor a longer text takes. By CPU time of one run, so that a busy machine does not matter.

/** Below this, a clock tick weighs as much as the work; the short text then counts as this much. */
const LEAST_MICROSECONDS = 2_000;
/** Runs on the long text at most. The collector and the compiler disturb some, and none of these looks like the next. */
const MOST_RUNS = 20;

/** The least that was measured for each; measured on while it is not below `bound`, which a slow reader never is. */
export function growth(work: (text: string) => void, short: string, long: string, bound: number): number {
  // No two runs have the same text: the scan of a text is remembered.
  let runs = 0;
  const time = (text: string): number => timeOf(() => { work(`${text}${runs++}`); });
  time(short);
  const base = Math.max(Math.min(time(short), time(short), time(short)), LEAST_MICROSECONDS);
  let least = Infinity;
  for (let run = 0; run < MOST_RUNS && least / base >= bound; run++) least = Math.min(least, time(long));
  return least / base;
}

/** In microseconds. */
function timeOf(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return user + system;
}
