// Ids of stories: `PREFIX-` and five base36 characters; the file's name, for life. Finding a story by what people
// write: an id, an unambiguous prefix of one, a path, a link, its title or another alias.
import { TouchstoneError } from '../errors';
import { matchReference, parseReference } from '../note/reference';
import { listOf } from '../note/values';
import type { Config } from '../settings/config';
import type { Io } from '../vault/io';
import type { IndexedNote, NoteSnapshot, VaultView } from '../vault/view';

const ID_LENGTH = 5;
/** With 60 million ids, a vault of 100,000 stories meets a taken one once in 600; twenty in a row never. */
const ID_TRIES = 20;
const MOST_CANDIDATES = 20;

/** `stories/PROJ-a3f8k.md` → `PROJ-a3f8k`. */
export function idOfPath(path: string): string {
  const start = path.lastIndexOf('/') + 1;
  return path.endsWith('.md') || path.toLowerCase().endsWith('.md') ? path.slice(start, -3) : path.slice(start);
}

export function storyPath(id: string, config: Config): string {
  return `${config.folders.stories}/${id}.md`;
}

/** A link as properties hold it. */
export function storyLink(id: string): string {
  return `[[${id}]]`;
}

/** An id that no story of the vault has. */
export function* freeStoryId(view: VaultView): Io<string> {
  for (let tries = 0; tries < ID_TRIES; tries++) {
    const id = `${view.config.prefix}-${view.random.base36(ID_LENGTH)}`;
    if ((yield* view.note(storyPath(id, view.config))) === null) return id;
  }
  throw new TouchstoneError('E_FAILED', `${ID_TRIES} random ids with the prefix ${view.config.prefix} were all taken.`, {
    hint: 'The source of randomness seems to repeat itself; report it and do not retry.',
  });
}

export interface FoundStory {
  note: NoteSnapshot;
  /** Paths of other stories that the title fits as well (reading only). */
  also: string[];
}

/**
 * The note that `reference` means. The whole id costs one read; a prefix a listing of names; a title the index.
 *
 * @param mode `write`: a title that fits several is refused; `read`: Obsidian's choice is taken and the others named.
 * @throws E_NOT_FOUND, E_AMBIGUOUS with the candidates.
 */
export function* findStoryNote(view: VaultView, reference: string, mode: 'read' | 'write'): Io<FoundStory> {
  const target = targetOf(reference);
  const exact = yield* exactNote(view, target);
  if (exact !== null) return { note: exact, also: [] };
  const byPrefix = yield* pathByIdPrefix(view, target);
  if (byPrefix !== null) return { note: yield* existing(view, byPrefix), also: [] };
  const byTitle = yield* pathByTitle(view, target, mode);
  return { note: yield* existing(view, byTitle.path), also: byTitle.also };
}

function targetOf(reference: string): string {
  const { target, tier } = parseReference(reference);
  if (tier === 'system') {
    throw new TouchstoneError('E_USAGE', `${reference} names the system vault; stories are a project's own.`, {
      hint: 'Give the id of a story of this vault, as touchstone story list prints it.',
    });
  }
  if (target.trim() === '') throw new TouchstoneError('E_USAGE', 'No story is named.', { hint: 'Give its id, a prefix of it, or its title.' });
  return target.trim();
}

/** A path below the stories folder, or a whole id in the right or another case. */
function* exactNote(view: VaultView, target: string): Io<NoteSnapshot | null> {
  const folder = `${view.config.folders.stories}/`;
  const name = idOfPath(target.startsWith(folder) ? target.slice(folder.length) : target);
  if (!/^[A-Za-z0-9_]+-[A-Za-z0-9]+$/.test(name)) return null;
  const asWritten = yield* view.note(storyPath(name, view.config));
  if (asWritten !== null) return asWritten;
  const dash = name.lastIndexOf('-');
  const canonical = name.slice(0, dash).toUpperCase() + name.slice(dash).toLowerCase();
  return canonical === name ? null : yield* view.note(storyPath(canonical, view.config));
}

function* pathByIdPrefix(view: VaultView, target: string): Io<string | null> {
  const wanted = target.toLowerCase();
  if (!/^[a-z0-9_-]+$/.test(wanted)) return null;
  const paths = yield* view.paths(view.config.folders.stories);
  const fits = paths.filter((path) => {
    const id = idOfPath(path).toLowerCase();
    return id.startsWith(wanted) || id.slice(id.lastIndexOf('-') + 1).startsWith(wanted);
  });
  if (fits.length > 1) throw ambiguous(`${target} is the beginning of ${fits.length} ids.`, fits.map(idOfPath));
  return fits[0] ?? null;
}

function* pathByTitle(view: VaultView, title: string, mode: 'read' | 'write'): Io<{ path: string; also: string[] }> {
  const rows = yield* view.index(view.config.folders.stories);
  const stories = rows.filter(({ properties }) => properties?.['type'] === 'story');
  const match = matchReference(title, stories.map((row) => ({ path: row.path, aliases: namesOf(row) })));
  if (match === null) {
    throw new TouchstoneError('E_NOT_FOUND', `There is no story ${JSON.stringify(title)}.`, {
      hint: 'touchstone story list shows the stories with their ids.',
      details: { reference: title },
    });
  }
  if (mode === 'write' && match.also.length > 0) {
    throw ambiguous(`${match.also.length + 1} stories are called ${JSON.stringify(title)}.`, [match.path, ...match.also].map(idOfPath));
  }
  return { path: match.path, also: match.also };
}

function namesOf(row: IndexedNote): string[] {
  return [...listOf(row.properties?.['aliases']), ...listOf(row.properties?.['title'])];
}

function* existing(view: VaultView, path: string): Io<NoteSnapshot> {
  const note = yield* view.note(path);
  if (note === null) throw new TouchstoneError('E_NOT_FOUND', `${path} is gone.`, { hint: 'Run touchstone story list again.' });
  return note;
}

function ambiguous(message: string, ids: string[]): TouchstoneError {
  const candidates = [...ids].sort();
  return new TouchstoneError('E_AMBIGUOUS', message, {
    hint: `Give a longer prefix or the whole id: ${candidates.slice(0, MOST_CANDIDATES).join(', ')}${candidates.length > MOST_CANDIDATES ? ', …' : ''}`,
    details: { candidates },
  });
}
