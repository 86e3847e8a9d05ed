// `note read --follow|--backlinks`: the notes around one, a step away and no further, within a budget of characters.
import type { Io } from '../../../vault/io';
import type { Sha256 } from '../../../vault/ports';
import type { VaultView } from '../../../vault/view';
import { eachLink, vaultGraph } from './vault-graph';

export interface RelatedRequest {
  /** Path of the note that is read. */
  path: string;
  /** Notes that it links to. */
  follow: boolean;
  /** Notes that link to it. */
  backlinks: boolean;
  /** UTF-16 units that their texts may have together. */
  budget: number;
}

export interface RelatedNote {
  path: string;
  sha256: Sha256;
  /** A note that is both counts as `link`. */
  why: 'link' | 'backlink';
  /** Where the links stand, counted from 1: in the note that is read, or for a backlink in this one. */
  lines: number[];
  /** Length of its whole text; `text` is shorter where the budget ended. */
  characters: number;
  cut: boolean;
  text: string;
}

export interface LeftOutNote {
  path: string;
  why: RelatedNote['why'];
  characters: number;
}

export interface RelatedNotes {
  /** Linked notes in the order of their first links, then others by path. */
  related: RelatedNote[];
  /** Those that the budget had no room for. */
  left_out: LeftOutNote[];
}

/** Less of a note than this says too little to be worth printing. */
const LEAST_PART = 400;

export function* relatedNotes(view: VaultView, request: RelatedRequest): Io<RelatedNotes> {
  const found: RelatedNotes = { related: [], left_out: [] };
  let left = request.budget;
  for (const neighbour of yield* neighboursOf(view, request)) {
    const snapshot = yield* view.note(neighbour.path);
    if (snapshot === null || snapshot.text === null) continue;
    const { text, sha256 } = snapshot;
    const part = text.length <= left ? text : left < LEAST_PART ? null : cutAtLine(text, left);
    if (part === null) {
      found.left_out.push({ path: neighbour.path, why: neighbour.why, characters: text.length });
      continue;
    }
    left -= part.length;
    found.related.push({ ...neighbour, sha256, characters: text.length, cut: part.length < text.length, text: part });
  }
  return found;
}

type Neighbour = Pick<RelatedNote, 'path' | 'why' | 'lines'>;

function* neighboursOf(view: VaultView, { path, follow, backlinks }: RelatedRequest): Io<Neighbour[]> {
  const graph = yield* vaultGraph(view);
  const isNote = new Set(graph.notes.map((note) => note.path));
  const linked = new Map<string, Neighbour>();
  const linking = new Map<string, Neighbour>();
  eachLink(graph, (source, link, resolution) => {
    if (resolution.path === null || resolution.path === source.path) return;
    if (follow && source.path === path && isNote.has(resolution.path)) addLine(linked, resolution.path, 'link', source.table.link(link).line + 1);
    if (backlinks && resolution.path === path) addLine(linking, source.path, 'backlink', source.table.link(link).line + 1);
  });
  return [...linked.values(), ...[...linking.values()].filter((neighbour) => !linked.has(neighbour.path))];
}

function addLine(neighbours: Map<string, Neighbour>, path: string, why: RelatedNote['why'], line: number): void {
  const neighbour = neighbours.get(path) ?? { path, why, lines: [] };
  if (neighbour.lines.at(-1) !== line) neighbour.lines.push(line);
  neighbours.set(path, neighbour);
}

/** At most `length` units: whole lines, or of one long line as much as fits without half a character. */
function cutAtLine(text: string, length: number): string {
  const end = text.lastIndexOf('\n', length - 1) + 1;
  if (end > 0) return text.slice(0, end);
  const isHigh = /[\ud800-\udbff]/.test(text.charAt(length - 1));
  return text.slice(0, isHigh ? length - 1 : length);
}

/** Digits of the mark; 64 bits of a hash that covers all texts. */
const MARK_DIGITS = 16;

/**
 * A mark that stands in none of the texts, for the lines between them. It follows from all of them, so the same notes give
 * the same one, and nobody who writes a note can know it beforehand.
 */
export function* boundaryMark(view: VaultView, texts: readonly string[]): Io<string> {
  for (let attempt = 0; ; attempt += 1) {
    const mark = (yield* view.sha256(`${attempt}\n${texts.join('\0')}`)).slice(0, MARK_DIGITS);
    if (!texts.some((text) => text.includes(mark))) return mark;
  }
}
