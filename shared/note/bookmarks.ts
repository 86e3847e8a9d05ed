// The bookmarks of a vault as Obsidian keeps them in its configuration folder (`bookmarks.json`): read, added to and removed
// from without losing a field that this program does not know.
import { TouchstoneError } from '../errors';

/** One bookmark; groups are flattened, with their titles in `group`. */
export interface Bookmark {
  type: string;
  /** Of files and folders. */
  path: string | null;
  title: string | null;
  /** `#Heading` or `#^block`. */
  subpath: string | null;
  /** Titles of the groups around it, from the outside in. */
  group: string[];
}

interface Item { [field: string]: unknown }

/** @throws E_INTEGRITY when the file is not what Obsidian writes */
export function listBookmarks(text: string): Bookmark[] {
  return flat(itemsOf(parsed(text)), []);
}

/**
 * @param bookmark `ctime` in milliseconds since the epoch
 * @returns the new text, or `null` when it is bookmarked already
 */
export function addBookmark(text: string, bookmark: { path: string; subpath: string | null; title: string | null; ctime: number }): string | null {
  const file = parsed(text);
  const { path, subpath, title, ctime } = bookmark;
  if (listBookmarks(text).some((known) => known.path === path && known.subpath === subpath)) return null;
  itemsOf(file).push({ type: 'file', ctime, path, ...(subpath !== null && { subpath }), ...(title !== null && { title }) });
  return written(file, text);
}

/** Removes the bookmarks of that path, in groups too; `null` when there is none. `subpath` narrows it to that place. */
export function removeBookmark(text: string, path: string, subpath: string | null): string | null {
  const file = parsed(text);
  const fits = (item: Item): boolean => item['path'] === path && (subpath === null || item['subpath'] === subpath);
  return without(itemsOf(file), fits) ? written(file, text) : null;
}

function without(items: Item[], fits: (item: Item) => boolean): boolean {
  let removed = false;
  for (let at = items.length - 1; at >= 0; at -= 1) {
    const item = items[at];
    if (item === undefined) continue;
    if (fits(item)) {
      items.splice(at, 1);
      removed = true;
    } else if (isList(item['items'])) removed = without(item['items'], fits) || removed;
  }
  return removed;
}

function flat(items: readonly Item[], group: string[]): Bookmark[] {
  return items.flatMap((item) => {
    if (item['type'] === 'group' && isList(item['items'])) return flat(item['items'], [...group, textOf(item['title']) ?? '']);
    return [{ type: textOf(item['type']) ?? '', path: textOf(item['path']), title: textOf(item['title']), subpath: textOf(item['subpath']), group }];
  });
}

function parsed(text: string): Item & { items: Item[] } {
  if (text.trim() === '') return { items: [] };
  let file: unknown;
  try {
    file = JSON.parse(text);
  } catch {
    throw unreadable('it is no JSON');
  }
  if (typeof file !== 'object' || file === null || Array.isArray(file)) throw unreadable('it is no JSON object');
  const own = file as Item;
  if (!Object.hasOwn(own, 'items')) own['items'] = [];
  if (!isList(own['items'])) throw unreadable('its `items` are no list of bookmarks');
  return own as Item & { items: Item[] };
}

function itemsOf(file: { items: Item[] }): Item[] {
  return file.items;
}

function isList(value: unknown): value is Item[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'object' && item !== null && !Array.isArray(item));
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

/** Indented as the file was; as Obsidian does where it is new. */
function written(file: object, before: string): string {
  const indent = /^\s*\{\r?\n([ \t]+)/.exec(before)?.[1] ?? (before.trim() === '' || before.includes('\n') ? '  ' : '');
  return JSON.stringify(file, null, indent) + (before.endsWith('\n') ? '\n' : '');
}

function unreadable(problem: string): TouchstoneError {
  return new TouchstoneError('E_INTEGRITY', `The vault's bookmarks can't be read: ${problem}.`, {
    hint: 'Open the vault in Obsidian, which writes the file anew, or mend bookmarks.json in an editor.',
    details: { file: 'bookmarks.json', problem },
  });
}
