// Durations and times, checked against the platform's own calendar.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addSeconds, checkTime, compareTimes, durationSeconds, parseDuration, secondsOf } from '../../../shared/settings/duration';

const usage = expect.objectContaining({ code: 'E_USAGE' }) as object;

describe('a duration', () => {
  test.each([['1s', 1], ['30s', 30], ['15m', 900], ['4h', 14_400], ['2d', 172_800], ['007m', 420], ['3650d', 315_360_000]])('%s is %i seconds', (text, seconds) => {
    expect(parseDuration(text)).toBe(seconds);
    expect(durationSeconds(text)).toBe(seconds);
  });

  test.each(['', '4', 'h', '4 h', ' 4h', '4H', '4w', '-4h', '+4h', '1.5h', '4h30m', '0s', '0d', '3651d', '99999999999999d', '4h\n', '٤h'])('%j is none', (text) => {
    expect(durationSeconds(text)).toBeNull();
    expect(() => parseDuration(text)).toThrowError(usage);
  });
});

describe('a time', () => {
  test.each([
    ['2026-11-21', '2026-11-21'],
    ['2026-11-21T09:00:00Z', '2026-11-21T09:00:00Z'],
    ['2026-11-21t09:00:00z', '2026-11-21T09:00:00Z'],
    ['2026-11-21 09:00:00Z', '2026-11-21T09:00:00Z'],
    ['2026-11-21T09:00:00.999Z', '2026-11-21T09:00:00Z'],
    ['2026-11-21T00:30:00+01:00', '2026-11-20T23:30:00Z'],
    ['2026-12-31T23:30:00-01:30', '2027-01-01T01:00:00Z'],
    ['2024-02-29', '2024-02-29'],
    ['2000-02-29T00:00:00Z', '2000-02-29T00:00:00Z'],
    ['2016-12-31T23:59:60Z', '2017-01-01T00:00:00Z'],
  ])('%s is %s', (text, time) => {
    expect(checkTime(text)).toBe(time);
  });

  test.each([
    '', 'tomorrow', '2026-11-31', '2026-02-29', '1900-02-29', '2026-13-01', '2026-00-01', '2026-01-00', '2026-1-1', '26-01-01', '2026-11-21T24:00:00Z',
    '2026-11-21T09:60:00Z', '2026-11-21T09:00:61Z', '2026-11-21T09:00Z', '2026-11-21T09:00:00', '2026-11-21T09:00:00+24:00', '2026-11-21T09:00:00+1', ' 2026-11-21', '2026-11-21\n', '20261121',
  ])('%j is none', (text) => {
    for (const use of [() => checkTime(text), () => secondsOf(text), () => addSeconds(text, 1), () => compareTimes(text, '2026-11-21')]) expect(use).toThrowError(usage);
  });

  test('agrees with the calendar of the platform', () => {
    const seconds = fc.integer({ min: Date.UTC(1, 0, 1) / 1000, max: Date.UTC(9999, 11, 31) / 1000 });
    fc.assert(
      fc.property(seconds.filter((at) => at >= -62_135_596_800), fc.integer({ min: -1e6, max: 1e6 }), (at, more) => {
        const text = new Date(at * 1000).toISOString().replace('.000', '');
        expect(secondsOf(text)).toBe(at);
        expect(checkTime(text)).toBe(text);
        fc.pre(at + more >= -62_135_596_800 && at + more <= Date.UTC(9999, 11, 31) / 1000);
        expect(addSeconds(text, more)).toBe(new Date((at + more) * 1000).toISOString().replace('.000', ''));
        expect(Math.sign(compareTimes(text, addSeconds(text, more)))).toBe(more === 0 ? 0 : -Math.sign(more));
      }),
      { numRuns: 2000 },
    );
  });

  test('that is a date means its first second', () => {
    expect(compareTimes('2026-11-21', '2026-11-21T00:00:00Z')).toBe(0);
    expect(compareTimes('2026-11-21', '2026-11-20T23:59:59Z')).toBeGreaterThan(0);
    expect(compareTimes('2026-11-21', '2026-11-21T00:30:00+01:00')).toBeGreaterThan(0);
    expect(addSeconds('2026-11-21', 14_400)).toBe('2026-11-21T04:00:00Z');
  });
});
