// Search without an index: one pass over the notes of a vault, for processes that answer once. It ranks as MiniSearch
// does (`live-index.ts`); a note that holds no part of a term is left after one look at its text.
import { frontmatterBlock } from '../note/scan';
import type { Io } from '../vault/io';
import { byRank, rounded, inverseDocumentFrequency, termScore } from './bm25';
import { noteName, SearchDocument } from './document';
import { AverageLengths } from './field-lengths';
import { isFoldedPlainly, nearMatcher, typoMatcher, type Match, type TermMatcher } from './matching';
import { BOOSTS, byField, FIELDS, type Field } from './parameters';
import { isRunningText, plainBodyStart } from './plain-note';
import type { QueryTerm } from './query';
import { eachStretch, type Tokenizer } from './tokenizer';

/** One part of a score: `score` = `weight` × `boost` × BM25+ of the rest. */
export interface Contribution {
  /** The query's term, folded. */
  term: string;
  /** The word of the note that it found, folded. */
  found: string;
  kind: Match['kind'];
  field: Field;
  /** How often the word stands in the field. */
  tf: number;
  /** Notes that hold the word in this field. */
  df: number;
  idf: number;
  /** Different terms in the field, and on average. */
  length: number;
  average: number;
  boost: number;
  weight: number;
  score: number;
}

export interface RankedNote {
  path: string;
  /** The sum of the contributions, times `matched`: a note that holds more of the query's terms counts more (MiniSearch's formula). */
  score: number;
  /** How many of the query's terms it holds. */
  matched: number;
}

/** A word of the vault that terms of the query find. */
interface FoundWord {
  text: string;
  matches: readonly Match[];
  /** Notes that hold it, by field. */
  holders: Record<Field, number>;
}

interface FoundNote {
  path: string;
  /** Different terms, where somebody had to know. */
  lengths: Partial<Record<Field, number>>;
  /** How often each word stands in each field. */
  words: Map<FoundWord, Record<Field, number>>;
  isHit: boolean;
}

type Taken = Pick<FoundNote, 'lengths' | 'words'>;

const NOWHERE = byField(() => 0);

export class SinglePass {
  private readonly averages: AverageLengths;
  private readonly found = new Map<string, FoundNote>();
  private readonly words = new Map<string, FoundWord>();
  private matcher: TermMatcher;
  private isTypoRound = false;

  /**
   * @param expected how many notes the vault has
   * @param isHit whether a note that holds a term is to be ranked; all that hold it weigh what it is worth
   */
  constructor(
    private readonly terms: readonly QueryTerm[],
    private readonly tokenizer: Tokenizer,
    expected: number,
    private readonly isHit: (note: SearchDocument) => boolean,
  ) {
    this.averages = new AverageLengths(expected, (note, field) => this.lengthOf(note, field));
    this.matcher = nearMatcher(terms);
  }

  /**
   * Every note of the vault goes through here, in an order that is always the same; again when {@link wantsTypoRound} says so.
   *
   * @param isAscii true only if all of its text is
   */
  add(path: string, text: string, isAscii = false): void {
    if (!this.isTypoRound) this.averages.count(new SearchDocument(path, text));
    const isPlain = isAscii || isFoldedPlainly(text);
    const inBody = isPlain ? this.onlyInBody(path, text) : null;
    if (inBody !== null) {
      const note = new SearchDocument(path, text, inBody);
      this.take(note, this.takenOfBody(note));
    } else if (this.matcher.mayHold(text, isPlain) || this.matcher.mayHold(noteName(path)) || hasEscapes(text)) {
      const note = new SearchDocument(path, text);
      this.take(note, this.takenOf(note, isPlain));
    }
  }

  /** Once all notes were added: true when a term is nowhere in them and may be mistyped; then add all once more. */
  wantsTypoRound(): boolean {
    if (this.isTypoRound) return false;
    const known = new Set([...this.words.values()].flatMap(({ matches }) => matches.map(({ term }) => term)));
    const unknown = new Set(this.terms.flatMap((term, index) => (known.has(index) || term.typos === 0 ? [] : [index])));
    this.isTypoRound = true;
    this.matcher = typoMatcher(this.terms, unknown);
    return unknown.size > 0;
  }

  /** Notes that hold a term and are hits. */
  get hits(): number {
    return [...this.found.values()].filter(({ isHit }) => isHit).length;
  }

  /**
   * The best hits, best first.
   *
   * @param most how many; all when infinite
   * @param read a note, once more, where it may be one of them: only then its words are counted
   */
  *best(most: number, read: (path: string) => Io<SearchDocument>): Io<RankedNote[]> {
    const bounded = [...this.found.values()].filter(({ isHit }) => isHit).map((note) => this.ranked(note)).sort(byRank);
    const exact: RankedNote[] = [];
    for (let wanted = most; ; wanted *= 2) {
      for (const { path } of bounded.slice(exact.length, wanted)) exact.push(yield* this.exact(path, read));
      exact.sort(byRank);
      const [last, rest] = [exact[most - 1], bounded[exact.length]];
      if (rest === undefined || (last !== undefined && rounded(last.score) > rounded(rest.score))) return exact.slice(0, most);
    }
  }

  /** What a note's score is made of, the most first. */
  contributions(path: string): Contribution[] {
    const note = this.found.get(path);
    const made: Contribution[] = [];
    if (note !== undefined) {
      this.eachPart(note, (word, match, field, score) => { made.push(this.contribution(note, word, match, field, score)); });
    }
    return made.sort((one, other) => other.score - one.score);
  }

  /**
   * Where the body begins, when it is sure that terms stand in its running text and in no other field: then that is all
   * that has to be looked at. `null` when there is none, or it isn't sure.
   */
  private onlyInBody(path: string, text: string): number | null {
    const { matcher } = this;
    const first = matcher.next(text, 0);
    if (first === -1) return null;
    const start = plainBodyStart(text);
    if (start === null || first < start || matcher.mayHold(noteName(path))) return null;
    return isRunningText(text, start, (from) => matcher.next(text, from)) ? start : null;
  }

  private take(note: SearchDocument, { lengths, words }: Taken): void {
    if (words.size === 0) return;
    const found = this.found.get(note.path) ?? { path: note.path, lengths: {}, words: new Map(), isHit: this.isHit(note) };
    this.found.set(note.path, found);
    Object.assign(found.lengths, lengths);
    for (const [word, counts] of words) {
      // A word that is no typo of one term may be one of another; then it was counted already.
      if (found.words.has(word)) continue;
      found.words.set(word, counts);
      for (const field of FIELDS) if (counts[field] > 0) word.holders[field] += 1;
    }
  }

  /** What the matcher finds in the body of a note whose text is folded plainly. */
  private takenOfBody({ text, bodyStart }: SearchDocument): Taken {
    const taken: Taken = { lengths: {}, words: new Map() };
    eachStretch(text, bodyStart, (from) => this.matcher.next(text, from), (stretch) => {
      for (const term of this.tokenizer.terms(stretch)) this.addTerm(taken, term, 'body');
    });
    return taken;
  }

  /** What the matcher finds in a note, and how many different terms the fields have that were taken apart. */
  private takenOf(note: SearchDocument, isPlain: boolean): Taken {
    const taken: Taken = isPlain ? this.takenOfBody(note) : { lengths: {}, words: new Map() };
    for (const field of FIELDS) {
      if (field === 'body' && isPlain) continue;
      const terms = this.tokenizer.terms(note.field(field));
      taken.lengths[field] = new Set(terms).size;
      for (const term of terms) this.addTerm(taken, term, field);
    }
    return taken;
  }

  private addTerm({ words }: Taken, term: string, field: Field): void {
    const word = this.wordOf(term);
    if (word === null) return;
    const counts = words.get(word) ?? { ...NOWHERE };
    counts[field] += 1;
    words.set(word, counts);
  }

  /** What a term of a note is to the query; `null` when nothing. */
  private wordOf(term: string): FoundWord | null {
    const matches = this.matcher.matches(term);
    if (matches.length === 0) return null;
    const word = this.words.get(term) ?? { text: term, matches: [], holders: { ...NOWHERE } };
    this.words.set(term, word);
    const more = matches.filter(({ term: wanted }) => !word.matches.some((known) => known.term === wanted));
    if (more.length > 0) word.matches = [...word.matches, ...more];
    return word;
  }

  private *exact(path: string, read: (path: string) => Io<SearchDocument>): Io<RankedNote> {
    const note = this.found.get(path);
    if (note === undefined) throw new Error(`${path} was not found`);
    const isInBody = [...note.words.values()].some(({ body }) => body > 0);
    if (isInBody && note.lengths.body === undefined) note.lengths.body = this.lengthOf(yield* read(path), 'body');
    return this.ranked(note);
  }

  private lengthOf(note: SearchDocument, field: Field): number {
    return new Set(this.tokenizer.terms(note.field(field))).size;
  }

  /** With the score that a note has at most, as long as the length of its body isn't known. */
  private ranked(note: FoundNote): RankedNote {
    let sum = 0;
    const matched = new Set<number>();
    this.eachPart(note, (_word, { term }, _field, score) => {
      sum += score;
      matched.add(term);
    });
    return { path: note.path, score: sum * matched.size, matched: matched.size };
  }

  private eachPart(note: FoundNote, take: (word: FoundWord, match: Match, field: Field, score: number) => void): void {
    for (const [word, counts] of note.words) {
      for (const field of FIELDS) {
        if (counts[field] === 0) continue;
        const idf = inverseDocumentFrequency(word.holders[field], this.averages.total);
        const plain = termScore(counts[field], idf, note.lengths[field] ?? 0, this.averages.of(field));
        for (const match of word.matches) take(word, match, field, match.weight * BOOSTS[field] * plain);
      }
    }
  }

  private contribution(note: FoundNote, word: FoundWord, { term, kind, weight }: Match, field: Field, score: number): Contribution {
    const df = word.holders[field];
    return {
      term: this.terms[term]?.text ?? '', found: word.text, kind, field, tf: note.words.get(word)?.[field] ?? 0, df,
      idf: inverseDocumentFrequency(df, this.averages.total), length: note.lengths[field] ?? 0, average: this.averages.of(field),
      boost: BOOSTS[field], weight, score,
    };
  }
}

/** YAML may write a word otherwise than it reads (`"caf\u00e9"`): such a note is read before it is left. */
function hasEscapes(text: string): boolean {
  if (!text.includes('\\')) return false;
  const block = frontmatterBlock(text);
  return block?.closed === true && text.slice(block.contentStart, block.contentEnd).includes('\\');
}
