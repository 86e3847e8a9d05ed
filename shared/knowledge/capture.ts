// `note capture`: something worth keeping becomes a note in the right place, linked to what is like it.
import { TouchstoneError } from '../errors';
import { foldName } from '../note/names';
import { assertFreeName } from '../note/planners/create-note';
import { requireNoteWrite } from '../policy/note-classes';
import { searchNotes, type SearchHit } from '../search/search-notes';
import { givenText, givenTitle } from '../story/given-text';
import type { Io } from '../vault/io';
import { nameOf } from '../vault/paths';
import type { Planner } from '../vault/plan';
import type { VaultView } from '../vault/view';
import { scopeOf } from './findings';
import { requireNoteType, skeletonFor, type NoteScope } from './skeleton';
import { NOTE_TYPES, type NoteTypeName } from './types';

export interface CaptureRequest {
  title: string;
  type: string;
  /** Becomes the section Content. */
  body: string;
  /** Suggested from the type and the setting `default_scope` when absent. */
  scope?: NoteScope;
}

export interface CaptureItem {
  path: string;
  type: string;
  scope: NoteScope;
  /** True when nobody gave the scope. */
  scope_suggested: boolean;
  /** Knowledge like it, best first; the note links to the linked ones under Related, the others are suggestions. */
  similar: { path: string; title: string; score: number; linked: boolean }[];
}

const MOST_LINKS = 3;
/** Among the best hits, those that are knowledge are looked for. */
const LOOKED_AT = 20;

/**
 * Captures. Notes of project scope go to their folder, those of system scope wait in the inbox.
 * @throws E_USAGE for an unknown type, an empty or forging text, a name that is taken.
 */
export function captureNote(request: CaptureRequest): Planner<CaptureItem> {
  return function* (view) {
    const type = requireNoteType(request.type);
    const title = givenTitle(request.title);
    const content = givenText('The body', request.body);
    const scope = request.scope ?? suggestedScope(type, view);
    const similar = yield* similarNotes(view, title);
    const skeleton = skeletonFor(type, {
      title, scope, project: view.config.project, now: view.now, folders: view.config.folders,
      sections: new Map([['Content', content], ['Related', similar.filter(({ linked }) => linked).map((hit) => `- [[${nameOf(hit.path).replace(/\.md$/iu, '')}]]`).join('\n')]]),
    });
    const path = scope === 'system' ? `${view.config.folders.inbox}/${nameOf(skeleton.path)}` : skeleton.path;
    requireNoteWrite(view.actor, path, view.config, 'note capture');
    yield* assertFreeName(view, path);
    return {
      plan: { op: 'note.capture', writes: [{ path, content: skeleton.text, before: null }] },
      item: { path, type, scope, scope_suggested: request.scope === undefined, similar },
      warnings: similar.filter((hit) => foldName(hit.title) === foldName(title)).map((hit) => `${hit.path} has the same title; perhaps this belongs into it.`),
    };
  };
}

/** The scope that is the default, where the type has a place in it. */
function suggestedScope(type: NoteTypeName, { config }: VaultView): NoteScope {
  const { folder } = NOTE_TYPES[type];
  if (folder.project === null) return 'system';
  if (folder.system === null || config.scope === 'project') return 'project';
  return config.scope === 'system' ? 'system' : config.settings.default_scope;
}

function* similarNotes(view: VaultView, title: string): Io<CaptureItem['similar']> {
  const words = title.replace(/["\u201c\u201d]/g, ' ').split(/\s+/).slice(0, MOST_WORDS).join(' ');
  const hits = (yield* hitsFor(view, words)).filter(({ path }) => scopeOf(path, view.config) !== null);
  return hits.slice(0, MOST_LINKS).map(({ path, title: name, score }) => ({ path, title: name, score, linked: sharesWord(name, title) }));
}

/** Words shorter than this (`in`, `the`, `for`) say nothing of a subject. */
const SHORTEST_SUBJECT = 4;

/** Whether two titles name a common subject. A hit on words of the text alone is too weak to write a link for. */
function sharesWord(one: string, other: string): boolean {
  const subjects = (title: string): string[] => foldName(title).split(/[^\p{L}\p{N}]+/u).filter((word) => word.length >= SHORTEST_SUBJECT);
  const known = subjects(other);
  return subjects(one).some((word) => known.some((subject) => word.startsWith(subject) || subject.startsWith(word)));
}

/** A query takes 32 terms, and one word may be several. */
const MOST_WORDS = 12;

/** None for a title without a word that can be searched for. */
function* hitsFor(view: VaultView, query: string): Io<SearchHit[]> {
  try {
    const answer = yield* searchNotes({ query, pattern: null, filters: { folder: '', tags: [], where: [] }, context: 0, limit: LOOKED_AT, offset: 0, explain: false })(view);
    return answer.hits;
  } catch (error) {
    if (error instanceof TouchstoneError && error.code === 'E_USAGE') return [];
    throw error;
  }
}
