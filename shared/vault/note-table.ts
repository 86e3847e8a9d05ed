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
export function storedTable(table: RowTable, numbers: Int32Array, others: readonly IndexedNote[]): NoteTable {
  return new StoredTable(table, inPathOrder(table, numbers, others), others);
}

class StoredTable implements NoteTable {
  private standings: Int32Array | null = null;
  private readonly columns = new Map<string, Int32Array>();

  constructor(private readonly table: RowTable, private readonly places: Int32Array, private readonly others: readonly IndexedNote[]) {}

  get length(): number {
    return this.places.length;
  }

  note(n: number): IndexedNote {
    const place = this.places[n] ?? 0;
    return place >= 0 ? this.table.row(place) : noteOf(this.others, ~place);
  }

  path(n: number): string {
    const place = this.places[n] ?? 0;
    return place >= 0 ? this.table.paths[place] ?? '' : noteOf(this.others, ~place).path;
  }

  alike(keys: readonly string[], numbers: readonly number[]): number[][] {
    const { places } = this;
    const alone = this.others.length === 0 ? [] : numbers.filter((n) => (places[n] ?? 0) < 0).map((n) => [n]);
    const stored = alone.length === 0 ? numbers : numbers.filter((n) => (places[n] ?? 0) >= 0);
    let groups = parted([stored], places, (this.standings ??= this.table.standings()));
    for (const key of keys) groups = parted(groups, places, this.column(key));
    return [...groups, ...alone];
  }

  private column(key: string): Int32Array {
    const column = this.columns.get(key) ?? this.table.column(key);
    this.columns.set(key, column);
    return column;
  }
}

/** For each note, in path order, the number of its row, or the complement of its number among the others. */
function inPathOrder({ paths }: RowTable, numbers: Int32Array, others: readonly IndexedNote[]): Int32Array {
  if (others.length === 0) return numbers;
  const places = new Int32Array(numbers.length + others.length);
  let from = 0;
  others.forEach(({ path }, other) => {
    const to = countBefore(path, paths, numbers);
    places.set(numbers.subarray(from, to), from + other);
    places[to + other] = ~other;
    from = to;
  });
  places.set(numbers.subarray(from), from + others.length);
  return places;
}

/** How many of the rows come before a path. */
function countBefore(path: string, paths: readonly string[], numbers: Int32Array): number {
  let [from, to] = [0, numbers.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((paths[numbers[middle] ?? 0] ?? '') < path) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** Groups of notes parted by what the rows at their places have in a column. */
function parted(groups: readonly (readonly number[])[], places: Int32Array, column: Int32Array): number[][] {
  const parts: number[][] = [];
  for (const group of groups) {
    const byValue = new Map<number, number[]>();
    let [last, part] = [Number.NaN, [] as number[]];
    for (const n of group) {
      const value = column[places[n] ?? 0] ?? 0;
      // Neighbours are often alike.
      if (value !== last) {
        last = value;
        part = byValue.get(value) ?? [];
        if (part.length === 0) byValue.set(value, part);
      }
      part.push(n);
    }
    parts.push(...byValue.values());
  }
  return parts;
}

function noteOf(notes: readonly IndexedNote[], n: number): IndexedNote {
  const note = notes[n];
  if (note === undefined) throw new Error(`there is no note ${n} of ${notes.length}`);
  return note;
}
