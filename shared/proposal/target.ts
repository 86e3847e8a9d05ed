// The note that a proposal is about: found by what the proposer wrote, and only where proposals are the way to write.
import { TouchstoneError } from '../errors';
import { foldName } from '../note/names';
import { assertFreeName } from '../note/planners/create-note';
import { findNote } from '../note/queries/find-note';
import { parseReference } from '../note/reference';
import { CLASS_RULES, classOf, type NoteClass } from '../policy/note-classes';
import type { Config } from '../settings/config';
import type { Io } from '../vault/io';
import { notePath } from '../vault/paths';
import type { NoteSnapshot, VaultView } from '../vault/view';
import { titleOf } from './proposal';

export interface Target {
  path: string;
  /** `null` for a note that is yet to be. */
  note: NoteSnapshot | null;
}

/**
 * Finds the note that `reference` names, or takes it as the path of a new one when it has a folder.
 * @throws E_NOT_FOUND for a bare name that nothing has, E_AMBIGUOUS, E_USAGE for what can't be a target.
 */
export function* findTarget(view: VaultView, reference: string): Io<Target> {
  const { target, heading, tier } = parseReference(reference);
  if (heading !== undefined) {
    throw new TouchstoneError('E_USAGE', `A proposal is about a whole note, not about its section '${heading}'.`, {
      hint: `Give --target ${JSON.stringify(target)} and the whole text that the note should have.`,
      details: { reference },
    });
  }
  if (tier === 'system') throw inSystemVault(reference, target, view.config);
  const found = yield* presentPath(view, target);
  if (found !== null) return { path: found, note: yield* view.note(found) };
  const path = notePath(target);
  if (classOf(path, view.config) === 'system') yield* assertFreeName(view, path);
  return { path, note: null };
}

/** The path of the present note that is meant, or `null` when `target` can only be the path of a new one. */
function* presentPath(view: VaultView, target: string): Io<string | null> {
  const isPath = target.includes('/');
  try {
    const { path } = yield* findNote(view, target, 'write');
    // `conventions/New` must not become the present `patterns/New` because the names are the same.
    return !isPath || foldName(path) === foldName(notePath(target)) ? path : null;
  } catch (error) {
    if (!(error instanceof TouchstoneError) || error.code !== 'E_NOT_FOUND') throw error;
    if (isPath) return null;
    throw new TouchstoneError('E_NOT_FOUND', error.message, {
      hint: `For a new note give its whole path, such as ${JSON.stringify(`conventions/${titleOf(target)}.md`)}.`,
      details: error.details,
    });
  }
}

/**
 * Asserts that `path` is changed by proposal: notes of system scope, and nothing else.
 * @throws E_POLICY that names the verb which writes there.
 */
export function requireProposable(path: string, exists: boolean, config: Config): void {
  const noteClass = classOf(path, config);
  if (noteClass === 'system') return;
  throw new TouchstoneError('E_POLICY', `${path} is not changed by proposal: it lies in ${CLASS_RULES[noteClass].where}.`, {
    hint: directWay(path, noteClass, exists),
    details: { path, class: noteClass, system_folders: config.folders.system },
  });
}

function directWay(path: string, noteClass: NoteClass, exists: boolean): string {
  const rule = CLASS_RULES[noteClass];
  if (rule.noteVerbs !== 'all') return rule.instead;
  const verb = exists ? 'write' : 'create';
  return `Write it directly: touchstone note ${verb} ${JSON.stringify(path)} --body-file <file>`;
}

function inSystemVault(reference: string, target: string, config: Config): TouchstoneError {
  const system = config.settings.system_vault;
  return new TouchstoneError('E_USAGE', `${reference} names a note of the system vault, and this is another.`, {
    hint: system === ''
      ? 'A person names the system vault with: touchstone settings set system_vault=<path>'
      : `Propose it there: touchstone proposal create --vault ${JSON.stringify(system)} --target ${JSON.stringify(target)}`,
    details: { reference, system_vault: system === '' ? null : system },
  });
}
