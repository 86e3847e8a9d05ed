// The expressions for control characters hold what Unicode calls so, no more and no less.
import { expect, test } from 'vitest';
import { CONTROL, CONTROL_OR_BREAK } from '../../shared/control-characters';

const ALL = Array.from({ length: 0x10000 }, (_, unit) => String.fromCharCode(unit));

test('control characters are those of Unicode, breaks are its separators of lines and paragraphs', () => {
  expect(ALL.filter((unit) => CONTROL.test(unit))).toEqual(ALL.filter((unit) => /\p{Cc}/u.test(unit)));
  expect(ALL.filter((unit) => CONTROL_OR_BREAK.test(unit))).toEqual(ALL.filter((unit) => /[\p{Cc}\p{Zl}\p{Zp}]/u.test(unit)));
});
