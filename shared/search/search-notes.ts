// `search`: the notes of a vault that fit a query, best first, each with the lines that show why. Reads every note once
// and keeps nothing between calls.
import { decodeNote } from '../vault/bytes';
import type { Io } from '../vault/io';
import { comparePaths } from '../vault/paths';
import type { VaultView } from '../vault/view';
import { rounded } from './bm25';
import { searchDocument, type SearchDocument } from './document';
import { asksForProperties, isInFolder, passes, type SearchFilters } from './filters';
import type { LinePattern } from './linear-regex';
import { foundLines, linesOf, type FoundLine } from './lines';
import { holdsPhrase } from './phrase';
import { parseQuery, type SearchQuery } from './query';
import { SinglePass, type Contribution, type RankedNote } from './single-pass';
import { tokenizerFor, type Tokenizer } from './tokenizer';

export interface SearchRequest {
  /** What was typed; `null` searches by the pattern alone. */
  query: string | null;
  pattern: LinePattern | null;
  filters: SearchFilters;
  /** Lines around each found one. */
  context: number;
  /** 0 means all. */
  limit: number;
  offset: number;
  explain: boolean;
}

/** One hit, as JSON has it. */
export interface SearchHit {
  path: string;
  title: string;
  type: string | null;
  /** Of BM25+; without a query, how many lines the pattern matches. */
  score: number;
  lines: FoundLine[];
  /** Lines that fit in all. */
  line_count: number;
  explain?: { matched: number; parts: readonly Contribution[] };
}

export interface SearchAnswer {
  hits: SearchHit[];
  /** Before limit and offset. */
  total: number;
  /** Notes that could not be searched, or only in part. */
  unreadable: { path: string; problem: string }[];
}

/** What is remembered of a note that holds a term. */
interface Kept {
  title: string;
  type: string | null;
  isHit: boolean;
  bodyStart: number;
}

type Ranked = RankedNote<Kept>;

/** @throws E_USAGE for a query without a word. */
export function searchNotes(request: SearchRequest): (view: VaultView) => Io<SearchAnswer> {
  return function* (view) {
    const tokenizer = tokenizerFor(view.config.prefix);
    const search = new Search(view, request, tokenizer);
    const query = request.query === null ? null : parseQuery(request.query, tokenizer);
    const ranked = yield* query === null ? search.byPattern() : search.byRank(query);
    const end = request.limit === 0 ? ranked.length : request.offset + request.limit;
    const hits: SearchHit[] = [];
    for (const note of ranked.slice(request.offset, end)) hits.push(yield* search.hit(note, query?.phrases ?? []));
    return { hits, total: ranked.length, unreadable: search.unreadable() };
  };
}

class Search {
  private readonly problems = new Map<string, string>();

  constructor(
    private readonly view: VaultView,
    private readonly request: SearchRequest,
    private readonly tokenizer: Tokenizer,
  ) {}

  *byRank(query: SearchQuery): Io<Ranked[]> {
    const paths = yield* this.view.paths('');
    const pass = new SinglePass<Kept>(query.terms, this.tokenizer, paths.length, (note, text) => this.keep(note, text, query.phrases));
    const add = (path: string, text: string, isAscii: boolean): void => { pass.add(path, text, isAscii); };
    yield* this.each(paths, add);
    if (pass.wantsTypoRound()) yield* this.each(paths, add);
    return pass.ranking().filter(({ kept }) => kept.isHit);
  }

  *byPattern(): Io<Ranked[]> {
    const ranked: Ranked[] = [];
    const paths = (yield* this.view.paths('')).filter((path) => isInFolder(path, this.request.filters));
    yield* this.each(paths, (path, text) => {
      const score = this.patternLines(text);
      if (score === 0) return;
      const kept = this.keep(searchDocument(path, text), text, []);
      if (kept.isHit) ranked.push({ path, score, matched: 0, contributions: [], kept });
    });
    return ranked.sort((one, other) => other.score - one.score);
  }

  *hit({ path, score, matched, contributions, kept }: Ranked, phrases: readonly string[]): Io<SearchHit> {
    const bytes = yield* this.view.bytes(path);
    const text = (bytes && decodeNote(bytes)) ?? '';
    const found = new Map<string, string[]>();
    for (const { term, found: word } of contributions) found.set(word, [...(found.get(word) ?? []), term]);
    const { pattern, context, explain } = this.request;
    const { lines, total } = foundLines(text, {
      terms: (line) => this.tokenizer.terms(line),
      found,
      holdsPhrase: (line) => phrases.some((phrase) => holdsPhrase(line, phrase)),
      pattern: pattern && ((line) => pattern.find(line)),
      context,
      bodyStart: kept.bodyStart,
    });
    return {
      path, title: kept.title, type: kept.type, score: rounded(score), lines, line_count: total,
      ...(explain && { explain: { matched, parts: contributions } }),
    };
  }

  unreadable(): SearchAnswer['unreadable'] {
    return [...this.problems].map(([path, problem]) => ({ path, problem })).sort((one, other) => comparePaths(one.path, other.path));
  }

  /** Each readable note with its text; the others are reported where the folder asks for them. */
  private *each(paths: readonly string[], take: (path: string, text: string, isAscii: boolean) => void): Io<void> {
    for (const path of paths) {
      let text: string | null;
      let bytes: Uint8Array | null;
      try {
        bytes = yield* this.view.bytes(path);
        if (bytes === null) continue;
        text = decodeNote(bytes);
      } catch (error) {
        this.report(path, error instanceof Error ? error.message : String(error));
        continue;
      }
      if (text === null) this.report(path, 'it is not valid UTF-8');
      // UTF-8 writes all other characters with more bytes than UTF-16 has units.
      else take(path, text, bytes.length === text.length);
    }
  }

  private keep(note: SearchDocument, text: string, phrases: readonly string[]): Kept {
    const { filters, pattern, query } = this.request;
    const fits = phrases.every((phrase) => Object.values(note.fields).some((field) => holdsPhrase(field, phrase))) &&
      (pattern === null || query === null || this.patternLines(text) > 0);
    // Nobody knows whether a note fits whose properties can't be read.
    if (fits && note.problem !== null) this.report(note.path, note.problem);
    const isHit = fits && passes(note, filters) && (note.properties !== null || !asksForProperties(filters));
    return { title: note.title, type: note.type, isHit, bodyStart: note.bodyStart };
  }

  /** How many lines the pattern matches. */
  private patternLines(text: string): number {
    const { pattern } = this.request;
    return pattern === null ? 0 : linesOf(text).filter((line) => pattern.find(line) !== null).length;
  }

  private report(path: string, problem: string): void {
    if (isInFolder(path, this.request.filters)) this.problems.set(path, problem);
  }
}
