// Comparing the times of a story with now. A date without a time means its first second, in UTC.
import { TouchstoneError } from '../errors';
import { checkTime, compareTimes } from '../settings/duration';

/** True when `time` has come. A time that can't be read has passed: it holds nobody back and keeps no lease. */
export function isPast(time: string, now: string): boolean {
  try {
    return compareTimes(time, now) <= 0;
  } catch {
    return true;
  }
}

/** A time that a verb was given and that is to come. @throws E_USAGE */
export function futureTime(what: string, text: string, now: string): string {
  const time = checkTime(text.trim());
  if (!isPast(time, now)) return time;
  throw new TouchstoneError('E_USAGE', `${what} ${time} has passed; it is ${now}.`, {
    hint: 'Give a date to come, such as the first day of next week.',
    details: { time, now },
  });
}
