// The index of processes that live (the plugin, the MCP server): MiniSearch with our tokenizer and parameters, so that
// it ranks as the single pass of the command line does. It holds the notes it was given and reads nothing itself.
import MiniSearch from 'minisearch';
import { byRank } from './bm25';
import { SearchDocument } from './document';
import { BM25, BOOSTS, FIELDS, WEIGHTS, type Field } from './parameters';
import type { QueryTerm } from './query';
import type { Tokenizer } from './tokenizer';

type IndexedFields = Readonly<Record<Field, string>> & { path: string };

/** Notes that are indexed before others get a turn: some 20 ms of work. */
const CHUNK = 50;
const MOST_TYPOS = 2;

export interface LiveHit {
  path: string;
  score: number;
}

export class LiveIndex {
  private readonly index: MiniSearch<IndexedFields>;
  /** What was indexed of each note: MiniSearch takes a note out exactly only when it is given the same text again. */
  private readonly indexed = new Map<string, IndexedFields>();

  constructor(tokenizer: Tokenizer) {
    this.index = new MiniSearch<IndexedFields>({
      idField: 'path',
      fields: [...FIELDS],
      tokenize: (text) => tokenizer.terms(text),
      processTerm: (term) => term,
      autoVacuum: false,
    });
  }

  /** Notes in the index. */
  get size(): number {
    return this.indexed.size;
  }

  /**
   * Adds many notes without holding up whoever else waits.
   *
   * @param pause gives others a turn; called after every {@link CHUNK} notes
   */
  async build(notes: Iterable<{ path: string; text: string }>, pause: () => Promise<void>): Promise<void> {
    let added = 0;
    for (const { path, text } of notes) {
      this.replace(path, text);
      added += 1;
      if (added % CHUNK === 0) await pause();
    }
  }

  /** Adds a note, or takes its new text. */
  replace(path: string, text: string): SearchDocument {
    this.remove(path);
    const note = new SearchDocument(path, text);
    const fields = { path, ...note.fields };
    this.index.add(fields);
    this.indexed.set(path, fields);
    return note;
  }

  /** Takes a note out; one that isn't there is no error. */
  remove(path: string): void {
    const fields = this.indexed.get(path);
    if (fields === undefined) return;
    this.index.remove(fields);
    this.indexed.delete(path);
  }

  /** All notes that hold a term, best first. Phrases and filters are the caller's. */
  search(terms: readonly QueryTerm[]): LiveHit[] {
    const queries = terms.map(({ text, prefix, typos }) => ({
      queries: [text],
      prefix,
      fuzzy: typos > 0 && this.isUnknown(text, prefix) ? typos : false,
    }));
    const results = this.index.search({ queries }, {
      combineWith: 'OR', tokenize: (text) => [text], processTerm: (term) => term, boost: BOOSTS, bm25: BM25, weights: WEIGHTS, maxFuzzy: MOST_TYPOS,
    });
    return results.map(({ id, score }) => ({ path: String(id), score })).sort(byRank);
  }

  private isUnknown(term: string, prefix: boolean): boolean {
    return this.index.search(term, { prefix, fuzzy: false, tokenize: (text) => [text], processTerm: (text) => text }).length === 0;
  }
}
