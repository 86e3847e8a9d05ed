// Writes the index of notes.
import type { PropertyNames } from '../note/property-list';
import { encodeColumns } from './columns';
import { NumberedValues } from './numbered-values';
import { soleFolder } from './paths';
import type { StorableRow } from './read-row';
import { FIRST_STATE, FORMAT, NOT_A_BASELINE, UNREADABLE, WITHOUT_STATE, type Header, type Identity } from './row-format';
import { STAMP_LENGTH } from './stamps';

/** A row to be kept, with the stamp of the bytes that it was made from. */
export interface StampedRow {
  row: StorableRow;
  stamp: Float64Array;
}

/** @param known how far the ledger was read, and the hash of {@link contentOf} */
export function encodeRows(rows: readonly StampedRow[], identity: Identity, known: Pick<Header, 'ledger' | 'content'>): Uint8Array {
  const shapes = new Shapes();
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
    const { list } = row;
    shapeOf[at] = list === null ? UNREADABLE : shapes.of(list.names);
    if (list === null) valueIds.push(values.of(row.problem));
    else for (const value of list.values) valueIds.push(values.of(value));
    valuesEnd[at] = valueIds.length;
    const state = row.governed?.state ?? null;
    stateOf[at] = !row.governed ? NOT_A_BASELINE : state === null ? WITHOUT_STATE : FIRST_STATE + values.of(state.status);
    digestOf[at] = state === null ? 0 : values.of(state.digest);
  });
  const paths = rows.map(({ row }) => row.path);
  const header: Header = { format: FORMAT, ...identity, ...known, rows: rows.length, folder: soleFolder(paths), shapes: shapes.all };
  return encodeColumns({
    header,
    numbers: { stamps, criteria, shapeOf, valuesEnd, stateOf, digestOf, valueIds: Uint32Array.from(valueIds), textEnds: values.ends() },
    texts: { paths: paths.join('\n'), hashes: rows.map(({ row }) => row.sha256).join(''), values: values.written.join('') },
  });
}

/** What tells which notes the rows are of, and their bytes. */
export function contentOf(rows: readonly StampedRow[]): string {
  return rows.map(({ row: { path, sha256 } }) => `${path}\n${sha256}\n`).join('');
}

/** Different names of properties, numbered in the order in which they first came. Most rows share the very list. */
class Shapes {
  readonly all: (readonly string[])[] = [];
  private readonly known = new Map<PropertyNames, number>();
  private readonly byText = new Map<string, number>();

  of(names: PropertyNames): number {
    const known = this.known.get(names);
    if (known !== undefined) return known;
    const text = JSON.stringify(names.all);
    const number = this.byText.get(text) ?? this.all.push(names.all) - 1;
    this.byText.set(text, number);
    this.known.set(names, number);
    return number;
  }
}
