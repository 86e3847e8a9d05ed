// What becomes of a learning: folded into a story, or dismissed with a reason. Nothing else changes `actionable`.
import { TouchstoneError } from '../errors';
import { linkTarget, listOf } from '../note/values';
import { addToList, setProperties } from '../note/properties';
import { requireRole } from '../policy/roles';
import { givenText } from '../story/given-text';
import { storyLink } from '../story/ids';
import { loadStory } from '../story/load';
import type { Io } from '../vault/io';
import type { Planned, Planner } from '../vault/plan';
import type { VaultView } from '../vault/view';
import { readFrontmatter } from '../note/frontmatter';
import { learningItem, learningOf, loadLearning, type LearningItem, type LoadedLearning } from './learning';

/**
 * Records the story that takes the learning up; further stories are added to the list.
 * @throws E_POLICY (sr-pm and human may), E_NOT_FOUND, E_AMBIGUOUS, E_USAGE for a note that is no learning.
 */
export function incorporateLearning(request: { ref: string; in: string }): Planner<LearningItem> {
  return function* (view) {
    requireRole(view.actor, 'learning.incorporate', view.config);
    const learning = yield* loadLearning(view, request.ref);
    const { id } = yield* loadStory(view, request.in);
    const known = listOf(learning.properties['incorporated_in']).map(linkTarget);
    if (learning.actionable === 'incorporated' && known.includes(id)) return { plan: null, item: learningItem(learning) };
    const listed = known.includes(id) ? learning.text : addToList(learning.text, 'incorporated_in', [storyLink(id)]);
    const text = setProperties(listed, { actionable: 'incorporated', dismiss_reason: undefined });
    return yield* planDecision(view, 'learning.incorporate', learning, text, undefined);
  };
}

/**
 * Sets a pending learning aside for good, with the reason on the record.
 * @throws E_POLICY (sr-pm and human may), E_GATE when a story took it up already, E_USAGE without a reason.
 */
export function dismissLearning(request: { ref: string; reason: string | undefined }): Planner<LearningItem> {
  return function* (view) {
    requireRole(view.actor, 'learning.dismiss', view.config);
    const reason = requireReason(request.reason);
    const learning = yield* loadLearning(view, request.ref);
    if (learning.actionable === 'incorporated') throw alreadyIncorporated(learning);
    if (learning.actionable === 'dismissed') return { plan: null, item: learningItem(learning) };
    const text = setProperties(learning.text, { actionable: 'dismissed', dismiss_reason: reason });
    return yield* planDecision(view, 'learning.dismiss', learning, text, reason);
  };
}

function* planDecision(
  view: VaultView, op: string, learning: LoadedLearning, text: string, reason: string | undefined,
): Io<Planned<LearningItem>> {
  const reading = readFrontmatter(text);
  const sha256 = yield* view.sha256(text);
  const decided = reading.kind === 'properties' ? learningOf({ path: learning.path, sha256 }, reading.properties) : null;
  if (decided === null) throw new Error(`deciding ${learning.path} would leave no learning`);
  return {
    plan: {
      op,
      writes: [{ path: learning.path, content: text, before: learning.sha256 }],
      ...(reason === undefined ? {} : { reason }),
    },
    item: learningItem(decided),
  };
}

function requireReason(reason: string | undefined): string {
  if (reason !== undefined) return givenText('The reason', reason);
  throw new TouchstoneError('E_USAGE', 'Dismissing a learning needs a reason.', {
    hint: 'Say why with --reason <text>.',
    details: { missing: 'reason' },
  });
}

function alreadyIncorporated(learning: LoadedLearning): TouchstoneError {
  const stories = listOf(learning.properties['incorporated_in']).map(linkTarget);
  return new TouchstoneError('E_GATE', `${learning.path} can't be dismissed: it was incorporated in ${stories.join(', ')}.`, {
    hint: 'A learning that no longer holds gets status superseded: touchstone note prop set <ref> status superseded',
    details: { path: learning.path, incorporated_in: stories },
  });
}
