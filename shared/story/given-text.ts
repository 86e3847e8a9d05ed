// What text a story verb takes from its caller: one line where the format has one line, and nothing anywhere that
// would be read as structure of the story (decision 19).
import { CONTROL } from '../control-characters';
import { TouchstoneError } from '../errors';
import { assertPlainText } from '../note/structure';

/** Longest text that stands in one line, in UTF-16 units. */
const MAX_LINE = 2000;
const MAX_TITLE = 200;

/**
 * One line of text, trimmed.
 *
 * @param what names the text in refusals, `The title`.
 * @throws E_USAGE when it is empty, longer than 2,000 characters, has several lines, control characters or structure.
 */
export function givenLine(what: string, text: string): string {
  const line = oneLineOf(what, text, MAX_LINE);
  // It never begins a line of the story, so it is judged as what it is there: text within one.
  assertPlainText(what, `: ${line}`);
  return line;
}

/** A title: one line of at most 200 characters. It stands in properties only, so structure is no matter. @throws E_USAGE */
export function givenTitle(text: string): string {
  return oneLineOf('The title', text, MAX_TITLE);
}

function oneLineOf(what: string, text: string, limit: number): string {
  const line = text.trim();
  if (line === '') throw new TouchstoneError('E_USAGE', `${what} is empty.`, { hint: 'Give it a text.' });
  if (/[\r\n\u2028\u2029]/.test(line)) {
    throw new TouchstoneError('E_USAGE', `${what} has several lines; it stands in one.`, {
      hint: 'Shorten it to one line, and put the rest into the description, a note or a comment.',
    });
  }
  if (CONTROL.test(line.replaceAll('\t', ''))) {
    throw new TouchstoneError('E_USAGE', `${what} holds control characters.`, { hint: 'Leave them out.' });
  }
  if (line.length > limit) {
    throw new TouchstoneError('E_USAGE', `${what} has ${line.length} characters; ${limit} are allowed.`, {
      hint: 'Shorten it, and put the rest into the description, a note or a comment.',
    });
  }
  return line;
}

/** A reason as one line, or nothing where none was given. @throws E_USAGE when it would read as structure */
export function givenReason(reason: string | undefined): string | undefined {
  return reason === undefined || reason.trim() === '' ? undefined : givenLine('The reason', reason.replace(/\s+/g, ' '));
}

/** A label: one word without spaces, `#`, commas or brackets, as Obsidian's tags and lists allow. @throws E_USAGE */
export function givenLabel(text: string): string {
  const label = text.trim();
  if (/^[\p{L}\p{N}_][\p{L}\p{N}_/.:-]{0,99}$/u.test(label)) return label;
  throw new TouchstoneError('E_USAGE', `${JSON.stringify(text)} is no label.`, {
    hint: 'Use one word of letters, digits, - _ / . and :, such as security or hard-tdd.',
    details: { label: text },
  });
}

/** Text of a section, trimmed of outer blank lines; level 3 headings and below are its own. @throws E_USAGE */
export function givenText(what: string, text: string, refusedLevel = 2): string {
  const trimmed = trimBlankLines(text);
  if (trimmed === '') throw new TouchstoneError('E_USAGE', `${what} is empty.`, { hint: 'Give it a text.' });
  assertPlainText(what, trimmed, refusedLevel);
  return trimmed;
}

/** Text below a level 3 heading (a comment, a part of a rejection): it may not have headings of that level either. */
export function givenEntry(what: string, text: string): string {
  return givenText(what, text, 3);
}

/** Without blank lines at both ends, and without spaces at the very end; inner lines keep their bytes. */
export function trimBlankLines(text: string): string {
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (char === '\n') start = at + 1;
    else if (char !== ' ' && char !== '\t' && char !== '\r' && char !== '\uFEFF') break;
    else if (at === text.length - 1) return '';
  }
  return text.slice(start).trimEnd();
}
