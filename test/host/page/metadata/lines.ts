// A note's lines with their offsets, and positions in it as the metadata gives them.
import type { Loc, Pos } from 'obsidian';

export interface Line {
  /** 0-based. */
  number: number;
  /** Offset of its first character. */
  start: number;
  /** Offset after its last character, the line break left out. */
  end: number;
  text: string;
}

export function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  let start = 0;
  for (const raw of text.split('\n')) {
    const content = raw.endsWith('\r') ? raw.slice(0, -1) : raw;
    lines.push({ number: lines.length, start, end: start + content.length, text: content });
    start += raw.length + 1;
  }
  return lines;
}

/** `offset` lies in one of `lines`, which are those of the whole note. */
function locOf(lines: readonly Line[], offset: number): Loc {
  let [low, high] = [0, lines.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((lines[middle]?.start ?? Infinity) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low, col: offset - (lines[low]?.start ?? 0), offset };
}

export function posOf(lines: readonly Line[], start: number, end: number): Pos {
  return { start: locOf(lines, start), end: locOf(lines, end) };
}
