// The rows of a folder's notes. Those of an index are made when somebody asks for them, and not to be counted.
import type { StampedRow } from './encode-rows';
import type { IndexRow } from './note-index';
import { comparePaths } from './paths';
import type { Sha256 } from './ports';
import type { RowTable } from './row-table';
import { UNSETTLED } from './stamps';

/** Rows as they were found; those of an index are not made before they are asked for. */
export interface RowSet {
  /** Those that hold as an index has them. */
  stored: readonly StoredRows[];
  /** All others, in path order. */
  others: readonly IndexRow[];
  /** All, in path order. */
  all(): readonly IndexRow[];
  /** How many can be read and are as a governed operation left them, and the rows of which that is not known. */
  apart(): Apart;
  /** What tells the paths and the bytes of all. */
  content(): Content;
}

/** An index by the hash of its content, with the numbers of its rows that are not meant; or one note. */
export type Content = readonly (readonly [index: Sha256, without: readonly number[]] | readonly [path: string, sha256: Sha256])[];

export interface StoredRows {
  table: RowTable;
  /** Of rows, ascending, which is path order. */
  numbers: Int32Array;
}

interface Apart {
  sound: number;
  /** In no certain order. */
  odd: readonly IndexRow[];
}

export function plainRows(rows: readonly IndexRow[]): RowSet {
  return rowsOfIndex([], rows);
}

/**
 * @param others in path order
 * @param content where it is not to be told from the index that the rows were found with
 */
export function rowsOfIndex(stored: readonly StoredRows[], others: readonly IndexRow[], content: Content | null = null): RowSet {
  let made: readonly IndexRow[] | null = null;
  return {
    stored, others, all: () => (made ??= inOrder(stored, others)), apart: () => apart(stored, others),
    content: () => content ?? contentOf(stored, others),
  };
}

/** Of two folders of which neither lies in the other. */
export function joinedRows(one: RowSet, other: RowSet): RowSet {
  const others = [...one.others, ...other.others].sort(byPath);
  return { ...rowsOfIndex([...one.stored, ...other.stored], others), content: () => [...one.content(), ...other.content()] };
}

function inOrder(stored: readonly StoredRows[], others: readonly IndexRow[]): readonly IndexRow[] {
  if (stored.length === 0) return others;
  const rows: IndexRow[] = stored.flatMap(({ table, numbers }) => Array.from(numbers, (at) => table.row(at)));
  return stored.length === 1 && others.length === 0 ? rows : [...rows, ...others].sort(byPath);
}

function apart(stored: readonly StoredRows[], others: readonly IndexRow[]): Apart {
  const all = stored.reduce((count, { numbers }) => count + numbers.length, others.length);
  const odd = [
    ...stored.flatMap(({ table, numbers }) => Array.from(table.unsound(numbers), (at) => table.row(at))),
    ...others.filter(({ governed, problem }) => !governed || problem !== null),
  ];
  return { sound: all - odd.length, odd };
}

function contentOf(stored: readonly StoredRows[], others: readonly IndexRow[]): Content {
  return [
    ...stored.map(({ table, numbers }) => [table.content, missingAmong(numbers, table.paths.length)] as const),
    ...others.map(one),
  ];
}

/** As the next command tells it, which finds them with what was just written. @param written sorted, `index` their hash */
export function contentWritten(index: Sha256, written: readonly StampedRow[], unreadable: readonly IndexRow[]): Content {
  const unsettled: number[] = [];
  const others = [...unreadable];
  written.forEach(({ row, stamp }, at) => {
    if (stamp[0] !== UNSETTLED) return;
    unsettled.push(at);
    others.push(row);
  });
  return [[index, unsettled], ...others.sort(byPath).map(one)];
}

function one({ path, sha256 }: IndexRow): readonly [path: string, sha256: Sha256] {
  return [path, sha256];
}

/** Numbers up to `length` that are not among others, which ascend. */
function missingAmong(numbers: Int32Array, length: number): number[] {
  const missing: number[] = [];
  if (numbers.length === length) return missing;
  let next = 0;
  for (let number = 0; number < length; number++) {
    if (numbers[next] === number) next += 1;
    else missing.push(number);
  }
  return missing;
}

export function byPath(a: IndexRow, b: IndexRow): number {
  return comparePaths(a.path, b.path);
}
