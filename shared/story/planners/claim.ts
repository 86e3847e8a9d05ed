// `story claim`, `claim --next`, `renew` and `release`: the lease of an actor on a story.
import { TouchstoneError } from '../../errors';
import { requireRole } from '../../policy/roles';
import { parseDuration } from '../../settings/duration';
import type { Io } from '../../vault/io';
import type { Planned, Planner } from '../../vault/plan';
import type { VaultView } from '../../vault/view';
import { claimableAmong, immovable, liveClaims, readBacklog } from '../backlog';
import type { Backlog, StoryRow } from '../backlog';
import type { StoryItem } from '../item';
import { loadStory } from '../load';
import { phaseOf, storyOf } from '../model';
import { inQueueOrder, isOpenTo } from '../queue';
import { gateError, transition } from '../transition';

export interface ClaimRequest {
  story: string;
  /** `4h`; the setting `claim.lease` when absent. */
  lease?: string | undefined;
  reason?: string | undefined;
}

/** Claims one story. The same actor in the same session again: success. @throws E_GATE, E_POLICY, E_INTEGRITY */
export function claimStory(request: ClaimRequest): Planner<StoryItem> {
  checkLease(request.lease);
  return function* (view) {
    const story = yield* loadStory(view, request.story);
    return yield* transition(view, story, { transition: 'claim', lease: request.lease, reason: request.reason });
  };
}

export interface NextRequest {
  lease?: string | undefined;
  reason?: string | undefined;
  /** Only stories that pass all of these. */
  parent?: string | undefined;
  labels?: readonly string[];
  kind?: string | undefined;
}

/**
 * Claims the first claimable story of the queue; the item is `null` when there is none.
 *
 * @throws E_GATE when the actor holds `claim.limit` live claims already.
 */
export function claimNext(request: NextRequest): Planner<StoryItem | null> {
  checkLease(request.lease);
  return function* (view) {
    requireRole(view.actor, 'story.claim', view.config);
    const backlog = yield* readBacklog(view);
    assertBelowLimit(view, backlog);
    const parent = request.parent === undefined ? null : (yield* loadStory(view, request.parent)).id;
    let fits = backlog.where(['status', 'assignee', 'leaseUntil'], (row) => isOpenTo(row, view.actor.name, view.now), claimableAmong(backlog));
    if (parent !== null) fits = backlog.where(['parent'], (row) => row.parent === parent, fits);
    if (request.kind !== undefined) fits = backlog.where(['kind'], ({ kind }) => kind === request.kind, fits);
    for (const label of request.labels ?? []) fits = backlog.where(['labels'], ({ labels }) => labels.includes(label), fits);
    return yield* claimFirst(view, inQueueOrder(backlog, fits, view.actor.name), request);
  };
}

/** Stories that can't be moved are passed over and named, so that one damaged note doesn't stop the queue. */
function* claimFirst(view: VaultView, queue: Iterable<StoryRow>, request: NextRequest): Io<Planned<StoryItem | null>> {
  const warnings: string[] = [];
  for (const row of queue) {
    const why = immovable(row);
    const claimed = why === null ? yield* tryClaim(view, row, request, warnings) : null;
    if (why !== null) warnings.push(`${row.id} was passed over: ${why}`);
    if (claimed !== null) return { ...claimed, warnings: [...warnings, ...(claimed.warnings ?? [])] };
  }
  return { plan: null, item: null, warnings };
}

function* tryClaim(view: VaultView, row: StoryRow, request: NextRequest, warnings: string[]): Io<Planned<StoryItem> | null> {
  try {
    const note = yield* view.note(row.path);
    if (note === null) return null;
    return yield* transition(view, storyOf(note), { transition: 'claim', lease: request.lease, reason: request.reason });
  } catch (error) {
    if (!(error instanceof TouchstoneError) || error.code !== 'E_INTEGRITY') throw error;
    warnings.push(`${row.id} was passed over: ${error.message}`);
    return null;
  }
}

function assertBelowLimit(view: VaultView, backlog: Backlog): void {
  const held = liveClaims(backlog, view.actor.name).map(({ id }) => id);
  const limit = view.config.settings['claim.limit'];
  if (held.length < limit) return;
  throw gateError('the next story', { verb: 'claim' }, [{
    gate: 'claim_limit',
    found: `${view.actor.name} already holds ${held.join(', ')}`,
    allowed: `${limit} at a time: deliver or release ${held[0] ?? 'it'} first`,
  }]);
}

/** Moves the end of the actor's own lease to now and the lease's length. */
export function renewClaim(request: ClaimRequest): Planner<StoryItem> {
  checkLease(request.lease);
  return function* (view) {
    const story = yield* loadStory(view, request.story);
    return yield* transition(view, story, { transition: 'renew', lease: request.lease, reason: request.reason });
  };
}

/** Gives a claim up: its own, or another's where the role may. */
export function releaseClaim(request: { story: string; reason?: string | undefined }): Planner<StoryItem> {
  return function* (view) {
    const story = yield* loadStory(view, request.story);
    const isOther = phaseOf(story) === 'in_progress' && story.assignee !== view.actor.name;
    return yield* transition(view, story, { transition: isOther ? 'release_other' : 'release', reason: request.reason });
  };
}

function checkLease(lease: string | undefined): void {
  if (lease !== undefined) parseDuration(lease);
}
