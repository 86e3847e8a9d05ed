// `note bookmark list`, `add` and `remove`: the vault's bookmarks, as Obsidian keeps them.
import { addBookmark, listBookmarks, removeBookmark, type Bookmark } from '../../../shared/note/bookmarks';
import { findNote } from '../../../shared/note/queries/find-note';
import { listAnswer } from '../../answer';
import { readListOptions } from '../../list-options';
import type { Column } from '../../output/table';
import type { Answer, Invocation, Run } from '../../verb';
import { appSettings } from './app-settings';

const FILE = 'bookmarks.json';

const COLUMNS: readonly Column<Bookmark>[] = [
  { title: 'type', cell: ({ type }) => type },
  { title: 'path', cell: ({ path, subpath }) => `${path ?? ''}${subpath ?? ''}`, flexible: true },
  { title: 'title', cell: ({ title }) => title ?? '' },
  { title: 'group', cell: ({ group }) => group.join(' / ') },
];

export const list: Run = (call) => listAnswer(readListOptions(call, ['type', 'path', 'title', 'subpath', 'group']), {
  rows: listBookmarks(appSettings(call).read(FILE) ?? ''),
  columns: COLUMNS,
  empty: 'No bookmarks.',
});

export const add: Run = (call) => {
  const { clock } = call.context.vault().ports;
  const title = call.option('title') ?? null;
  return change(call, 'Bookmarked', (text, { path, subpath }) => addBookmark(text, { path, subpath, title, ctime: Date.parse(clock.now()) }));
};

export const remove: Run = (call) => change(call, 'Removed the bookmark of', (text, { path, subpath }) => removeBookmark(text, path, subpath));

interface Place { path: string; subpath: string | null }

function change(call: Invocation, done: string, edit: (text: string, place: Place) => string | null): Answer {
  const { context, required } = call;
  // Whoever changes what others see has a name, though these files are not ledgered.
  context.actor();
  const settings = appSettings(call);
  const before = settings.read(FILE);
  const place = placeOf(call, required('note'), before ?? '');
  const after = edit(before ?? '', place);
  if (after !== null) settings.replace(FILE, before, after);
  const label = `${place.path}${place.subpath ?? ''}`;
  return {
    data: { ...place, changed: after !== null },
    meta: {},
    text: () => (after === null ? `Nothing to do: ${label} is as asked.` : `${done} ${label}`),
    brief: place.path,
  };
}

/** A bookmark of a note that is gone is still named by its path. */
function placeOf({ context }: Invocation, ref: string, text: string): Place {
  const kept = listBookmarks(text).find(({ path }) => path === ref);
  if (kept !== undefined) return { path: ref, subpath: null };
  const { path, heading } = context.read((view) => findNote(view, ref, 'write'));
  return { path, subpath: heading === undefined ? null : `#${heading}` };
}
