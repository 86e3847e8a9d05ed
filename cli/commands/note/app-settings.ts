// What the note verbs take from the vault's own settings in Obsidian: where daily notes and templates lie, and how dates
// are written.
import type { DailySettings, Formats } from '../../../shared/note/planners/from-template';
import type { WallTime } from '../../../shared/note/moment-format';
import { TouchstoneError } from '../../../shared/errors';
import { AppSettings } from '../../../shared/node/app-settings';
import type { Invocation } from '../../verb';

export function appSettings(call: Pick<Invocation, 'option' | 'context'>): AppSettings {
  return new AppSettings(call.context.vault().ports.place, call.option('config-folder'));
}

/** The app's defaults stand where nobody chose. */
export function dailySettings(settings: AppSettings): DailySettings {
  const own = settings.object('daily-notes.json');
  return { folder: text(own['folder'], ''), format: text(own['format'], '') || 'YYYY-MM-DD', template: text(own['template'], '') };
}

/** @param otherwise the folder of templates where the app has none */
export function templateSettings(settings: AppSettings, otherwise: string): Formats & { folder: string } {
  const own = settings.object('templates.json');
  return {
    folder: text(own['folder'], '') || otherwise,
    dateFormat: text(own['dateFormat'], '') || 'YYYY-MM-DD',
    timeFormat: text(own['timeFormat'], '') || 'HH:mm',
  };
}

function text(value: unknown, otherwise: string): string {
  return typeof value === 'string' ? value.trim() : otherwise;
}

/** The time that the clocks of this machine show; of `date` (`YYYY-MM-DD`) with the present time of day. @throws E_USAGE */
export function wallTime(now: string, date: string | undefined): WallTime {
  const at = new Date(now);
  const today = { year: at.getFullYear(), month: at.getMonth() + 1, day: at.getDate() };
  const time = { hour: at.getHours(), minute: at.getMinutes(), second: at.getSeconds() };
  return { ...(date === undefined ? today : dayOf(date)), ...time };
}

function dayOf(date: string): Pick<WallTime, 'year' | 'month' | 'day'> {
  const [, year = 0, month = 0, day = 0] = (/^(\d{4})-(\d\d)-(\d\d)$/.exec(date) ?? []).map(Number);
  if (month >= 1 && month <= 12 && day >= 1 && new Date(Date.UTC(year, month - 1, day)).getUTCDate() === day) return { year, month, day };
  throw new TouchstoneError('E_USAGE', `\`${date}\` is no date.`, { hint: 'Write it as YYYY-MM-DD, for example 2026-11-21.', details: { date } });
}
