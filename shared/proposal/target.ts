// The note that a proposal is about: found by what the proposer wrote, and only where proposals are the way to write.
import { TouchstoneError } from '../errors';
import { checkName } from '../note/names';
import { matchReference, parseReference } from '../note/reference';
import { listOf } from '../note/values';
import { CLASS_RULES, classOf, type NoteClass } from '../policy/note-classes';
import type { Config } from '../settings/config';
import type { Io } from '../vault/io';
import { nameOf, notePath } from '../vault/paths';
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
    throw new TouchstoneError('E_USAGE', `a proposal is about a whole note, not about its section '${heading}'`, {
      hint: `give --target ${JSON.stringify(target)} and the whole text that the note should have`,
      details: { reference },
    });
  }
  if (tier === 'system' && view.config.scope === 'project') throw elsewhere(reference, view.config);
  const hasFolder = target.includes('/');
  if (hasFolder) {
    const path = notePath(target);
    const note = yield* view.note(path);
    if (note !== null) return { path, note };
  }
  const known = yield* knownPath(view, target, hasFolder);
  if (known !== null) return { path: known, note: yield* view.note(known) };
  if (!hasFolder) {
    throw new TouchstoneError('E_NOT_FOUND', `there is no note '${target}'`, {
      hint: `for a new note give its whole path, such as ${JSON.stringify(`conventions/${titleOf(target)}.md`)}`,
      details: { reference },
    });
  }
  const path = notePath(target);
  checkName(titleOf(nameOf(path)));
  return { path, note: null };
}

function* knownPath(view: VaultView, target: string, hasFolder: boolean): Io<string | null> {
  const notes = yield* view.index('');
  const candidates = notes.map((note) => ({
    path: note.path,
    aliases: note.properties === null ? [] : listOf(note.properties['aliases']),
  }));
  const match = matchReference(target, candidates);
  if (match === null || (hasFolder && match.by !== 'path')) return null;
  if (match.also.length === 0) return match.path;
  throw new TouchstoneError('E_AMBIGUOUS', `'${target}' fits ${match.also.length + 1} notes`, {
    hint: 'give the path',
    details: { reference: target, candidates: [match.path, ...match.also] },
  });
}

/**
 * Asserts that `path` is changed by proposal: notes of system scope, and nothing else.
 * @throws E_POLICY that names the verb which writes there.
 */
export function requireProposable(path: string, exists: boolean, config: Config): void {
  const noteClass = classOf(path, config);
  if (noteClass === 'system') return;
  throw new TouchstoneError('E_POLICY', `${path} is not changed by proposal: it lies in ${CLASS_RULES[noteClass].where}`, {
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

function elsewhere(reference: string, config: Config): TouchstoneError {
  const system = config.settings.system_vault;
  return new TouchstoneError('E_USAGE', `${reference} is in the system vault, and this is a project's`, {
    hint: system === ''
      ? 'a person names the system vault with: touchstone settings set system_vault=<path>'
      : `propose it there, with --vault ${JSON.stringify(system)}`,
    details: { reference, system_vault: system === '' ? null : system },
  });
}
