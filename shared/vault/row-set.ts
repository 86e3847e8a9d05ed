// The rows of a folder's notes. Those of the index are made when somebody asks for them, and not to be counted.
import type { IndexRow } from './note-index';
import { comparePaths } from './paths';
import type { RowTable } from './row-table';

/** Rows as they were found; those of the index are not made before they are asked for. */
export interface RowSet {
  /** Those that hold as the index has them, by their numbers in it, in path order; `null` where there is no index. */
  stored: { table: RowTable; numbers: Int32Array } | null;
  /** All others, in path order. */
  others: readonly IndexRow[];
  /** All, in path order. */
  all(): readonly IndexRow[];
  /** How many can be read and are as a governed operation left them, and the rows of which that is not known. */
  apart(): Apart;
}

interface Apart {
  sound: number;
  /** In no certain order. */
  odd: readonly IndexRow[];
}

export function plainRows(rows: readonly IndexRow[]): RowSet {
  return { stored: null, others: rows, all: () => rows, apart: () => apart(rows) };
}

export function rowsOfIndex(table: RowTable | null, numbers: Int32Array, others: readonly IndexRow[]): RowSet {
  if (!table) return plainRows(others);
  let made: IndexRow[] | null = null;
  const make = (): IndexRow[] => {
    const rows: IndexRow[] = Array.from(numbers, (at) => table.row(at));
    return others.length === 0 ? rows : [...rows, ...others].sort(byPath);
  };
  return {
    stored: { table, numbers }, others, all: () => (made ??= make()),
    apart: () => {
      const ofOthers = apart(others);
      const odd = Array.from(numbers.filter((at) => !table.isSound(at)), (at) => table.row(at));
      return { sound: numbers.length - odd.length + ofOthers.sound, odd: [...odd, ...ofOthers.odd] };
    },
  };
}

/** Of two folders of which neither lies in the other. */
export function joinedRows(one: RowSet, other: RowSet): RowSet {
  let made: readonly IndexRow[] | null = null;
  const all = (): readonly IndexRow[] => (made ??= [...one.all(), ...other.all()].sort(byPath));
  return {
    stored: null, get others() { return all(); }, all,
    apart: () => {
      const [ofOne, ofOther] = [one.apart(), other.apart()];
      return { sound: ofOne.sound + ofOther.sound, odd: [...ofOne.odd, ...ofOther.odd] };
    },
  };
}

function apart(rows: readonly IndexRow[]): Apart {
  const odd = rows.filter(({ governed, problem }) => !governed || problem !== null);
  return { sound: rows.length - odd.length, odd };
}

export function byPath(a: IndexRow, b: IndexRow): number {
  return comparePaths(a.path, b.path);
}
