// The tasks of a note: list items with a box, wherever lists may stand.
import type { NoteScan } from './scan';

export interface NoteTask {
  /** From 0. */
  line: number;
  /** The character in the box; a space is pending, any other counts as done, as in the app. */
  status: string;
  done: boolean;
  /** What follows the box on its line. */
  text: string;
  /** The character in the box. */
  statusRange: { start: number; end: number };
}

/** In the order of the note: any bullet, in quotes and callouts too; none in inert text. */
export function tasksOf(scan: NoteScan): NoteTask[] {
  return scan.tasks.map(({ line, markStart, markEnd, end }) => {
    const status = scan.text.slice(markStart, markEnd);
    return {
      line,
      status,
      done: status !== ' ',
      text: scan.text.slice(markEnd + 1, end).trim(),
      statusRange: { start: markStart, end: markEnd },
    };
  });
}
