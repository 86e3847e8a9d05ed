// The file format of the graph's cache: what each content, named by its hash, holds for the graph of notes, and each
// different text once. It is a function of the content alone, so a cache of another vault is as good as one's own.

export const GRAPH_CACHE_PATH = 'local/cache/graph';

/** Changes with the format, and whenever another graph would be derived from the same text. */
export const FORMAT = 'touchstone-graph-2';

export interface Header {
  format: string;
}

/** Numbers of a row: where its items end in the columns of these, then its boxes, and why its properties can't be read. */
export const ROW = { links: 0, headings: 1, blocks: 2, tags: 3, aliases: 4, pending: 5, done: 6, problem: 7, length: 8 } as const;
/** As the problem of a row: none. */
export const NO_PROBLEM = 0xffff_ffff;

/** What a row has many of. */
export type Item = 'links' | 'headings' | 'blocks' | 'tags' | 'aliases';
/** Numbers of each: of a link its words, its kind and its line; of a heading its level and text; of a tag its text and count. */
export const ITEM_LENGTH: Readonly<Record<Item, number>> = { links: 3, headings: 2, blocks: 1, tags: 2, aliases: 1 };

export type NumberColumns = Record<Item, Uint32Array> & {
  rows: Uint32Array;
  /** Where each different value's JSON ends in the text of all. */
  textEnds: Uint32Array;
};

export interface TextColumns {
  hashes: string;
  values: string;
}

/** What a link says, as a value: the target alone, or with the block and the headings that it names. */
export type StoredWords = string | [target: string, block: string | null, ...headings: string[]];
/** How it says it. */
export type StoredKind = [form: string, embed: boolean, property: string | null];
