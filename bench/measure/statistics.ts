// What many noisy times of the same call come to. Times of a shared machine are skewed: most of what disturbs a call makes
// it longer. So the middle says what was usual, and the least what the call needs when nobody disturbs it.

/** The middle value; of an even number the mean of the two in the middle. @throws RangeError without any. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  const upper = sorted[sorted.length >> 1];
  const lower = sorted[(sorted.length - 1) >> 1];
  if (upper === undefined || lower === undefined) throw new RangeError('nothing was measured');
  return (upper + lower) / 2;
}

/** @throws RangeError without any. */
export function least(values: readonly number[]): number {
  if (values.length === 0) throw new RangeError('nothing was measured');
  return Math.min(...values);
}

/** How many times as long as `base`: usually, and at the calmest moment of each. */
export interface Ratio {
  medians: number;
  least: number;
}

/** Both must come from the same rounds: a machine that is slow for a while is then slow for both. */
export function ratio(values: readonly number[], base: readonly number[]): Ratio {
  return { medians: median(values) / median(base), least: least(values) / least(base) };
}
