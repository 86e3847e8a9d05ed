// The file format of the index of notes: a column for each thing that is known of a note, and each different value of a
// property once. `encode-rows.ts` writes it, `row-table.ts` reads it.
import type { LedgerStamp } from './baseline-cache';
import type { Sha256 } from './ports';

export const HASH_LENGTH = 64;

/** Changes with the format, and whenever rows would be derived differently from the same bytes. */
export const FORMAT = 'touchstone-index-3';

/** In the column of shapes: a row whose properties can't be read; its value says why. */
export const UNREADABLE = 0xffff_ffff;
/** In the columns of the ledger's word. */
export const NOT_A_BASELINE = 0;
export const WITHOUT_STATE = 1;
export const FIRST_STATE = 2;

export interface Header {
  format: string;
  /** The copy of the vault that it belongs to. */
  place: string;
  partition: string;
  /** How far the ledgers had been read when the rows were compared with them. */
  ledger: Record<string, LedgerStamp>;
  rows: number;
  /** SHA-256 of all paths and hashes. */
  content: Sha256;
  /** The folder that all lie in, the name of each ending in `.md`. */
  folder: string | null;
  /** Keys of a note's properties in their order; few notes have an order of their own. */
  shapes: (readonly string[])[];
}

/** What an index is valid for. */
export type Identity = Pick<Header, 'place' | 'partition'>;

export interface NumberColumns {
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

export interface TextColumns {
  paths: string;
  hashes: string;
  values: string;
}
