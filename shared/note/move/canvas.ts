// Mends a canvas when files move: the paths of its file nodes and group backgrounds, and the links in its text nodes. Every
// other byte of the file stays, unknown fields and formatting included.
import { applySplices, type Splice } from '../splice';
import { mendLinks, type Moving } from './mend';

/** A value of a node as it stands in the file, without its quotes. */
interface NodeString {
  node: number;
  field: string;
  start: number;
  end: number;
}

export interface MendedCanvas {
  text: string;
  /** Number of paths and links that changed. */
  links: number;
  stuck: boolean;
}

/** Fields that hold a path from the vault's top, by type of node (JSON Canvas 1.0). */
const PATH_FIELDS: Readonly<Record<string, string>> = { file: 'file', group: 'background' };

/** `null` when the file is no JSON with a list of nodes; an empty file is an empty canvas. */
export function mendCanvas(text: string, source: string, moving: Moving): MendedCanvas | null {
  if (text.trim() === '') return { text, links: 0, stuck: false };
  const types = nodeTypes(text);
  if (types === null) return null;
  const splices: Splice[] = [];
  let stuck = false;
  for (const { node, field, start, end } of nodeStrings(text)) {
    const type = types[node] ?? '';
    const value = JSON.parse(`"${text.slice(start, end)}"`) as string;
    if (Object.hasOwn(PATH_FIELDS, type) && PATH_FIELDS[type] === field) {
      const moved = moving.moves.get(value.normalize('NFC'));
      if (moved !== undefined) splices.push({ start, end, text: inQuotes(moved) });
    } else if (type === 'text' && field === 'text') {
      const mended = mendLinks(value, source, moving);
      const place = placesIn(text, start, end);
      stuck ||= mended.stuck.length > 0;
      splices.push(...mended.splices.map((splice) => ({ start: place(splice.start), end: place(splice.end), text: inQuotes(splice.text) })));
    }
  }
  return { text: applySplices(text, splices), links: splices.length, stuck };
}

function inQuotes(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

function nodeTypes(text: string): string[] | null {
  let canvas: unknown;
  try {
    canvas = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof canvas !== 'object' || canvas === null) return null;
  const { nodes = [] } = canvas as { nodes?: unknown };
  if (!Array.isArray(nodes)) return null;
  return nodes.map((node: unknown) => {
    const type = typeof node === 'object' && node !== null ? (node as { type?: unknown }).type : undefined;
    return typeof type === 'string' ? type : '';
  });
}

/** A list or an object that is open where the reading is. */
interface Open {
  list: boolean;
  index: number;
  key: string;
  atKey: boolean;
}

/** The strings that are values of nodes, in the order of a file that is known to be JSON. */
function nodeStrings(text: string): NodeString[] {
  const found: NodeString[] = [];
  const open: Open[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const top = open.at(-1);
    switch (text.charAt(at)) {
      case '{': case '[':
        open.push({ list: text[at] === '[', index: 0, key: '', atKey: text[at] === '{' });
        break;
      case '}': case ']': open.pop(); break;
      case ':': if (top) top.atKey = false; break;
      case ',':
        if (top) { top.index += 1; top.atKey = !top.list; }
        break;
      case '"': {
        const end = stringEnd(text, at);
        if (top?.atKey === true) top.key = JSON.parse(text.slice(at, end + 1)) as string;
        else if (isNodeValue(open)) found.push({ node: open[1]?.index ?? 0, field: open[2]?.key ?? '', start: at + 1, end });
        at = end;
      }
    }
  }
  return found;
}

function isNodeValue(open: readonly Open[]): boolean {
  return open.length === 3 && open[0]?.key === 'nodes' && open[1]?.list === true && open[2]?.list === false;
}

/** Offset of the closing quote. */
function stringEnd(text: string, open: number): number {
  let at = open + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at;
}

/** Where each UTF-16 unit of the string that is written in `[start, end)` stands. */
function placesIn(text: string, start: number, end: number): (unit: number) => number {
  const places: number[] = [];
  let at = start;
  while (at < end) {
    places.push(at);
    if (text[at] !== '\\') at += 1;
    else at += text[at + 1] === 'u' ? 6 : 2;
  }
  return (unit) => places[unit] ?? end;
}
