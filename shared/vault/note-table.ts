// Notes in a table: each is made when it is asked for, and those that agree in what a question is about are told apart from
// others without making any, so that the question is asked once for all of them.
import type { RowTable } from './row-table';
import type { IndexedNote } from './view';

export interface NoteTable {
  /** How many notes; they are numbered from 0, in path order. */
  readonly length: number;
  note(n: number): IndexedNote;
  path(n: number): string;
  /**
   * Parts `numbers` into groups. The notes of a group agree in the values of `keys`, in their integrity, in the status on the
   * ledger's word, and in whether they can be read; those of two groups may agree as well. Within a group the order stays.
   */
  alike(keys: readonly string[], numbers: readonly number[]): number[][];
}

/** Of notes that are there already: each is a group of its own. */
export function plainTable(notes: readonly IndexedNote[]): NoteTable {
  return {
    length: notes.length,
    note: (n) => noteOf(notes, n),
    path: (n) => noteOf(notes, n).path,
    alike: (_keys, numbers) => numbers.map((n) => [n]),
  };
}

/** Of notes that the index holds with the ledger's word for their bytes (`numbers`, ascending), and of others; both in path order. */
export function storedTable(table: RowTable, numbers: readonly number[], others: readonly IndexedNote[]): NoteTable {
  const places = inPathOrder(table, numbers, others);
  return {
    length: places.length,
    note: (n) => {
      const place = places[n] ?? 0;
      return place >= 0 ? table.row(place) : noteOf(others, ~place);
    },
    path: (n) => {
      const place = places[n] ?? 0;
      return place >= 0 ? table.paths[place] ?? '' : noteOf(others, ~place).path;
    },
    alike: (keys, wanted) => {
      const alone = wanted.filter((n) => (places[n] ?? 0) < 0).map((n) => [n]);
      const stored = alone.length === 0 ? wanted : wanted.filter((n) => (places[n] ?? 0) >= 0);
      let groups = parted([stored], (n) => table.standing(places[n] ?? 0));
      for (const key of keys) {
        const valueOf = table.valuesOf(key);
        groups = parted(groups, (n) => valueOf(places[n] ?? 0));
      }
      return [...groups, ...alone];
    },
  };
}

/** For each note, in path order, the number of its row, or the complement of its number among the others. */
function inPathOrder({ paths }: RowTable, numbers: readonly number[], others: readonly IndexedNote[]): readonly number[] {
  if (others.length === 0) return numbers;
  const places: number[] = [];
  let next = 0;
  for (const row of numbers) {
    for (let other = others[next]; other !== undefined && other.path < (paths[row] ?? ''); other = others[next]) places.push(~next++);
    places.push(row);
  }
  while (next < others.length) places.push(~next++);
  return places;
}

function parted(groups: readonly (readonly number[])[], numberOf: (n: number) => number): number[][] {
  const parts: number[][] = [];
  for (const group of groups) {
    const byNumber = new Map<number, number[]>();
    let [last, part] = [Number.NaN, [] as number[]];
    for (const n of group) {
      const number = numberOf(n);
      // Neighbours are often alike.
      if (number !== last) {
        last = number;
        part = byNumber.get(number) ?? [];
        if (part.length === 0) byNumber.set(number, part);
      }
      part.push(n);
    }
    parts.push(...byNumber.values());
  }
  return parts;
}

function noteOf(notes: readonly IndexedNote[], n: number): IndexedNote {
  const note = notes[n];
  if (note === undefined) throw new Error(`there is no note ${n} of ${notes.length}`);
  return note;
}
