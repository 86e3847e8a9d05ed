// `story create`: a new story with its properties and sections in the order of formats.md.
import { TouchstoneError } from '../../errors';
import { serializeFrontmatter } from '../../note/frontmatter';
import type { Properties, PropertyValue } from '../../note/frontmatter';
import { checkActorName } from '../../policy/bind';
import { requireRole } from '../../policy/roles';
import type { Io } from '../../vault/io';
import type { Planner } from '../../vault/plan';
import type { VaultView } from '../../vault/view';
import { countCriteria, criterionLine } from '../criteria';
import { givenLabel, givenText, givenTitle } from '../given-text';
import { governedState } from '../governed';
import { appendHistory, reasonOf, reasonText } from '../history';
import { freeStoryId, storyLink, storyPath } from '../ids';
import { storyItem } from '../item';
import type { StoryItem } from '../item';
import { loadStory } from '../load';
import { storyOf } from '../model';
import { STORY_SECTIONS, CONTRACT, CRITERIA } from '../sections';
import { DEFAULT_KIND, DEFAULT_PRIORITY, parseEstimate, parseKind, parsePriority } from '../statuses';

/** As the caller wrote it; everything is checked here. */
export interface CreateRequest {
  title: string;
  kind?: string | undefined;
  priority?: string | undefined;
  labels?: readonly string[];
  parent?: string | undefined;
  blockedBy?: readonly string[];
  follows?: readonly string[];
  related?: readonly string[];
  criteria?: readonly string[];
  estimate?: string | undefined;
  /** Assignment ahead of time; no claim. */
  assignee?: string | undefined;
  description?: string | undefined;
  reason?: string | undefined;
}

/**
 * Creates a story with the status `open`.
 *
 * @throws E_POLICY, E_USAGE, and E_NOT_FOUND or E_AMBIGUOUS for a story that it refers to.
 */
export function createStory(request: CreateRequest): Planner<StoryItem> {
  return function* (view) {
    const kind = parseKind(request.kind ?? DEFAULT_KIND);
    const isFastBug = kind === 'bug' && view.config.settings['bug_fast_track'];
    const role = requireRole(view.actor, isFastBug ? 'story.create_bug' : 'story.create', view.config);
    const properties = yield* propertiesOf(view, request, kind);
    const id = yield* freeStoryId(view);
    const path = storyPath(id, view.config);
    const text = appendHistory(
      serializeFrontmatter({ type: 'story', id, ...properties }) + bodyOf(request),
      view.now, { name: view.actor.name, role }, `created${reasonText(request.reason)}`,
    );
    const state = yield* governedState(view, text, 'open');
    const story = storyOf({ path, sha256: '', text, integrity: 'ok', state });
    return {
      plan: { op: 'story.create', writes: [{ path, content: text, before: null, state }], ...reasonOf(request.reason) },
      item: storyItem(story, countCriteria(story.criteria)),
    };
  };
}

function* propertiesOf(view: VaultView, request: CreateRequest, kind: string): Io<Properties> {
  const title = givenTitle(request.title);
  const parent = request.parent === undefined ? null : (yield* loadStory(view, request.parent)).id;
  const references = {
    blocked_by: yield* linksTo(view, request.blockedBy),
    related: yield* linksTo(view, request.related),
    follows: yield* linksTo(view, request.follows),
  };
  if (request.assignee !== undefined) checkActorName(request.assignee);
  return {
    kind, title, aliases: [title],
    status: 'open',
    priority: request.priority === undefined ? DEFAULT_PRIORITY : parsePriority(request.priority),
    labels: [...new Set((request.labels ?? []).map(givenLabel))],
    ...present('assignee', request.assignee),
    ...present('parent', parent === null ? undefined : storyLink(parent)),
    ...references,
    ...present('estimate', request.estimate === undefined ? undefined : parseEstimate(request.estimate)),
    created_at: view.now,
    created_by: view.actor.name,
    updated_at: view.now,
  };
}

function* linksTo(view: VaultView, references: readonly string[] | undefined): Io<string[]> {
  const ids: string[] = [];
  for (const reference of references ?? []) ids.push((yield* loadStory(view, reference)).id);
  return [...new Set(ids)].map(storyLink);
}

function present(key: string, value: PropertyValue | undefined): Properties {
  return value === undefined ? {} : { [key]: value };
}

/** All sections but the contract, which a claim opens; their headings stand ready to be filled. */
function bodyOf(request: CreateRequest): string {
  const criteria = request.criteria ?? [];
  const content: Record<string, string> = {
    Description: request.description === undefined ? '' : descriptionText(request.description),
    [CRITERIA]: criteria.map((text, n) => criterionLine(n + 1, text)).join('\n'),
  };
  return STORY_SECTIONS.filter((name) => name !== CONTRACT)
    .map((name) => `\n## ${name}\n${content[name] === undefined || content[name] === '' ? '' : `${content[name]}\n`}`)
    .join('');
}

/** @throws E_USAGE when it holds headings of level 1 or 2, which are the story's own */
function descriptionText(text: string): string {
  try {
    return givenText('The description', text);
  } catch (error) {
    if (!(error instanceof TouchstoneError)) throw error;
    throw new TouchstoneError(error.code, error.message, {
      hint: `${error.hint ?? ''} Criteria are given with --ac, not in the text.`.trim(),
      details: error.details,
      cause: error,
    });
  }
}
