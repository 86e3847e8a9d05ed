// Edits on a list as splices: items that stay keep their lines, quotes and comments; only what comes or goes changes.
import type { Entry, Item } from './entries';
import type { PropertyValue } from './frontmatter';
import { renderItem } from './render';
import type { Splice } from './splice';
import { sameValue } from './values';

export interface Span {
  start: number;
  end: number;
}

/** Turns a list that has items into one with other items (at least one), in the style it is written in. */
export function editList(text: string, entry: Entry, values: readonly PropertyValue[], eol: string): Splice[] {
  const kept = keptItems(entry.items, values);
  return entry.shape === 'block-list' ? editBlock(text, entry, kept, values, eol) : editInline(text, entry, kept, values);
}

/** A single value becomes the first item of a list: `key: one # c` to `key: # c`, `  - one`, `  - two`. */
export function appendItems(
  text: string,
  entry: Entry,
  values: readonly PropertyValue[],
  indent: string,
  eol: string,
): Splice[] {
  const first = text.slice(entry.inlineStart, entry.inlineEnd);
  const lines = [first, ...values.map((value) => renderItem(value, false))].map((item) => `${indent}  - ${item}${eol}`);
  return [
    { start: entry.afterColon, end: entry.inlineEnd, text: '' },
    { start: entry.end, end: entry.end, text: lines.join('') },
  ];
}

/** For each new value the old item that it is, or `null`: the longest common beginning and end, then in order. */
function keptItems(items: readonly Item[], values: readonly PropertyValue[]): (Item | null)[] {
  const kept: (Item | null)[] = values.map(() => null);
  let from = 0;
  while (from < items.length && from < values.length && same(items[from], values[from])) {
    kept[from] = items[from] ?? null;
    from++;
  }
  let itemEnd = items.length;
  let valueEnd = values.length;
  while (itemEnd > from && valueEnd > from && same(items[itemEnd - 1], values[valueEnd - 1])) {
    kept[--valueEnd] = items[--itemEnd] ?? null;
  }
  keepInOrder(items.slice(from, itemEnd), values.slice(from, valueEnd)).forEach((item, index) => {
    kept[from + index] = item;
  });
  return kept;
}

/** One pass from left to right, so that a long list costs no more than its length. */
function keepInOrder(items: readonly Item[], values: readonly PropertyValue[]): (Item | null)[] {
  const places = new Map<string, number[]>();
  for (let place = items.length - 1; place >= 0; place--) {
    const key = JSON.stringify(items[place]?.value);
    const same = places.get(key);
    if (same === undefined) places.set(key, [place]);
    else same.push(place);
  }
  let at = 0;
  return values.map((value) => {
    const candidates = places.get(JSON.stringify(value)) ?? [];
    while ((candidates.at(-1) ?? at) < at) candidates.pop();
    const place = candidates.pop();
    if (place === undefined) return null;
    at = place + 1;
    return items[place] ?? null;
  });
}

function same(item: Item | undefined, value: PropertyValue | undefined): boolean {
  return item !== undefined && value !== undefined && sameValue(item.value, value);
}

function editBlock(
  text: string,
  entry: Entry,
  kept: readonly (Item | null)[],
  values: readonly PropertyValue[],
  eol: string,
): Splice[] {
  const first = entry.items[0];
  if (first === undefined) throw new Error('a block list without items');
  const dash = /^( *- +)\S/.exec(text.slice(first.start, first.end))?.[1] ?? `${' '.repeat(dashIndent(text, first))}- `;
  const stays = new Set(kept);
  const splices = entry.items
    .filter((item) => !stays.has(item))
    .map((item): Splice => ({ start: item.start, end: item.end, text: '' }));
  let at = first.start;
  for (const [index, item] of kept.entries()) {
    if (item !== null) at = item.end;
    else splices.push({ start: at, end: at, text: `${dash}${renderItem(values[index] ?? null, false)}${eol}` });
  }
  return splices;
}

function dashIndent(text: string, item: Item): number {
  return text.indexOf('-', item.start) - item.start;
}

function editInline(
  text: string,
  entry: Entry,
  kept: readonly (Item | null)[],
  values: readonly PropertyValue[],
): Splice[] {
  const parts = kept.map((item, index) => item ?? renderItem(values[index] ?? null, true));
  return editSeparated(text, entry.items, parts, ', ');
}

/**
 * Splices of a comma-separated row: `parts` are old items that stay (in their order) and texts of new ones, at least
 * one. Only the span between the first and the last difference is written, its items separated by `comma`.
 */
export function editSeparated(
  text: string,
  items: readonly Span[],
  parts: readonly (Span | string)[],
  comma: string,
): Splice[] {
  let from = 0;
  while (from < items.length && from < parts.length && parts[from] === items[from]) from++;
  let end = items.length;
  let partEnd = parts.length;
  while (end > from && partEnd > from && parts[partEnd - 1] === items[end - 1]) {
    end--;
    partEnd--;
  }
  if (from === end && from === partEnd) return [];
  const middle = parts
    .slice(from, partEnd)
    .map((part) => (typeof part === 'string' ? part : text.slice(part.start, part.end)))
    .join(comma);
  const left = items[from - 1];
  const right = items[end];
  if (left !== undefined) {
    const before = middle === '' ? '' : comma + middle;
    return [{ start: left.end, end: items[end - 1]?.end ?? left.end, text: before }];
  }
  const start = items[0]?.start ?? 0;
  if (right !== undefined) return [{ start, end: right.start, text: middle === '' ? '' : middle + comma }];
  return [{ start, end: items.at(-1)?.end ?? start, text: middle }];
}
