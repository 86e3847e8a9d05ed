// Which learnings are shown, and how: by what became of them, where they came from, how old they are, and in words. No
// DOM.
import type { LearningItem } from '../../../shared/knowledge/learning';
import type { Actionable } from '../../../shared/knowledge/types';
import { fold } from '../../../shared/search/fold';
import type { Backlog } from '../../../shared/story/backlog';
import { idOfPath } from '../../../shared/story/ids';

export interface LearningFilter {
  text: string;
  state: Actionable | 'all';
  type: string | null;
  domain: string | null;
  epic: string | null;
  age: AgeRange | null;
}

export type AgeRange = 'week' | 'month' | 'older';

/** Days since it was made, both ends included. */
const AGES: Readonly<Record<AgeRange, readonly [from: number, to: number]>> = { week: [0, 7], month: [0, 30], older: [31, Infinity] };

export const FIRST_FILTER: LearningFilter = { text: '', state: 'pending', type: null, domain: null, epic: null, age: null };

export interface ShownLearning extends LearningItem {
  /** The epic above the stories that it was learned in; its id and title. */
  epics: { id: string; title: string }[];
  domain: string | null;
  /** Whole days; `null` where `created` is no date. */
  age: number | null;
}

/** @param domains of notes by path. @param now RFC 3339 */
export function shownLearnings(items: readonly LearningItem[], domains: ReadonlyMap<string, string>, backlog: Backlog, now: string): ShownLearning[] {
  return items.map((item) => ({ ...item, epics: epicsOf(item, backlog), domain: domains.get(item.path) ?? null, age: ageOf(item.created, now) }));
}

/** Oldest first among the pending ones, as they wait; the others newest first, as the list has them. */
export function filterLearnings(learnings: readonly ShownLearning[], filter: LearningFilter): ShownLearning[] {
  const words = fold(filter.text).split(/\s+/u).filter((word) => word !== '');
  const found = learnings.filter((one) => (
    (filter.state === 'all' || one.actionable === filter.state)
    && (filter.type === null || one.type === filter.type)
    && (filter.domain === null || one.domain === filter.domain)
    && (filter.epic === null || one.epics.some(({ id }) => id === filter.epic))
    && isAged(one, filter.age)
    && holdsAll(one, words)
  ));
  return filter.state === 'pending' ? found.reverse() : found;
}

export function ageText(age: number | null): string {
  if (age === null) return '';
  return age === 0 ? 'today' : age === 1 ? '1 day' : `${age} days`;
}

/** The epics at the top of the parents of each story among the sources. */
function epicsOf({ source }: LearningItem, backlog: Backlog): ShownLearning['epics'] {
  const epics = new Map<string, string>();
  for (const reference of source) {
    let row = backlog.byId.get(idOfPath(reference));
    const seen = new Set<string>();
    while (row !== undefined && row.kind !== 'epic' && row.parent !== null && !seen.has(row.id)) {
      seen.add(row.id);
      row = backlog.byId.get(row.parent);
    }
    if (row?.kind === 'epic') epics.set(row.id, row.title);
  }
  return [...epics].map(([id, title]) => ({ id, title }));
}

function ageOf(created: string | null, now: string): number | null {
  const from = created === null ? Number.NaN : Date.parse(created);
  return Number.isNaN(from) ? null : Math.max(0, Math.floor((Date.parse(now) - from) / 86_400_000));
}

/** One of unknown age is in no range. */
function isAged({ age }: ShownLearning, range: AgeRange | null): boolean {
  if (range === null) return true;
  const [from, to] = AGES[range];
  return age !== null && age >= from && age <= to;
}

function holdsAll(one: ShownLearning, words: readonly string[]): boolean {
  const text = fold([one.title, one.path, one.type, ...one.tags, ...one.source, ...one.epics.map(({ title }) => title)].join(' '));
  return words.every((word) => text.includes(word));
}
