// `story delete`: takes a story away, and every property of other stories that refers to it, in one operation.
// Text that names it stays (decision 33).
import { readFrontmatter } from '../../note/frontmatter';
import type { Properties, PropertyValue } from '../../note/frontmatter';
import { setProperties } from '../../note/properties';
import { linkTarget, listOf } from '../../note/values';
import { requireRole } from '../../policy/roles';
import type { Io } from '../../vault/io';
import type { PlannedWrite, Planner } from '../../vault/plan';
import type { VaultView } from '../../vault/view';
import { isClosed, readBacklog, readyAfter } from '../backlog';
import type { StoryRow } from '../backlog';
import { editedWrite } from '../edit';
import type { PropertyChanges } from '../effects';
import { GATES } from '../gates';
import { reasonOf } from '../history';
import { idOfPath } from '../ids';
import { loadStory } from '../load';
import { storyOf } from '../model';
import type { Story } from '../model';
import { hasLiveClaim } from '../backlog';
import { gateError } from '../transition';

export interface DeletedStory {
  id: string;
  path: string;
  title: string;
  /** Stories whose properties referred to it, with the names of those properties. */
  cleaned: { id: string; properties: string[] }[];
}

/** Properties whose bare ids are references; elsewhere only a wikilink is one. */
const EDGES = ['parent', 'blocked_by', 'follows', 'related'];

/** @throws E_GATE when somebody's lease on it runs */
export function deleteStory(request: { story: string; reason?: string | undefined }): Planner<DeletedStory> {
  return function* (view) {
    requireRole(view.actor, 'story.delete', view.config);
    const story = yield* loadStory(view, request.story);
    assertUnclaimed(view, story);
    const backlog = yield* readBacklog(view);
    const writes: PlannedWrite[] = [{ path: story.path, content: null, before: story.sha256, trash: true }];
    const cleaned: DeletedStory['cleaned'] = [];
    for (const row of backlog.rows) {
      const cleaning = row.id === story.id ? null : yield* cleaningOf(view, row, story.id);
      if (cleaning === null) continue;
      writes.push(cleaning.write);
      cleaned.push({ id: row.id, properties: cleaning.properties });
    }
    const wasOpen = !backlog.rows.some((row) => row.id === story.id && isClosed(row));
    return {
      plan: { op: 'story.delete', writes, ...reasonOf(request.reason) },
      item: { id: story.id, path: story.path, title: story.title, cleaned },
      unblocked: wasOpen ? readyAfter(backlog, story.id) : [],
      ...(backlog.unreadable.length > 0 && { warnings: backlog.unreadable.map(({ path, problem }) => `${path} can't be read (${problem}); it may still refer to ${story.id}`) }),
    };
  };
}

function assertUnclaimed(view: VaultView, story: Story): void {
  if (!hasLiveClaim(story, view.now)) return;
  throw gateError(story.id, { verb: 'delete' }, [{
    gate: 'not_claimed', found: `claimed by ${story.assignee ?? ''} until ${story.leaseUntil ?? ''}`, allowed: `${GATES.not_claimed.asks} touchstone story release ${story.id} first`,
  }]);
}

function* cleaningOf(view: VaultView, row: StoryRow, id: string): Io<{ write: PlannedWrite; properties: string[] } | null> {
  const note = yield* view.note(row.path);
  if (note === null) return null;
  const reading = readFrontmatter(note.text ?? '');
  if (reading.kind !== 'properties') return null;
  const changes = withoutReferences(reading.properties, id);
  const properties = Object.keys(changes);
  if (properties.length === 0) return null;
  const story = storyOf(note);
  const write = yield* editedWrite(view, story, {
    text: setProperties(story.text, changes), touched: {}, history: `${properties.join(', ')} -${id} (deleted)`,
  });
  return { write, properties };
}

/** Changes that take every reference to `id` out of `properties`. */
export function withoutReferences(properties: Properties, id: string): PropertyChanges {
  // Without a prototype: a property may be called `__proto__`.
  const changes = Object.create(null) as PropertyChanges;
  for (const key of Object.keys(properties)) {
    const value = properties[key];
    if (value === undefined || value === null) continue;
    const refers = (item: PropertyValue): boolean => isReference(item, id, EDGES.includes(key));
    if (Array.isArray(value)) {
      const kept = value.filter((item) => !refers(item));
      if (kept.length < value.length) changes[key] = kept;
    } else if (refers(value)) {
      changes[key] = key === 'parent' || !EDGES.includes(key) ? undefined : [];
    }
  }
  return changes;
}

/** `[[X]]` without quotes is a list in a list to YAML; as an item of an edge it is a reference all the same. */
function isReference(value: PropertyValue, id: string, isEdge: boolean): boolean {
  const texts = listOf(value);
  const [text] = texts;
  if (text === undefined || texts.length !== 1) return false;
  const isLink = /^\s*!?\[\[.*\]\]\s*$/s.test(text) || (Array.isArray(value) && isEdge);
  return (isLink || isEdge) && idOfPath(linkTarget(text).replace(/#.*$/s, '')) === id;
}
