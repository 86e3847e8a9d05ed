// Durations (`4h`) and times (RFC 3339, or a date) as texts: checked, compared and added up by integer arithmetic on
// what was given. The current time is nobody's business here; it comes through the clock port.
import { TouchstoneError } from '../errors';

const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };
/** Ten years: longer leases or deferrals are typing errors. */
const LONGEST_SECONDS = 3650 * 86_400;

const TIME =
  /^(\d{4})-(\d\d)-(\d\d)(?:[Tt ](\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(?:([Zz])|([+-])(\d\d):(\d\d)))?$/;

/**
 * Seconds of a duration: a whole number and one of `s`, `m`, `h`, `d`, as `30s`, `15m`, `4h`, `2d`.
 * @throws E_USAGE
 */
export function parseDuration(text: string): number {
  const seconds = durationSeconds(text);
  if (seconds !== null) return seconds;
  throw new TouchstoneError('E_USAGE', `${JSON.stringify(text)} is no duration.`, {
    hint: 'Use a whole number with s, m, h or d, up to 3650d: 30s, 15m, 4h, 2d.',
    details: { duration: text },
  });
}

/** As {@link parseDuration}; `null` for what is none. */
export function durationSeconds(text: string): number | null {
  const match = /^(\d{1,9})([smhd])$/.exec(text);
  const seconds = Number(match?.[1]) * (SECONDS[match?.[2] ?? ''] ?? Number.NaN);
  return seconds > 0 && seconds <= LONGEST_SECONDS ? seconds : null;
}

/**
 * A time that a person or a note gave, in one form: a date stays `YYYY-MM-DD`, anything with a time of day becomes
 * RFC 3339 UTC with whole seconds. A time of day needs its zone.
 * @throws E_USAGE
 */
export function checkTime(text: string): string {
  const time = readTime(text);
  if (time !== null) return time.dateOnly ? text : formatTime(time.seconds);
  throw new TouchstoneError('E_USAGE', `${JSON.stringify(text)} is no time.`, {
    hint: 'Use a date such as 2026-11-21, or RFC 3339 with its zone such as 2026-11-21T09:00:00Z.',
    details: { time: text },
  });
}

/** Negative when `one` is earlier than `other`, 0 when they are the same second; a date means its first second, UTC. */
export function compareTimes(one: string, other: string): number {
  return secondsOf(one) - secondsOf(other);
}

/** `time` and so many seconds later (or earlier), as RFC 3339 UTC. @throws E_USAGE when `time` is none. */
export function addSeconds(time: string, seconds: number): string {
  return formatTime(secondsOf(time) + seconds);
}

/** Seconds since 1970 of a date or RFC 3339 time; fractions of a second are cut. @throws E_USAGE */
export function secondsOf(time: string): number {
  return readTime(time)?.seconds ?? (readTime(checkTime(time))?.seconds ?? 0);
}

function readTime(text: string): { seconds: number; dateOnly: boolean } | null {
  const match = TIME.exec(text);
  if (match === null) return null;
  const part = (index: number): number => Number(match[index] ?? 0);
  const [year, month, day, hour, minute, second] = [part(1), part(2), part(3), part(4), part(5), part(6)];
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return null;
  // RFC 3339 allows a leap second, `:60`; it counts as the first second after it.
  if (hour > 23 || minute > 59 || second > 60 || part(10) > 23 || part(11) > 59) return null;
  const zone = (match[9] === '-' ? -1 : 1) * (part(10) * 3600 + part(11) * 60);
  const seconds = daysSinceEpoch(year, month, day) * 86_400 + hour * 3600 + minute * 60 + second - zone;
  return { seconds, dateOnly: match[4] === undefined };
}

function formatTime(seconds: number): string {
  const days = Math.floor(seconds / 86_400);
  const rest = seconds - days * 86_400;
  const [year, month, day] = dateOf(days);
  const [hour, minute, second] = [Math.floor(rest / 3600), Math.floor(rest / 60) % 60, rest % 60];
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}T${pad(hour, 2)}:${pad(minute, 2)}:${pad(second, 2)}Z`;
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0');
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Days from 1970-01-01 in the proleptic Gregorian calendar (H. Hinnant, "chrono-compatible low-level date algorithms"). */
function daysSinceEpoch(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** The inverse of {@link daysSinceEpoch}, from the same source. */
function dateOf(days: number): [year: number, month: number, day: number] {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  return [yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day];
}
