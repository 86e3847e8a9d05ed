// A learning: a knowledge note with `actionable`, harvested from finished work, and what became of it.
import { TouchstoneError } from '../errors';
import { readFrontmatter, type Properties, type PropertyValue } from '../note/frontmatter';
import { findNote } from '../note/queries/find-note';
import { linkTarget, listOf } from '../note/values';
import type { Io } from '../vault/io';
import type { NoteSnapshot, VaultView } from '../vault/view';
import { ACTIONABLE, isNoteType, type Actionable, type NoteTypeName } from './types';

export interface Learning {
  path: string;
  sha256: string;
  type: NoteTypeName;
  actionable: Actionable;
  properties: Properties;
}

/** A learning as JSON; references are bare ids and titles. */
export interface LearningItem {
  title: string;
  path: string;
  sha256: string;
  type: NoteTypeName;
  actionable: Actionable;
  confidence: string | null;
  project: string | null;
  created: string | null;
  source: string[];
  incorporated_in: string[];
  dismiss_reason: string | null;
  tags: string[];
}

/** A learning with its whole note. */
export interface LoadedLearning extends Learning {
  note: NoteSnapshot;
  text: string;
}

/** Why properties that have `actionable` are no learning; `null` when they are one or don't have it. */
export function learningProblem({ type, actionable }: { type?: PropertyValue | undefined; actionable?: PropertyValue | undefined }): string | null {
  if (actionable === undefined) return null;
  if (typeof type !== 'string' || !isNoteType(type)) return 'it has actionable, but no type of knowledge';
  if (typeof actionable === 'string' && (ACTIONABLE as readonly string[]).includes(actionable)) return null;
  return `actionable is ${JSON.stringify(actionable)}, not one of ${ACTIONABLE.join(', ')}`;
}

/** The learning that a note's properties describe, or `null` when they describe none. */
export function learningOf(note: { path: string; sha256: string }, properties: Properties): Learning | null {
  const { type, actionable } = properties;
  if (typeof type !== 'string' || !isNoteType(type) || learningProblem(properties) !== null) return null;
  const known = ACTIONABLE.find((one) => one === actionable);
  return known === undefined ? null : { path: note.path, sha256: note.sha256, type, actionable: known, properties };
}

export function learningItem(learning: Learning): LearningItem {
  const { properties } = learning;
  return {
    title: titleOf(learning.path, properties['aliases']),
    path: learning.path,
    sha256: learning.sha256,
    type: learning.type,
    actionable: learning.actionable,
    confidence: textOf(properties['confidence']),
    project: textOf(properties['project']),
    created: textOf(properties['created']),
    source: listOf(properties['source']).map(linkTarget),
    incorporated_in: listOf(properties['incorporated_in']).map(linkTarget),
    dismiss_reason: textOf(properties['dismiss_reason']),
    tags: listOf(properties['tags']),
  };
}

/**
 * The learning that a verb is to change.
 * @throws E_NOT_FOUND, E_AMBIGUOUS, E_USAGE for a note that is no learning, E_INTEGRITY for one that can't be read.
 */
export function* loadLearning(view: VaultView, reference: string): Io<LoadedLearning> {
  const { path } = yield* findNote(view, reference, 'write');
  const note = yield* view.note(path);
  if (note === null) throw new TouchstoneError('E_NOT_FOUND', `${path} is gone.`, { details: { path } });
  if (note.text === null) throw unreadable(path, 'its bytes are not UTF-8');
  const reading = readFrontmatter(note.text);
  if (reading.kind === 'unreadable') throw unreadable(path, reading.problem);
  const properties = reading.kind === 'properties' ? reading.properties : (Object.create(null) as Properties);
  const problem = learningProblem(properties);
  if (problem !== null) throw unreadable(path, problem);
  const learning = learningOf(note, properties);
  if (learning !== null) return { ...learning, note, text: note.text };
  throw new TouchstoneError('E_USAGE', `${path} is not a learning: it has no property actionable.`, {
    hint: 'See the learnings with: touchstone learning list',
    details: { path },
  });
}

function unreadable(path: string, problem: string): TouchstoneError {
  return new TouchstoneError('E_INTEGRITY', `${path} can't be read as a learning: ${problem}.`, {
    hint: `See what changed with: touchstone integrity diff ${JSON.stringify(path)}`,
    details: { path, problem },
  });
}

export function titleOf(path: string, aliases: PropertyValue | undefined): string {
  return listOf(aliases)[0] ?? nameOf(path);
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/\.md$/i, '');
}

export function textOf(value: PropertyValue | undefined): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
