// `search`: the notes of a vault that fit a query, best first, each with the lines that show why. Reads every note once
// and keeps nothing between calls.
import { decodeNote } from '../vault/bytes';
import type { Io } from '../vault/io';
import { comparePaths } from '../vault/paths';
import type { VaultView } from '../vault/view';
import type { WalkedFile } from '../vault/walk';
import { byRank, rounded } from './bm25';
import { SearchDocument } from './document';
import { asksForProperties, isInFolder, passes, type SearchFilters } from './filters';
import type { LinePattern } from './linear-regex';
import { foundLines, linesOf, type FoundLine } from './lines';
import { FIELDS } from './parameters';
import { holdsPhrase } from './phrase';
import { plainBodyStart } from './plain-properties';
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

/** @throws E_USAGE for a query without a word. */
export function searchNotes(request: SearchRequest): (view: VaultView) => Io<SearchAnswer> {
  return function* (view) {
    const tokenizer = tokenizerFor(view.config.prefix);
    const search = new Search(view, request, tokenizer);
    const query = request.query === null ? null : parseQuery(request.query, tokenizer);
    const end = request.limit === 0 ? Number.POSITIVE_INFINITY : request.offset + request.limit;
    const { best, total } = yield* query === null ? search.byPattern() : search.byRank(query, end);
    const hits: SearchHit[] = [];
    for (const note of best.slice(request.offset, end)) hits.push(yield* search.hit(note, query?.phrases ?? []));
    return { hits, total, unreadable: search.unreadable() };
  };
}

interface Ranking {
  /** As many as were asked for, or more; best first. */
  best: RankedNote[];
  total: number;
}

type TakeText = (path: string, text: string, isAscii: boolean) => void;

class Search {
  private readonly problems = new Map<string, string>();
  private pass: SinglePass | null = null;

  constructor(
    private readonly view: VaultView,
    private readonly request: SearchRequest,
    private readonly tokenizer: Tokenizer,
  ) {}

  *byRank(query: SearchQuery, most: number): Io<Ranking> {
    const files = yield* this.view.noteFiles('');
    const pass = new SinglePass(query.terms, this.tokenizer, files.length, (note) => this.isHit(note, query.phrases));
    this.pass = pass;
    const add: TakeText = (path, text, isAscii) => { pass.add(path, text, isAscii); };
    yield* this.each(files, add);
    if (pass.wantsTypoRound()) yield* this.each(files, add);
    return { best: yield* pass.best(most, (path) => this.read(path)), total: pass.hits };
  }

  *byPattern(): Io<Ranking> {
    const ranked: RankedNote[] = [];
    const files = (yield* this.view.noteFiles('')).filter(({ path }) => isInFolder(path, this.request.filters));
    yield* this.each(files, (path, text) => {
      const score = this.patternLines(text);
      if (score > 0 && this.isHit(new SearchDocument(path, text), [])) ranked.push({ path, score, matched: 0 });
    });
    return { best: ranked.sort(byRank), total: ranked.length };
  }

  *hit({ path, score, matched }: RankedNote, phrases: readonly string[]): Io<SearchHit> {
    const note = yield* this.read(path);
    const contributions = this.pass?.contributions(path) ?? [];
    const found = new Map<string, string[]>();
    for (const { term, found: word } of contributions) found.set(word, [...(found.get(word) ?? []), term]);
    const { pattern, context, explain } = this.request;
    const { lines, total } = foundLines(note.text, {
      terms: (line) => this.tokenizer.terms(line),
      found,
      holdsPhrase: (line) => phrases.some((phrase) => holdsPhrase(line, phrase)),
      pattern: pattern && ((line) => pattern.find(line)),
      context,
      bodyStart: note.bodyStart,
    });
    return {
      path, title: note.title, type: note.type, score: rounded(score), lines, line_count: total,
      ...(explain && { explain: { matched, parts: contributions } }),
    };
  }

  unreadable(): SearchAnswer['unreadable'] {
    return [...this.problems].map(([path, problem]) => ({ path, problem })).sort((one, other) => comparePaths(one.path, other.path));
  }

  /** As it is now; one that is gone has no text. */
  private *read(path: string): Io<SearchDocument> {
    const bytes = yield* this.view.bytes(path);
    const text = (bytes && decodeNote(bytes)) ?? '';
    return new SearchDocument(path, text, plainBodyStart(text));
  }

  /** Each readable note with its text; the others are reported where the folder asks for them. */
  private *each(files: readonly WalkedFile[], take: TakeText): Io<void> {
    yield* this.view.readEach(files, (path, bytes) => {
      const text = decodeNote(bytes);
      if (text === null) this.report(path, 'it is not valid UTF-8');
      // UTF-8 writes all other characters with more bytes than UTF-16 has units.
      else take(path, text, bytes.length === text.length);
    }, (path, error) => { this.report(path, error instanceof Error ? error.message : String(error)); });
  }

  /** Whether a note that holds a term, or matches the pattern, is what the request asks for. */
  private isHit(note: SearchDocument, phrases: readonly string[]): boolean {
    const { filters, pattern, query } = this.request;
    if (!this.holdsAll(note, phrases) || (pattern !== null && query !== null && this.patternLines(note.text) === 0)) return false;
    // Nobody knows whether a note fits whose properties can't be read.
    if (note.problem !== null) this.report(note.path, note.problem);
    return passes(note, filters) && (!asksForProperties(filters) || note.properties !== null);
  }

  /** The body first: most phrases stand there, and it costs least to take out of a note. */
  private holdsAll(note: SearchDocument, phrases: readonly string[]): boolean {
    return phrases.every((phrase) => FIELDS.toReversed().some((field) => holdsPhrase(note.field(field), phrase)));
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
