// What links lead to, as numbers that can be kept: one for each text of a graph table that is the words of a link. They hold
// for as long as the files have the same names, whatever the notes say.
import type { GraphTable } from '../../../vault/graph-table';
import { resolveAnywhere, type Catalogue, type Resolution } from '../../link-resolution';

/** Changes with the numbers, and whenever links would lead elsewhere among the same files. */
export const LINK_ENDS = 'link-ends-1';

/**
 * How words lead on. `unkept`: that depends on the note, or several files fit, so they are looked up each time; so are those
 * that neither a path nor a name fits, among the `aliases`. The others lead to the file that stands beside it.
 */
const KINDS = ['unkept', 'aliases', 'system', 'path', 'name'] as const;
type EndKind = (typeof KINDS)[number];

const KIND_STEP = 2;
const FILE_STEP = 16;
const FIRST_WITH_FILE = KINDS.indexOf('path') * KIND_STEP;

/** The numbers of a table's texts; 0 for all that is not the words of a link. */
export function endsOf(table: GraphTable, catalogue: Catalogue): Uint32Array {
  const places = new Map(catalogue.files.map(({ path }, place) => [path, place]));
  const ends = new Uint32Array(table.texts);
  const isSeen = new Uint8Array(table.texts);
  for (const number of table.linkWords()) {
    if (isSeen[number] === 1) continue;
    isSeen[number] = 1;
    const words = table.words(number);
    const resolution = resolveAnywhere(words, catalogue);
    const place = places.get(resolution?.path ?? '') ?? 0;
    const namesPart = words.headings.length > 0 || words.block !== null;
    ends[number] = place * FILE_STEP + KINDS.indexOf(kindOf(resolution)) * KIND_STEP + Number(namesPart);
  }
  return ends;
}

function kindOf(resolution: Resolution | null): EndKind {
  if (resolution === null) return 'unkept';
  const { by, also } = resolution;
  if (by === null || by === 'alias') return 'aliases';
  return also.length > 0 || by === 'self' || by === 'relative' ? 'unkept' : by;
}

export function kindAt(end: number): EndKind {
  return KINDS[(end % FILE_STEP) >> 1] ?? 'unkept';
}

/** The place of the file among all, where there is one. */
export function placeAt(end: number): number {
  return Math.floor(end / FILE_STEP);
}

/** The place of the file to which words lead for sure: it is known, and they name no part of it; else -1. */
export function surePlaceAt(end: number): number {
  return end % KIND_STEP === 0 && end % FILE_STEP >= FIRST_WITH_FILE ? placeAt(end) : -1;
}
