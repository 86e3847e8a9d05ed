// Dates as Obsidian's `{{date:FORMAT}}` and daily notes write them: the tokens of Moment.js, in English. Pure: the time is
// given as a clock on the wall shows it.

/** A local date and time; `month` and `day` count from 1. */
export interface WallTime {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
}

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const DAY_MS = 86_400_000;

/** Text in brackets as it stands, or one token; the longest first. */
const TOKEN = /\[([^\]]*)\]|YYYY|YY|Y|Qo|Q|MMMM|MMM|MM|Mo|M|DDDD|DDDo|DDD|DD|Do|D|dddd|ddd|dd|do|d|e|E|GGGG|GG|gggg|gg|WW|Wo|W|ww|wo|w|HH|H|hh|h|kk|k|A|a|mm|m|ss|s/g;

const WRITERS: Readonly<Record<string, (at: WallTime) => string>> = {
  YYYY: ({ year }) => padded(year, 4), YY: ({ year }) => padded(year % 100, 2), Y: ({ year }) => String(year),
  Q: (at) => String(quarter(at)), Qo: (at) => ordinal(quarter(at)),
  MMMM: ({ month }) => MONTHS[month - 1] ?? '', MMM: ({ month }) => (MONTHS[month - 1] ?? '').slice(0, 3),
  MM: ({ month }) => padded(month, 2), Mo: ({ month }) => ordinal(month), M: ({ month }) => String(month),
  DDDD: (at) => padded(dayOfYear(at), 3), DDDo: (at) => ordinal(dayOfYear(at)), DDD: (at) => String(dayOfYear(at)),
  DD: ({ day }) => padded(day, 2), Do: ({ day }) => ordinal(day), D: ({ day }) => String(day),
  dddd: (at) => DAYS[weekday(at)] ?? '', ddd: (at) => (DAYS[weekday(at)] ?? '').slice(0, 3), dd: (at) => (DAYS[weekday(at)] ?? '').slice(0, 2),
  do: (at) => ordinal(weekday(at)), d: (at) => String(weekday(at)), e: (at) => String(weekday(at)), E: (at) => String(weekday(at) || 7),
  GGGG: (at) => padded(isoWeek(at).year, 4), GG: (at) => padded(isoWeek(at).year % 100, 2),
  WW: (at) => padded(isoWeek(at).week, 2), Wo: (at) => ordinal(isoWeek(at).week), W: (at) => String(isoWeek(at).week),
  gggg: (at) => padded(localWeek(at).year, 4), gg: (at) => padded(localWeek(at).year % 100, 2),
  ww: (at) => padded(localWeek(at).week, 2), wo: (at) => ordinal(localWeek(at).week), w: (at) => String(localWeek(at).week),
  HH: ({ hour }) => padded(hour, 2), H: ({ hour }) => String(hour), hh: ({ hour }) => padded(hour % 12 || 12, 2), h: ({ hour }) => String(hour % 12 || 12),
  kk: ({ hour }) => padded(hour || 24, 2), k: ({ hour }) => String(hour || 24),
  A: ({ hour }) => (hour < 12 ? 'AM' : 'PM'), a: ({ hour }) => (hour < 12 ? 'am' : 'pm'),
  mm: ({ minute }) => padded(minute, 2), m: ({ minute }) => String(minute), ss: ({ second }) => padded(second, 2), s: ({ second }) => String(second),
};

/** What is no token stands as it is. */
export function formatMoment(format: string, at: WallTime): string {
  return format.replace(TOKEN, (token, literal: string | undefined) => literal ?? WRITERS[token]?.(at) ?? token);
}

function padded(value: number, width: number): string {
  return String(value).padStart(width, '0');
}

function ordinal(value: number): string {
  const teen = value % 100 >= 11 && value % 100 <= 13;
  return `${value}${teen ? 'th' : ['th', 'st', 'nd', 'rd'][value % 10] ?? 'th'}`;
}

/** Days since the epoch. */
function dayNumber({ year, month, day }: Pick<WallTime, 'year' | 'month' | 'day'>): number {
  return Date.UTC(year, month - 1, day) / DAY_MS;
}

/** 0 is Sunday; the epoch was a Thursday. */
function weekday(at: WallTime): number {
  return (((dayNumber(at) + 4) % 7) + 7) % 7;
}

function quarter({ month }: WallTime): number {
  return Math.ceil(month / 3);
}

function dayOfYear(at: WallTime): number {
  return dayNumber(at) - dayNumber({ year: at.year, month: 1, day: 1 }) + 1;
}

/** ISO 8601: weeks begin on Monday, the first has the year's first Thursday. */
function isoWeek(at: WallTime): { year: number; week: number } {
  const thursday = dayNumber(at) - ((weekday(at) + 6) % 7) + 3;
  return weekOf(at.year, (year) => thursday - dayNumber({ year, month: 1, day: 1 }));
}

/** English: weeks begin on Sunday, the first has the first of January. */
function localWeek(at: WallTime): { year: number; week: number } {
  const saturday = dayNumber(at) - weekday(at) + 6;
  return weekOf(at.year, (year) => saturday - dayNumber({ year, month: 1, day: 1 }));
}

/** @param sinceNewYear days from the first of January to the day that decides which year a week belongs to */
function weekOf(near: number, sinceNewYear: (year: number) => number): { year: number; week: number } {
  const year = [near + 1, near, near - 1].find((candidate) => sinceNewYear(candidate) >= 0) ?? near;
  return { year, week: Math.floor(sinceNewYear(year) / 7) + 1 };
}
