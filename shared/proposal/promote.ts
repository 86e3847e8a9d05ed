// `learning promote`: proposes a copy of a project's learning for system scope. The learning itself stays as it is.
import { TouchstoneError } from '../errors';
import { setProperties } from '../note/properties';
import { loadLearning, type LoadedLearning } from '../knowledge/learning';
import { NOTE_TYPES } from '../knowledge/types';
import { linkTarget, listOf } from '../note/values';
import { classOf } from '../policy/note-classes';
import type { Config } from '../settings/config';
import { nameOf, notePath } from '../vault/paths';
import type { Planner } from '../vault/plan';
import { planDraft } from './draft';
import type { ProposalItem } from './item';

export interface PromoteRequest {
  ref: string;
  /** Path in a folder of system scope; by default the learning's name in the folder of its type. */
  target?: string;
  motivation?: string;
  impact?: string;
}

/**
 * Proposes the learning's text, made fit for system scope, as a note of kind promotion.
 * @throws E_USAGE for a dismissed learning or a type without a place in system scope, E_POLICY where the vault has no
 *   such folder, and what {@link planDraft} throws.
 */
export function promoteLearning(request: PromoteRequest): Planner<ProposalItem> {
  return function* (view) {
    const learning = yield* loadLearning(view, request.ref);
    requirePromotable(learning);
    const path = request.target === undefined ? defaultTarget(learning, view.config) : notePath(request.target);
    requireSystemFolder(path, view.config);
    const target = yield* view.note(path);
    const source = linkPath(learning);
    return yield* planDraft(view, {
      op: 'learning.promote',
      action: 'learning.promote',
      kind: 'promotion',
      targetPath: path,
      target,
      after: promotedText(learning),
      motivation: request.motivation ?? `Promotes the learning [[${source}]] of ${view.config.project} to system scope.`,
      impact: request.impact ?? (target === null ? 'Adds a note that all projects share.' : `Replaces the text of ${path}, which all projects share.`),
      evidence: listOf(learning.properties['source']).map(linkTarget),
      source,
      about: learning,
    });
  };
}

/** What is the project's own is left out; what was learned is kept as it was written. */
function promotedText(learning: LoadedLearning): string {
  return setProperties(learning.text, {
    scope: 'system',
    project: undefined,
    actionable: undefined,
    incorporated_in: undefined,
    source: [`[[${linkPath(learning)}]]`],
  });
}

/** By its path: the copy has the same name, and a link by name would soon mean the copy itself. */
function linkPath(learning: LoadedLearning): string {
  return learning.path.replace(/\.md$/i, '');
}

function defaultTarget(learning: LoadedLearning, config: Config): string {
  const folder = NOTE_TYPES[learning.type].folder.system;
  if (folder !== null) return `${folder}/${nameOf(learning.path)}`;
  throw new TouchstoneError('E_USAGE', `A ${learning.type} note has no folder in system scope.`, {
    hint: `Name the place with --target <path>, below one of ${config.folders.system.join(', ')}.`,
    details: { path: learning.path, type: learning.type },
  });
}

function requirePromotable(learning: LoadedLearning): void {
  if (learning.actionable !== 'dismissed') return;
  throw new TouchstoneError('E_GATE', `${learning.path} was dismissed, so it can't be promoted.`, {
    hint: `If it holds after all: touchstone learning incorporate ${JSON.stringify(learning.path)} --in <story>`,
    details: { path: learning.path, actionable: learning.actionable },
  });
}

function requireSystemFolder(path: string, config: Config): void {
  const elsewhere = config.settings.system_vault;
  if (classOf(path, config) === 'system' && (config.scope !== 'project' || elsewhere === '')) return;
  throw new TouchstoneError('E_POLICY', `This vault has no folder of system scope for ${path}.`, {
    hint: elsewhere === ''
      ? `Name one with --target, below one of ${config.folders.system.join(', ')}.`
      : `Propose it in the system vault: touchstone proposal create --vault ${JSON.stringify(elsewhere)} --target ${JSON.stringify(path)}`,
    details: { path, scope: config.scope, system_folders: config.folders.system },
  });
}
