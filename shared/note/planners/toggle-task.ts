// `note toggle`: ticks a task of a note, or takes the tick off; no other character changes.
import { TouchstoneError } from '../../errors';
import { classOf } from '../../policy/note-classes';
import type { Planner } from '../../vault/plan';
import { readFrontmatter } from '../frontmatter';
import { scanNote } from '../scan';
import { tasksOf, type NoteTask } from '../tasks';
import { planChange, targetNote, type TargetNote } from './target';

export interface ToggledItem {
  path: string;
  /** Counted from 1. */
  line: number;
  /** The character that is in the box now. */
  status: string;
  done: boolean;
  text: string;
}

/** Lines of tasks that a refusal names. */
const LISTED_LINES = 20;

/**
 * A pending task becomes done; one with any other mark than a space becomes pending.
 * @param request.line as `note tasks` prints it, counted from 1
 * @throws E_USAGE when that line has no task, E_POLICY for a story, whose boxes are ticked by story verbs
 */
export function toggleTask(request: { ref: string; line: string }): Planner<ToggledItem> {
  return function* (view) {
    const target = yield* targetNote(view, request.ref, 'note toggle');
    refuseStory(target);
    const task = taskAt(target, request.line);
    const status = task.done ? ' ' : 'x';
    const { start, end } = task.statusRange;
    const after = target.text.slice(0, start) + status + target.text.slice(end);
    return planChange('note.toggle', target, after, { path: target.path, line: task.line + 1, status, done: !task.done, text: task.text });
  };
}

function refuseStory({ path, text, config }: TargetNote): void {
  const reading = readFrontmatter(text);
  if (classOf(path, config) !== 'story' || (reading.kind === 'properties' && reading.properties['type'] !== 'story')) return;
  throw new TouchstoneError('E_POLICY', `\`${path}\` is a story; its criteria are ticked by story verbs only.`, {
    hint: 'Use: touchstone story ac check <story> <n>, or touchstone story ac uncheck <story> <n>',
    details: { path },
  });
}

function taskAt({ path, text }: TargetNote, line: string): NoteTask {
  const tasks = tasksOf(scanNote(text));
  const task = /^\d{1,9}$/.test(line.trim()) ? tasks.find((candidate) => candidate.line + 1 === Number(line)) : undefined;
  if (task !== undefined) return task;
  const lines = tasks.map((candidate) => candidate.line + 1);
  const listed = lines.slice(0, LISTED_LINES).join(', ') + (lines.length > LISTED_LINES ? ', …' : '');
  throw new TouchstoneError('E_USAGE', `Line ${line} of \`${path}\` has no task.`, {
    hint: lines.length === 0 ? 'The note has no tasks.' : `Its tasks are in the lines ${listed}; touchstone note tasks ${JSON.stringify(path)} shows them.`,
    details: { path, line, lines },
  });
}
