// Which notes a generated vault has: half of them stories, half of them knowledge, each with its name, its place and
// what it refers to. The texts are written from this by `story-text.ts` and `knowledge-text.ts`.
import { seeded, type Random } from './random';
import { ASPECTS, COMPONENTS, QUALIFIERS } from './words';

export const PREFIX = 'LAMP';
export const PROJECT = 'lantern';

/** Every so many stories begin with an epic, which the others are part of. */
const EPIC_EVERY = 25;
const KNOWLEDGE_TYPES = ['decision', 'pattern', 'debug', 'convention'] as const;
const KINDS = ['feature', 'bug', 'task', 'task', 'chore'] as const;
const FIRST_DAY = Date.UTC(2025, 0, 6, 8);
const MINUTES_APART = 11;

export type KnowledgeType = (typeof KNOWLEDGE_TYPES)[number];
export type Status = 'open' | 'in_progress' | 'delivered' | 'closed' | 'blocked' | 'deferred';

export interface StoryEntry {
  id: string;
  path: string;
  title: string;
  kind: string;
  status: Status;
  priority: number;
  createdAt: Date;
  /** Ids. */
  parent: string | null;
  blockedBy: string[];
}

export interface KnowledgeEntry {
  path: string;
  title: string;
  type: KnowledgeType;
  createdAt: Date;
}

export interface Catalogue {
  stories: StoryEntry[];
  knowledge: KnowledgeEntry[];
}

/**
 * The notes of a vault, oldest first. As in a real backlog the older half of the stories is closed, and what is open
 * waits now and then for something else that is open.
 *
 * @param notes how many in all.
 */
export function catalogueOf(notes: number, seed: number): Catalogue {
  const random = seeded(seed, notes);
  const count = Math.floor(notes / 2);
  const titles = uniqueTitles(notes, random);
  const ids = uniqueIds(count, random);
  const stories: StoryEntry[] = [];
  for (const [n, id] of ids.entries()) {
    const isEpic = n % EPIC_EVERY === 0;
    const status = isEpic ? (n < count / 2 ? 'closed' : 'open') : statusAt(n / count, random);
    stories.push({
      id,
      path: `stories/${id}.md`,
      title: titles[n] ?? '',
      kind: isEpic ? 'epic' : random.pick(KINDS),
      status,
      priority: Math.min(4, Math.floor(random.next() ** 0.8 * 5)),
      createdAt: timeOf(n),
      parent: isEpic ? null : ids[n - (n % EPIC_EVERY)] ?? null,
      blockedBy: isEpic ? [] : blockersOf(stories, status, random),
    });
  }
  const knowledge = titles.slice(count).map((title, n) => {
    const type = random.pick(KNOWLEDGE_TYPES);
    return { title, type, path: `knowledge/${type === 'debug' ? type : `${type}s`}/${title}.md`, createdAt: timeOf(n) };
  });
  return { stories, knowledge };
}

function statusAt(position: number, random: Random): Status {
  if (position < 0.5) return 'closed';
  const dice = random.next();
  if (dice < 0.06) return 'in_progress';
  if (dice < 0.09) return 'delivered';
  if (dice < 0.12) return 'deferred';
  return dice < 0.14 ? 'blocked' : 'open';
}

/** One or two earlier stories, no epic among them; of what moved on already only closed ones. */
function blockersOf(earlier: readonly StoryEntry[], status: Status, random: Random): string[] {
  if (earlier.length < 3 || !random.chance(0.35)) return [];
  const from = status === 'open' ? Math.max(0, earlier.length - 400) : 0;
  const found = new Set<string>();
  for (let tries = 0; tries < 4 && found.size < 2; tries++) {
    const blocker = earlier[from + random.below(earlier.length - from)];
    if (blocker !== undefined && blocker.kind !== 'epic' && (status === 'open' || blocker.status === 'closed')) found.add(blocker.id);
  }
  return [...found];
}

/** `Retry budget of the nightly invoice importer`, each once; a number tells apart what would be called the same. */
function uniqueTitles(count: number, random: Random): string[] {
  const taken = new Map<string, number>();
  return Array.from({ length: count }, () => {
    const aspect = random.pick(ASPECTS);
    const title = `${aspect.charAt(0).toUpperCase()}${aspect.slice(1)} of the ${random.pick(QUALIFIERS)} ${random.pick(COMPONENTS)}`;
    const times = (taken.get(title) ?? 0) + 1;
    taken.set(title, times);
    return times === 1 ? title : `${title} ${times}`;
  });
}

function uniqueIds(count: number, random: Random): string[] {
  const ids = new Set<string>();
  while (ids.size < count) {
    const name = random.below(36 ** 5).toString(36).padStart(5, '0');
    ids.add(`${PREFIX}-${name}`);
  }
  return [...ids];
}

function timeOf(n: number): Date {
  return new Date(FIRST_DAY + n * MINUTES_APART * 60_000);
}

/** Ids of what can be started: open, no epic, nothing open before it. In the order of the catalogue. */
export function readyIn({ stories }: Catalogue): string[] {
  const closed = new Set(stories.filter(({ status }) => status === 'closed').map(({ id }) => id));
  return stories.filter(({ status, kind, blockedBy }) => status === 'open' && kind !== 'epic' && blockedBy.every((id) => closed.has(id))).map(({ id }) => id);
}
