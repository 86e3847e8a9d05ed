// Dates as Obsidian writes them; the expected texts are Moment.js's own for these days.
import { describe, expect, it } from 'vitest';
import { fillTemplate } from '../../../shared/note/fill-template';
import { formatMoment, type WallTime } from '../../../shared/note/moment-format';

const at = (date: string, time = '09:05:07'): WallTime => {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  const [hour = 0, minute = 0, second = 0] = time.split(':').map(Number);
  return { year, month, day, hour, minute, second };
};

describe('a date in a Moment format', () => {
  it.each<[string, WallTime, string]>([
    ['YYYY-MM-DD', at('2026-11-21'), '2026-11-21'],
    ['YY M D', at('2026-03-04'), '26 3 4'],
    ['dddd ddd dd d E', at('2026-11-22'), 'Sunday Sun Su 0 7'],
    ['MMMM MMM Do', at('2026-11-21'), 'November Nov 21st'],
    ['Do', at('2026-11-11'), '11th'], ['Do', at('2026-11-02'), '2nd'], ['Do', at('2026-11-23'), '23rd'],
    ['DDDD DDD', at('2024-12-31'), '366 366'], ['DDDD', at('2026-01-05'), '005'],
    ['GGGG-[W]WW', at('2027-01-01'), '2026-W53'], ['GGGG-[W]WW', at('2024-12-30'), '2025-W01'], ['W', at('2026-11-21'), '47'],
    ['gggg-ww', at('2026-01-01'), '2026-01'], ['gggg-ww', at('2026-12-27'), '2027-01'],
    ['Q', at('2026-11-21'), '4'],
    ['HH:mm:ss H:m:s', at('2026-11-21'), '09:05:07 9:5:7'],
    ['hh:mm A, h a', at('2026-11-21', '15:30:00'), '03:30 PM, 3 pm'], ['h A', at('2026-11-21', '00:30:00'), '12 AM'],
    ['YYYY/MM-MMMM/YYYY-MM-DD-dddd', at('2026-11-21'), '2026/11-November/2026-11-21-Saturday'],
    ['[YYYY] YYYY', at('2026-11-21'), 'YYYY 2026'], ['?-é', at('2026-11-21'), '?-é'],
  ])('%s', (format, time, expected) => {
    expect(formatMoment(format, time)).toBe(expected);
  });
});

it('fills what a template leaves open, and leaves other braces alone', () => {
  const filled = fillTemplate('{{title}} {{date}} {{time}} {{date:dddd, D MMM}} {{ Date : YY }} {{time:HH[h]}} {{other}} {{date', {
    title: '$& {{date}}', at: at('2026-11-21'), dateFormat: 'DD.MM.YYYY', timeFormat: 'HH:mm',
  });
  expect(filled).toBe('$& {{date}} 21.11.2026 09:05 Saturday, 21 Nov 26 09h {{other}} {{date');
});
