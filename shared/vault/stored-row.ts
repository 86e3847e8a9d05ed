// A row as the index has it: everything is decoded when it is asked for.
import type { Properties, PropertyValue } from '../note/frontmatter';
import { propertiesOf, type PropertyList } from '../note/property-list';
import type { IndexRow } from './note-index';
import type { GovernedState } from './plan';
import type { StorableRow } from './read-row';
import type { RowTable } from './row-table';
import type { IndexedNote } from './view';

/** Both the row and, where the ledger has these bytes, the note as lists see it. */
export class StoredRow implements StorableRow, IndexedNote {
  readonly integrity = 'ok';
  readonly #table: RowTable;
  readonly #at: number;
  #properties: Properties | null | undefined;
  #state: GovernedState | null | undefined;

  constructor(table: RowTable, at: number) {
    this.#table = table;
    this.#at = at;
  }

  get path(): string { return this.#table.paths[this.#at] ?? ''; }
  get stat(): IndexRow['stat'] { return { kind: 'file', size: this.#table.size(this.#at) }; }
  get sha256(): string { return this.#table.sha256(this.#at); }
  get list(): PropertyList | null { return this.#table.list(this.#at); }
  get properties(): Properties | null { return (this.#properties ??= this.list && propertiesOf(this.list)); }
  get problem(): string | null { return this.#table.problem(this.#at); }
  get criteria(): IndexRow['criteria'] { return this.#table.criteria(this.#at); }
  get governed(): IndexedNote | null { return this.#table.isGoverned(this.#at) ? this : null; }
  get size(): number { return this.#table.size(this.#at); }
  get state(): GovernedState | null { return (this.#state ??= this.#table.state(this.#at)); }
  property(key: string): PropertyValue | undefined { return this.#table.property(this.#at, key); }
}

export class StoredState implements GovernedState {
  readonly #table: RowTable;
  readonly #status: number;
  readonly #digest: number;

  constructor(table: RowTable, status: number, digest: number) {
    this.#table = table;
    this.#status = status;
    this.#digest = digest;
  }

  get status(): string { return this.#table.text(this.#status); }
  get digest(): string { return this.#table.text(this.#digest); }
}
