// `note outline`: the headings of a note.
import type { Io } from '../../vault/io';
import type { VaultView } from '../../vault/view';
import { scanNote } from '../scan';
import { findNote } from './find-note';
import { readNote } from './read-note';

export interface OutlineRow {
  /** Counted from 1. */
  line: number;
  level: number;
  heading: string;
}

export interface Outline {
  path: string;
  also: string[];
  /** In the order of the note. */
  rows: OutlineRow[];
}

/** @throws E_NOT_FOUND, E_INTEGRITY when it is no text */
export function noteOutline(ref: string): (view: VaultView) => Io<Outline> {
  return function* (view) {
    const { path, also } = yield* findNote(view, ref, 'read');
    const { text } = yield* readNote({ ref: path })(view);
    return { path, also, rows: scanNote(text).headings.map(({ line, level, text: heading }) => ({ line: line + 1, level, heading })) };
  };
}
