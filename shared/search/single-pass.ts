// Search without an index: one pass over the notes of a vault, for processes that answer once. It ranks as MiniSearch
// does (`live-index.ts`); a note that holds no part of a term is left after one look at its text.
import { frontmatterBlock } from '../note/scan';
import type { Io } from '../vault/io';
import { byRank, rounded, inverseDocumentFrequency, termScore } from './bm25';
import { noteName, SearchDocument, type Parts } from './document';
import { AverageLengths } from './field-lengths';
import { isFoldedPlainly, nearMatcher, typoMatcher, type Match, type TermMatcher } from './matching';
import { BOOSTS, byField, FIELDS, type Field } from './parameters';
import { marksAt } from './marks';
import { plainBodyStart } from './plain-properties';
import { placesOfFound } from './plain-words';
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
  /** Different terms; in fields that weren't measured yet, of the parts that were read. */
  lengths: Record<Field, number>;
  /** How often each word stands in each field. */
  words: Map<FoundWord, Record<Field, number>>;
  isHit: boolean;
}

type Taken = Pick<FoundNote, 'lengths' | 'words'>;

const NOWHERE = byField(() => 0);
const FIELDS_BESIDE_BODY = FIELDS.filter((field) => field !== 'body');

export class SinglePass {
  private readonly averages: AverageLengths;
  private readonly found = new Map<string, FoundNote>();
  private readonly words = new Map<string, FoundWord>();
  /** Terms that were judged in this round; `null` is one that no term of the query finds. */
  private readonly judged = new Map<string, FoundWord | null>();
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
    if (!this.isTypoRound && this.averages.count(text.length)) this.averages.keep(new SearchDocument(path, text, plainBodyStart(text)));
    const isPlain = isAscii || isFoldedPlainly(text);
    const isNamed = this.matcher.mayHold(path) && this.matcher.mayHold(noteName(path));
    const mayBe = isPlain ? this.matcher.places(text) : [];
    const places = this.isTypoRound ? placesOfFound(text, mayBe, (word) => this.finds(word)) : mayBe;
    if (places.length > 0) this.takePlaces(path, text, places, isNamed);
    else if (isNamed || hasEscapes(text) || (!isPlain && this.matcher.mayHold(text))) this.takeWhole(new SearchDocument(path, text));
  }

  /** Once all notes were added: true when a term is nowhere in them and may be mistyped; then add all once more. */
  wantsTypoRound(): boolean {
    if (this.isTypoRound) return false;
    const known = new Set([...this.words.values()].flatMap(({ matches }) => matches.map(({ term }) => term)));
    const unknown = new Set(this.terms.flatMap((term, index) => (known.has(index) || term.typos === 0 ? [] : [index])));
    this.isTypoRound = true;
    this.matcher = typoMatcher(this.terms, unknown);
    this.judged.clear();
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

  /** A note of which these are all places that hold a term, besides its name: only the parts are read in which they stand. */
  private takePlaces(path: string, text: string, places: readonly number[], isNamed: boolean): void {
    const plainStart = plainBodyStart(text);
    const note = new SearchDocument(path, text, plainStart);
    const { bodyStart } = note;
    const parts: Parts = {
      // Where it isn't found in the name, the name tells how long the title is at least.
      name: true,
      properties: plainStart === null || (places[0] ?? 0) < plainStart,
      ...marksAt(text, bodyStart, places),
    };
    const taken = nothingTaken();
    eachStretch(text, bodyStart, places, (stretch) => { this.addTerms(taken.words, this.tokenizer.terms(stretch), 'body'); });
    if (isNamed || parts.properties || parts.headings > 0 || parts.tags) this.takeFields(taken, note, FIELDS_BESIDE_BODY, parts);
    this.take(note, taken);
  }

  private takeWhole(note: SearchDocument): void {
    const taken = nothingTaken();
    this.takeFields(taken, note, FIELDS);
    this.take(note, taken);
  }

  private takeFields({ words, lengths }: Taken, note: SearchDocument, fields: readonly Field[], parts?: Parts): void {
    for (const field of fields) {
      const terms = this.tokenizer.terms(note.field(field, parts));
      lengths[field] = new Set(terms).size;
      this.addTerms(words, terms, field);
    }
  }

  private addTerms(words: Taken['words'], terms: readonly string[], field: Field): void {
    for (const term of terms) {
      const word = this.wordOf(term);
      if (word === null) continue;
      const counts = words.get(word) ?? { ...NOWHERE };
      counts[field] += 1;
      words.set(word, counts);
    }
  }

  private take(note: SearchDocument, { words, lengths }: Taken): void {
    if (words.size === 0) return;
    const known = this.found.get(note.path);
    if (known === undefined) this.found.set(note.path, { path: note.path, lengths, words, isHit: this.isHit(note) });
    for (const [word, counts] of words) {
      // A word that is no typo of one term may be one of another; then it was counted already.
      if (known?.words.has(word) === true) continue;
      known?.words.set(word, counts);
      for (const field of FIELDS) if (counts[field] > 0) word.holders[field] += 1;
    }
    if (known !== undefined) for (const field of FIELDS) known.lengths[field] = Math.max(known.lengths[field], lengths[field]);
  }

  private finds(word: string): boolean {
    return this.tokenizer.terms(word).some((term) => this.wordOf(term) !== null);
  }

  /** What a term of a note is to the query; `null` when nothing. Each different one is judged once. */
  private wordOf(term: string): FoundWord | null {
    const known = this.judged.get(term);
    if (known !== undefined) return known;
    const matches = this.matcher.matches(term);
    const word = matches.length === 0 ? null : this.words.get(term) ?? { text: term, matches: [], holders: { ...NOWHERE } };
    if (word !== null) {
      word.matches = [...word.matches, ...matches];
      this.words.set(term, word);
    }
    this.judged.set(term, word);
    return word;
  }

  private *exact(path: string, read: (path: string) => Io<SearchDocument>): Io<RankedNote> {
    const found = this.found.get(path);
    if (found === undefined) throw new Error(`${path} was not found`);
    const note = yield* read(path);
    for (const field of FIELDS) {
      const isFound = [...found.words.values()].some((counts) => counts[field] > 0);
      if (isFound) found.lengths[field] = this.lengthOf(note, field);
    }
    return this.ranked(found);
  }

  private lengthOf(note: SearchDocument, field: Field): number {
    return new Set(this.tokenizer.terms(note.field(field))).size;
  }

  /** With the score that a note has at most, as long as the lengths of its fields are not measured. */
  private ranked(note: FoundNote): RankedNote {
    let sum = 0;
    // A query has at most 32 terms.
    let terms = 0;
    this.eachPart(note, (_word, { term }, _field, score) => {
      sum += score;
      terms |= 1 << term;
    });
    const matched = bitsOf(terms);
    return { path: note.path, score: sum * matched, matched };
  }

  private eachPart(note: FoundNote, take: (word: FoundWord, match: Match, field: Field, score: number) => void): void {
    for (const [word, counts] of note.words) {
      for (const field of FIELDS) {
        if (counts[field] === 0) continue;
        const idf = inverseDocumentFrequency(word.holders[field], this.averages.total);
        const plain = termScore(counts[field], idf, note.lengths[field], this.averages.of(field));
        for (const match of word.matches) take(word, match, field, match.weight * BOOSTS[field] * plain);
      }
    }
  }

  private contribution(note: FoundNote, word: FoundWord, { term, kind, weight }: Match, field: Field, score: number): Contribution {
    const df = word.holders[field];
    return {
      term: this.terms[term]?.text ?? '', found: word.text, kind, field, tf: note.words.get(word)?.[field] ?? 0, df,
      idf: inverseDocumentFrequency(df, this.averages.total), length: note.lengths[field], average: this.averages.of(field),
      boost: BOOSTS[field], weight, score,
    };
  }
}

function bitsOf(set: number): number {
  let bits = 0;
  for (let rest = set; rest !== 0; rest &= rest - 1) bits += 1;
  return bits;
}

function nothingTaken(): Taken {
  return { lengths: { ...NOWHERE }, words: new Map() };
}

/** YAML may write a word otherwise than it reads (`"caf\u00e9"`): such a note is read before it is left. */
function hasEscapes(text: string): boolean {
  if (!text.includes('\\')) return false;
  const block = frontmatterBlock(text);
  return block?.closed === true && text.slice(block.contentStart, block.contentEnd).includes('\\');
}
