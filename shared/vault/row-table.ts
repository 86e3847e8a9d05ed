// The file format of the index of notes: a column for each thing that is known of a note, and each different value of a
// property once. A row's values are decoded when they are asked for, which most questions do for few rows.
import { emptyProperties } from '../note/entries';
import type { Properties, PropertyValue } from '../note/frontmatter';
import type { LedgerStamp } from './baseline-cache';
import { decodeColumns, encodeColumns } from './columns';
import type { IndexRow } from './note-index';
import type { GovernedState } from './plan';
import { STAMP_LENGTH, type Stamps } from './stamps';
import { StoredRow, StoredState } from './stored-row';

const HASH_LENGTH = 64;

/** Changes with the format, and whenever rows would be derived differently from the same bytes. */
const FORMAT = 'touchstone-index-2';

/** In the column of shapes: a row whose properties can't be read; its value says why. */
const UNREADABLE = 0xffff_ffff;
/** In the columns of the ledger's word. */
const NOT_A_BASELINE = 0;
const WITHOUT_STATE = 1;
const FIRST_STATE = 2;

interface Header {
  format: string;
  /** The copy of the vault that it belongs to. */
  place: string;
  partition: string;
  /** How far the ledgers had been read when the rows were compared with them. */
  ledger: Record<string, LedgerStamp>;
  rows: number;
  /** Keys of a note's properties in their order; few notes have an order of their own. */
  shapes: string[][];
}

/** A row to be kept, with the stamp of the bytes that it was made from. */
export interface StampedRow {
  row: IndexRow;
  stamp: Float64Array;
}

/** What an index is valid for. */
export type Identity = Pick<Header, 'place' | 'partition'>;

export function encodeRows(rows: readonly StampedRow[], identity: Identity, ledger: Header['ledger']): Uint8Array {
  const shapes = new Numbered<string>();
  const values = new NumberedValues();
  const stamps = new Float64Array(rows.length * STAMP_LENGTH);
  const criteria = new Uint32Array(rows.length * 2);
  const shapeOf = new Uint32Array(rows.length);
  const valuesEnd = new Uint32Array(rows.length);
  const stateOf = new Uint32Array(rows.length);
  const digestOf = new Uint32Array(rows.length);
  const valueIds: number[] = [];
  rows.forEach(({ row, stamp }, at) => {
    stamps.set(stamp, at * STAMP_LENGTH);
    criteria.set([row.criteria.done, row.criteria.total], at * 2);
    const { properties } = row;
    const keys = properties === null ? [] : Object.keys(properties);
    shapeOf[at] = properties === null ? UNREADABLE : shapes.of(JSON.stringify(keys));
    if (properties === null) valueIds.push(values.of(row.problem));
    else for (const key of keys) valueIds.push(values.of(properties[key] ?? null));
    valuesEnd[at] = valueIds.length;
    const state = row.governed?.state ?? null;
    stateOf[at] = !row.governed ? NOT_A_BASELINE : state === null ? WITHOUT_STATE : FIRST_STATE + values.of(state.status);
    digestOf[at] = state === null ? 0 : values.of(state.digest);
  });
  const header: Header = { format: FORMAT, ...identity, ledger, rows: rows.length, shapes: shapes.all().map((keys) => JSON.parse(keys) as string[]) };
  return encodeColumns({
    header,
    numbers: { stamps, criteria, shapeOf, valuesEnd, stateOf, digestOf, valueIds: Uint32Array.from(valueIds), textEnds: endsOf(values.written) },
    texts: { paths: rows.map(({ row }) => row.path).join('\n'), hashes: rows.map(({ row }) => row.sha256).join(''), values: values.written.join('') },
  });
}

/** The rows in a file; `null` when it is damaged, of another version, or of another vault. */
export function decodeRows(bytes: Uint8Array, { place, partition }: Identity): RowTable | null {
  const columns = decodeColumns(bytes);
  const header = columns?.header as Header | undefined;
  if (!columns || header?.format !== FORMAT || header.place !== place || header.partition !== partition) return null;
  return new RowTable(header, columns.numbers as unknown as NumberColumns, columns.texts as unknown as TextColumns);
}

interface NumberColumns {
  stamps: Float64Array;
  criteria: Uint32Array;
  shapeOf: Uint32Array;
  /** Where the row's values end in `valueIds`. */
  valuesEnd: Uint32Array;
  valueIds: Uint32Array;
  /** Where each different value's JSON ends in the text of all. */
  textEnds: Uint32Array;
  stateOf: Uint32Array;
  digestOf: Uint32Array;
}

interface TextColumns {
  paths: string;
  hashes: string;
  values: string;
}

/** Rows as they were kept, in path order; each is numbered from 0. */
class RowTable {
  readonly paths: readonly string[];
  private readonly decoded: (PropertyValue | undefined)[];
  private readonly places: Map<string, number>[];

  constructor(private readonly header: Header, private readonly numbers: NumberColumns, private readonly texts: TextColumns) {
    this.paths = header.rows === 0 ? [] : texts.paths.split('\n');
    this.decoded = new Array<PropertyValue | undefined>(numbers.textEnds.length);
    this.places = header.shapes.map((keys) => new Map(keys.map((key, place) => [key, place])));
  }

  get ledger(): Header['ledger'] {
    return this.header.ledger;
  }

  /**
   * For each of `names` in a folder (`prefix` ends with its slash) the number of its row, or -1. Names in path order are
   * found at once.
   */
  match(prefix: string, names: readonly string[]): Int32Array {
    const { paths } = this;
    const rows = new Int32Array(names.length);
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
  holding(rows: Int32Array, { numbers }: Stamps, settled: number): Uint8Array {
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

  properties(at: number): Properties | null {
    const keys = this.header.shapes[this.numbers.shapeOf[at] ?? UNREADABLE];
    if (keys === undefined) return null;
    const start = this.valuesStart(at);
    const properties = emptyProperties();
    keys.forEach((key, place) => { properties[key] = this.value(this.numbers.valueIds[start + place] ?? 0); });
    return properties;
  }

  property(at: number, key: string): PropertyValue | undefined {
    const place = this.places[this.numbers.shapeOf[at] ?? UNREADABLE]?.get(key);
    return place === undefined ? undefined : this.value(this.numbers.valueIds[this.valuesStart(at) + place] ?? 0);
  }

  /** Of each row the number of its value of a property, or -1; rows with the same number have the same value. */
  valuesOf(key: string): (at: number) => number {
    const { shapeOf, valueIds } = this.numbers;
    const places = this.places.map((placeOf) => placeOf.get(key) ?? -1);
    return (at) => {
      const place = places[shapeOf[at] ?? UNREADABLE] ?? -1;
      return place < 0 ? -1 : valueIds[this.valuesStart(at) + place] ?? 0;
    };
  }

  /** The same number for rows that the ledger gives the same status, and that can be read, or not. */
  standing(at: number): number {
    return 2 * (this.numbers.stateOf[at] ?? NOT_A_BASELINE) + Number(this.numbers.shapeOf[at] === UNREADABLE);
  }

  problem(at: number): string | null {
    if (this.numbers.shapeOf[at] !== UNREADABLE) return null;
    return this.text(this.numbers.valueIds[this.valuesStart(at)] ?? 0);
  }

  isGoverned(at: number): boolean {
    return this.numbers.stateOf[at] !== NOT_A_BASELINE;
  }

  state(at: number): GovernedState | null {
    const state = this.numbers.stateOf[at] ?? NOT_A_BASELINE;
    return state < FIRST_STATE ? null : new StoredState(this, state - FIRST_STATE, this.numbers.digestOf[at] ?? 0);
  }

  /** Values are shared between rows, so they can't be changed. */
  value(id: number): PropertyValue {
    const known = this.decoded[id];
    if (known !== undefined) return known;
    const { textEnds } = this.numbers;
    const value = JSON.parse(this.texts.values.slice(id === 0 ? 0 : textEnds[id - 1], textEnds[id])) as PropertyValue;
    Object.freeze(value);
    this.decoded[id] = value;
    return value;
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

/** Different items, numbered in the order in which they first came. */
class Numbered<T> {
  private readonly numbers = new Map<T, number>();

  of(item: T): number {
    const known = this.numbers.get(item);
    if (known !== undefined) return known;
    this.numbers.set(item, this.numbers.size);
    return this.numbers.size - 1;
  }

  all(): T[] {
    return [...this.numbers.keys()];
  }
}

/** Different values, numbered, as JSON. Most are texts that come again and again: these are written once. */
class NumberedValues {
  readonly written: string[] = [];
  private readonly texts = new Map<string, number>();
  private readonly others = new Map<string, number>();
  private emptyList: number | null = null;

  of(value: PropertyValue): number {
    if (typeof value === 'string') return this.texts.get(value) ?? this.add(this.texts, value, JSON.stringify(value));
    if (Array.isArray(value) && value.length === 0) return (this.emptyList ??= this.written.push('[]') - 1);
    const json = JSON.stringify(value);
    return this.others.get(json) ?? this.add(this.others, json, json);
  }

  private add(numbers: Map<string, number>, key: string, json: string): number {
    numbers.set(key, this.written.length);
    return this.written.push(json) - 1;
  }
}

function endsOf(texts: readonly string[]): Uint32Array {
  const ends = new Uint32Array(texts.length);
  let end = 0;
  texts.forEach((text, at) => {
    end += text.length;
    ends[at] = end;
  });
  return ends;
}
