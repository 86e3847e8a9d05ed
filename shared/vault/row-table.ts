// Reads the index of notes. A row's values are decoded when they are asked for, which most questions do for few rows.
import type { PropertyValue } from '../note/frontmatter';
import { PropertyNames, type PropertyList } from '../note/property-list';
import { decodeColumns } from './columns';
import type { IndexRow } from './note-index';
import { StoredValues } from './numbered-values';
import type { GovernedState } from './plan';
import { FIRST_STATE, FORMAT, HASH_LENGTH, NOT_A_BASELINE, UNREADABLE, type Header, type Identity, type NumberColumns, type TextColumns } from './row-format';
import { STAMP_LENGTH, type Stamps } from './stamps';
import { StoredRow, StoredState } from './stored-row';

/** The rows in a file; `null` when it is damaged, of another version, or of another vault. */
export function decodeRows(bytes: Uint8Array, { place, partition }: Identity): RowTable | null {
  const columns = decodeColumns(bytes);
  const header = columns?.header as Header | undefined;
  if (!columns || header?.format !== FORMAT || header.place !== place || header.partition !== partition) return null;
  return new RowTable(header, columns.numbers as unknown as NumberColumns, columns.texts as unknown as TextColumns);
}

const NONE = new Int32Array(0);

function countedFrom(first: number, numbers: Int32Array): Int32Array {
  for (let n = 0; n < numbers.length; n++) numbers[n] = first + n;
  return numbers;
}

/** Rows as they were kept, in path order; each is numbered from 0. */
class RowTable {
  readonly paths: readonly string[];
  private readonly stored: StoredValues;
  private readonly shapes: PropertyNames[];

  constructor(private readonly header: Header, private readonly numbers: NumberColumns, private readonly texts: TextColumns) {
    this.paths = header.rows === 0 ? [] : texts.paths.split('\n');
    this.stored = new StoredValues(texts.values, numbers.textEnds);
    this.shapes = header.shapes.map((names) => new PropertyNames(names));
  }

  get ledger(): Header['ledger'] {
    return this.header.ledger;
  }

  get content(): Header['content'] {
    return this.header.content;
  }

  get folder(): Header['folder'] {
    return this.header.folder;
  }

  /**
   * For each of `names` in a folder (`prefix` ends with its slash) the number of its row, or -1. Names in path order are
   * found at once.
   */
  match(prefix: string, names: readonly string[]): Int32Array {
    const { paths } = this;
    const rows = new Int32Array(names.length);
    // Mostly a folder holds what it held, so that its names are those of the rows from the first one on.
    const first = this.find(prefix + (names[0] ?? ''));
    if (first >= 0 && `${prefix}${names.join(`\n${prefix}`)}` === paths.slice(first, first + names.length).join('\n')) return countedFrom(first, rows);
    let likely = 0;
    for (let n = 0; n < names.length; n++) {
      const name = names[n] ?? '';
      const known = paths[likely];
      const isNext = known !== undefined && known.length === prefix.length + name.length && known.endsWith(name) && known.startsWith(prefix);
      const row = isNext ? likely : this.find(prefix + name);
      rows[n] = row;
      if (row >= 0) likely = row + 1;
    }
    return rows;
  }

  /** Which of `rows` (-1 for none) have the stamps of the files beside them, last changed before `settled`: 1 for each. */
  holding(rows: Int32Array, { numbers }: Pick<Stamps, 'numbers'>, settled: number): Uint8Array {
    const known = this.numbers.stamps;
    const holding = new Uint8Array(rows.length);
    for (let n = 0; n < rows.length; n++) {
      const row = rows[n] ?? -1;
      if (row < 0) continue;
      const at = row * STAMP_LENGTH;
      const from = n * STAMP_LENGTH;
      const changed = numbers[from] ?? 0;
      const modified = numbers[from + 1] ?? 0;
      const isSame = known[at] === changed && known[at + 1] === modified
        && known[at + 2] === numbers[from + 2] && known[at + 3] === numbers[from + 3];
      if (isSame && changed < settled && modified < settled) holding[n] = 1;
    }
    return holding;
  }

  /** The number of the row with this path, or -1. */
  find(path: string): number {
    let from = 0;
    let to = this.paths.length;
    while (from < to) {
      const middle = (from + to) >> 1;
      if ((this.paths[middle] ?? '') < path) from = middle + 1;
      else to = middle;
    }
    return this.paths[from] === path ? from : -1;
  }

  row(at: number): StoredRow {
    return new StoredRow(this, at);
  }

  stamp(at: number): Float64Array {
    return this.numbers.stamps.subarray(at * STAMP_LENGTH, (at + 1) * STAMP_LENGTH);
  }

  hasStamp(at: number, stamp: Float64Array): boolean {
    return this.stamp(at).every((number, n) => number === stamp[n]);
  }

  size(at: number): number {
    return this.numbers.stamps[at * STAMP_LENGTH + 2] ?? 0;
  }

  sha256(at: number): string {
    return this.texts.hashes.slice(at * HASH_LENGTH, (at + 1) * HASH_LENGTH);
  }

  hasHash(at: number, sha256: string | null): boolean {
    return sha256 !== null && this.texts.hashes.startsWith(sha256, at * HASH_LENGTH);
  }

  criteria(at: number): IndexRow['criteria'] {
    const { criteria } = this.numbers;
    return { done: criteria[at * 2] ?? 0, total: criteria[at * 2 + 1] ?? 0 };
  }

  list(at: number): PropertyList | null {
    const names = this.shapes[this.numbers.shapeOf[at] ?? UNREADABLE];
    if (names === undefined) return null;
    const { valueIds } = this.numbers;
    const start = this.valuesStart(at);
    return { names, values: names.all.map((_, place) => this.value(valueIds[start + place] ?? 0)) };
  }

  property(at: number, key: string): PropertyValue | undefined {
    const place = this.shapes[this.numbers.shapeOf[at] ?? UNREADABLE]?.place(key) ?? -1;
    return place < 0 ? undefined : this.value(this.numbers.valueIds[this.valuesStart(at) + place] ?? 0);
  }

  /**
   * Of each of `numbers`, whose rows are `places` from `from` on, the number of its value of a property, or -1: the same number
   * is the same value. `null` where no row has it.
   */
  values(key: string, numbers: readonly number[], places: Int32Array, from: number): Int32Array | null {
    const { shapeOf, valuesEnd, valueIds } = this.numbers;
    const placeIn = this.shapes.map((names) => names.place(key));
    if (placeIn.every((place) => place < 0)) return null;
    const values = new Int32Array(numbers.length);
    for (let i = 0; i < values.length; i++) {
      const at = (places[numbers[i] ?? 0] ?? 0) - from;
      const place = placeIn[shapeOf[at] ?? UNREADABLE] ?? -1;
      values[i] = place < 0 ? -1 : valueIds[(at === 0 ? 0 : valuesEnd[at - 1] ?? 0) + place] ?? 0;
    }
    return values;
  }

  /** As {@link values}, a number that is the same for rows that the ledger gives the same status and that can be read, or not. */
  standings(numbers: readonly number[], places: Int32Array, from: number): Int32Array {
    const { shapeOf, stateOf } = this.numbers;
    const standings = new Int32Array(numbers.length);
    for (let i = 0; i < standings.length; i++) {
      const at = (places[numbers[i] ?? 0] ?? 0) - from;
      standings[i] = 2 * (stateOf[at] ?? NOT_A_BASELINE) + Number(shapeOf[at] === UNREADABLE);
    }
    return standings;
  }

  problem(at: number): string | null {
    if (this.numbers.shapeOf[at] !== UNREADABLE) return null;
    return this.text(this.numbers.valueIds[this.valuesStart(at)] ?? 0);
  }

  isGoverned(at: number): boolean {
    return this.numbers.stateOf[at] !== NOT_A_BASELINE;
  }

  /** Those of these rows whose bytes the ledger has. */
  governed(rows: Int32Array): Int32Array {
    return this.areAllGoverned() ? rows : rows.filter((at) => this.isGoverned(at));
  }

  ungoverned(rows: Int32Array): Int32Array {
    return this.areAllGoverned() ? NONE : rows.filter((at) => !this.isGoverned(at));
  }

  /** Those of these rows that can't be read, or are not as a governed operation left them. */
  unsound(rows: Int32Array): Int32Array {
    const { shapeOf } = this.numbers;
    if (this.areAllGoverned() && !shapeOf.includes(UNREADABLE)) return NONE;
    return rows.filter((at) => !this.isGoverned(at) || shapeOf[at] === UNREADABLE);
  }

  private areAllGoverned(): boolean {
    return !this.numbers.stateOf.includes(NOT_A_BASELINE);
  }

  state(at: number): GovernedState | null {
    const state = this.numbers.stateOf[at] ?? NOT_A_BASELINE;
    return state < FIRST_STATE ? null : new StoredState(this, state - FIRST_STATE, this.numbers.digestOf[at] ?? 0);
  }

  /** Values are shared between rows, so they can't be changed. */
  value(id: number): PropertyValue {
    return this.stored.at(id);
  }

  /** A value that was kept as text. */
  text(id: number): string {
    return this.value(id) as string;
  }

  private valuesStart(at: number): number {
    return at === 0 ? 0 : this.numbers.valuesEnd[at - 1] ?? 0;
  }
}

export type { RowTable };
