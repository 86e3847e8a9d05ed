// A row as it was made from the note itself, or compared with the ledger anew; beside `stored-row.ts`.
import type { Properties, PropertyValue } from '../note/frontmatter';
import { propertiesOf, type PropertyList } from '../note/property-list';
import type { IndexRow, RowContent } from './note-index';
import type { Head, PathRecord } from './path-record';
import type { GovernedState } from './plan';
import type { Sha256 } from './ports';
import type { IndexedNote } from './view';

export class ReadRow implements IndexRow, IndexedNote {
  readonly integrity = 'ok';
  #properties: Properties | null | undefined;

  /** @param head the ledger's entry of these bytes */
  constructor(readonly path: string, readonly size: number, readonly sha256: Sha256, private readonly content: RowContent, private readonly head: Head | null) {}

  get stat(): IndexRow['stat'] { return { kind: 'file', size: this.size }; }
  get list(): PropertyList | null { return this.content.list; }
  get properties(): Properties | null { return (this.#properties ??= this.list && propertiesOf(this.list)); }
  get problem(): string | null { return this.content.problem; }
  get criteria(): IndexRow['criteria'] { return this.content.criteria; }
  get governed(): IndexedNote | null { return this.head ? this : null; }
  get state(): GovernedState | null { return this.head?.state ?? null; }

  property(key: string): PropertyValue | undefined {
    const { list } = this;
    const place = list?.names.place(key) ?? -1;
    return place < 0 ? undefined : list?.values[place];
  }
}

/** The same row, as the record of its path says now. */
export function withRecord({ path, stat, sha256, list, problem, criteria }: StorableRow, record: PathRecord): ReadRow {
  return new ReadRow(path, stat.size, sha256, { list, problem, criteria }, record.find(({ after }) => after === sha256) ?? null);
}

/** What can be kept. */
export interface StorableRow extends IndexRow {
  /** `null` when they can't be read. */
  list: PropertyList | null;
}
