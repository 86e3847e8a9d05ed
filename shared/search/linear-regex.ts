// Patterns that people give. They are run by RE2's algorithm, whose time grows with the text alone: no pattern can hang
// the program. Loaded only by a search that has one.
import { RE2JS, RE2JSException } from 're2js';
import { TouchstoneError } from '../errors';

export interface LinePattern {
  /** Where the first match in a line begins, in UTF-16 units; `null` when there is none. */
  find(line: string): number | null;
}

const LONGEST_PATTERN = 1000;

/**
 * @param pattern in RE2's syntax: no back references, no look-around. `(?i)` ignores letter case.
 * @throws E_USAGE when it is none, or longer than 1,000 characters.
 */
export function linePattern(pattern: string): LinePattern {
  if (pattern === '' || pattern.length > LONGEST_PATTERN) {
    throw refused(pattern, pattern === '' ? 'it is empty' : `it has ${pattern.length} characters; at most ${LONGEST_PATTERN} are taken`);
  }
  const compiled = compile(pattern);
  return {
    find: (line) => {
      const matcher = compiled.matcher(line);
      return matcher.find() ? matcher.start() : null;
    },
  };
}

function compile(pattern: string): RE2JS {
  try {
    return RE2JS.compile(pattern);
  } catch (error) {
    if (error instanceof RE2JSException) throw refused(pattern, error.message);
    throw error;
  }
}

function refused(pattern: string, why: string): TouchstoneError {
  return new TouchstoneError('E_USAGE', `--regex can't be used: ${why}.`, {
    hint: 'Patterns have the syntax of RE2 (github.com/google/re2/wiki/Syntax): no back references and no look-around; (?i) ignores letter case.',
    details: { regex: pattern },
  });
}
