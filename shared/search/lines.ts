// The lines of a note that show why it was found, each short enough to be read, with lines around it where asked.
import { fold } from './fold';

export interface SourceLine {
  /** From 1, as editors count. */
  line: number;
  text: string;
}

export interface FoundLine extends SourceLine {
  before: readonly SourceLine[];
  after: readonly SourceLine[];
}

export interface LineSearch {
  /** What a line's words are; and the words of this note that terms of the query found, folded, with the terms. */
  terms: (line: string) => readonly string[];
  found: ReadonlyMap<string, readonly string[]>;
  /** Whether a line holds a phrase of the query; such lines come first. */
  holdsPhrase: (line: string) => boolean;
  /** Where a pattern first matches in a line. */
  pattern: ((line: string) => number | null) | null;
  /** Lines before and after each. */
  context: number;
  /** Offset at which the body begins: words are searched for in the body, a pattern in the whole note. */
  bodyStart: number;
}

/** Lines shown of one note: those that hold most of the query, in the order of the text. */
const MOST_LINES = 3;
const LONGEST_LINE = 160;
/** More than all terms that a query may have. */
const PHRASE_WORTH = 100;
/** What is shown of a long line before its first match. */
const LEAD = 40;

interface Candidate {
  index: number;
  at: number;
  worth: number;
}

/** @returns the best lines, and how many there are in all. */
export function foundLines(text: string, search: LineSearch): { lines: FoundLine[]; total: number } {
  const lines = linesOf(text);
  const firstOfBody = text.slice(0, search.bodyStart).split('\n').length - 1;
  const candidates = lines.flatMap((line, index) => candidateOf(line, index, index >= firstOfBody, search));
  const best = candidates
    .sort((one, other) => other.worth - one.worth || one.index - other.index)
    .slice(0, MOST_LINES)
    .sort((one, other) => one.index - other.index);
  return {
    total: candidates.length,
    lines: best.map(({ index, at }) => ({
      ...sourceLine(lines, index, at),
      before: around(lines, Math.max(0, index - search.context), index),
      after: around(lines, index + 1, Math.min(lines.length, index + 1 + search.context)),
    })),
  };
}

/** Without their breaks; the break that ends a text begins no further line. */
export function linesOf(text: string): string[] {
  const lines = text.split(/\r?\n/);
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}

function candidateOf(line: string, index: number, isBody: boolean, search: LineSearch): Candidate[] {
  const matched = search.pattern?.(line) ?? null;
  const words = isBody && search.found.size > 0 ? search.terms(line).filter((word) => search.found.has(word)) : [];
  if (matched === null && words.length === 0) return [];
  const terms = new Set(words.flatMap((word) => search.found.get(word) ?? []));
  const at = matched ?? Math.max(0, fold(line).indexOf(words[0] ?? ''));
  return [{ index, at, worth: terms.size + Number(matched !== null) + (isBody && search.holdsPhrase(line) ? PHRASE_WORTH : 0) }];
}

function around(lines: readonly string[], from: number, to: number): SourceLine[] {
  return lines.slice(from, to).map((_, place) => sourceLine(lines, from + place, 0));
}

/** A line, or the part of a long one around `at`. */
function sourceLine(lines: readonly string[], index: number, at: number): SourceLine {
  const line = (lines[index] ?? '').trimEnd();
  if (line.length <= LONGEST_LINE) return { line: index + 1, text: line };
  const start = at + LEAD < LONGEST_LINE ? 0 : wholeCharacter(line, at - LEAD);
  const end = wholeCharacter(line, start + LONGEST_LINE);
  return { line: index + 1, text: `${start > 0 ? '…' : ''}${line.slice(start, end)}${end < line.length ? '…' : ''}` };
}

/** Never between the two halves of a character. */
function wholeCharacter(line: string, offset: number): number {
  const code = line.charCodeAt(offset);
  return code >= 0xdc00 && code <= 0xdfff ? offset - 1 : offset;
}
