// What a developer does within its claim: `story evidence`, `prove` and `deliver`.
import { TouchstoneError } from '../../errors';
import type { Io } from '../../vault/io';
import type { Planner } from '../../vault/plan';
import type { VaultView } from '../../vault/view';
import { criterionOf } from '../criteria';
import { countCriteria } from '../criteria';
import { checkCommand } from '../evidence';
import type { Run } from '../evidence';
import type { Head } from '../facts';
import { givenLine } from '../given-text';
import { storyItem } from '../item';
import type { StoryItem } from '../item';
import { loadStory } from '../load';
import type { Story } from '../model';
import { assertAllowed, transition } from '../transition';

/**
 * Asserts, before a command is run, that the actor may record it; answers the story's id.
 *
 * @throws E_POLICY, E_GATE, E_INTEGRITY, E_USAGE when the command can't be recorded.
 */
export function mayRecord(story: string, argv: readonly string[]): (view: VaultView) => Io<string> {
  return function* (view) {
    checkCommand(argv);
    const found = yield* loadStory(view, story);
    yield* assertAllowed(view, found, { transition: 'evidence' });
    return found.id;
  };
}

/** Records a command that already ran. */
export function recordEvidence(request: { story: string; run: Run; reason?: string | undefined }): Planner<StoryItem> {
  return function* (view) {
    const story = yield* loadStory(view, request.story);
    return yield* transition(view, story, { transition: 'evidence', run: request.run, reason: request.reason });
  };
}

/** Records what shows that criterion `ac` holds. The same words again: success. */
export function proveCriterion(request: { story: string; ac: string; by: string; reason?: string | undefined }): Planner<StoryItem> {
  return function* (view) {
    const n = criterionNumber(request.ac);
    const by = givenLine('The proof', request.by);
    const story = yield* loadStory(view, request.story);
    criterionOf(story.criteria, n);
    const asked = { transition: 'prove' as const, proof: { n, by }, reason: request.reason };
    if (!isProvedBy(story, n, by)) return yield* transition(view, story, asked);
    yield* assertAllowed(view, story, asked);
    return { plan: null, item: storyItem(story, countCriteria(story.criteria)) };
  };
}

/** Delivers: the story waits for its verdict from here. */
export function deliverStory(request: { story: string; head: Head; reason?: string | undefined }): Planner<StoryItem> {
  return function* (view) {
    const story = yield* loadStory(view, request.story);
    return yield* transition(view, story, { transition: 'deliver', head: request.head, reason: request.reason });
  };
}

/** Commits that the runs since the claim were recorded at; a caller compares them with HEAD before it delivers. */
export function recordedCommits(story: string): (view: VaultView) => Io<string[]> {
  return function* (view) {
    const found = yield* loadStory(view, story);
    const commits = found.contract.at(-1)?.evidence.flatMap(({ commit }) => commit ?? []) ?? [];
    return [...new Set(commits)];
  };
}

/** `2`, `#2` and `AC #2` are the same. @throws E_USAGE */
export function criterionNumber(text: string): number {
  const match = /^(?:AC ?)?#?(\d{1,4})$/i.exec(text.trim());
  if (match !== null) return Number(match[1]);
  throw new TouchstoneError('E_USAGE', `${JSON.stringify(text)} is no number of a criterion.`, {
    hint: 'Give the number after AC #, such as --ac 2.',
    details: { ac: text },
  });
}

function isProvedBy(story: Story, n: number, by: string): boolean {
  return story.contract.at(-1)?.proof.findLast((proof) => proof.n === n)?.by === by;
}
