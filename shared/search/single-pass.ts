// Search without an index: one pass over the notes of a vault, for processes that answer once. It ranks as MiniSearch
// does (`live-index.ts`); a note that holds no part of a term is left after one look at its text.
import { frontmatterBlock } from '../note/scan';
import { byRank, inverseDocumentFrequency, termScore } from './bm25';
import { noteName, searchDocument, type SearchDocument } from './document';
import { AverageLengths, lengthsBy, type Lengths } from './field-lengths';
import { nearMatcher, typoMatcher, type Match, type TermMatcher } from './matching';
import { BOOSTS, FIELDS, type Field } from './parameters';
import type { QueryTerm } from './query';
import type { Tokenizer } from './tokenizer';

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

export interface RankedNote<Kept> {
  path: string;
  /** The sum of the contributions, times `matched`: a note that holds more of the query's terms counts more (MiniSearch's formula). */
  score: number;
  /** How many of the query's terms it holds. */
  matched: number;
  contributions: readonly Contribution[];
  kept: Kept;
}

interface FoundWord {
  /** By place in {@link FIELDS}. */
  counts: number[];
  matches: readonly Match[];
}

interface FoundNote<Kept> {
  path: string;
  lengths: Lengths;
  words: Map<string, FoundWord>;
  kept: Kept;
}


export class SinglePass<Kept> {
  private readonly averages: AverageLengths;
  private readonly found = new Map<string, FoundNote<Kept>>();
  private matcher: TermMatcher;
  private isTypoRound = false;

  /**
   * @param expected how many notes the vault has
   * @param keep what to remember of a note that holds a term, while its text is at hand
   */
  constructor(
    private readonly terms: readonly QueryTerm[],
    private readonly tokenizer: Tokenizer,
    expected: number,
    private readonly keep: (note: SearchDocument, text: string) => Kept,
  ) {
    this.averages = new AverageLengths(expected);
    this.matcher = nearMatcher(terms);
  }

  /** Every note of the vault goes through here, in path order; again when {@link wantsTypoRound} says so. `isAscii`: all of its text. */
  add(path: string, text: string, isAscii = false): void {
    const isMeasured = !this.isTypoRound && this.averages.count(text.length);
    const holds = this.matcher.mayHold(text, isAscii) || this.matcher.mayHold(noteName(path)) || hasEscapes(text);
    if (!holds && !isMeasured) return;
    const note = searchDocument(path, text);
    const { lengths, words } = this.take(note);
    if (isMeasured) this.averages.measure(text.length, lengths);
    if (words.size === 0) return;
    const known = this.found.get(path);
    if (known === undefined) this.found.set(path, { path, lengths, words, kept: this.keep(note, text) });
    else addWords(known.words, words);
  }

  /** Once all notes were added: true when a term is nowhere in them and may be mistyped; then add all once more. */
  wantsTypoRound(): boolean {
    if (this.isTypoRound) return false;
    const known = new Set([...this.found.values()].flatMap(({ words }) => [...words.values()].flatMap(({ matches }) => matches.map(({ term }) => term))));
    const unknown = new Set(this.terms.flatMap((term, index) => (known.has(index) || term.typos === 0 ? [] : [index])));
    this.isTypoRound = true;
    this.matcher = typoMatcher(this.terms, unknown);
    return unknown.size > 0;
  }

  /** Notes that hold a term, best first. */
  ranking(): RankedNote<Kept>[] {
    const holders = this.holders();
    const averages = this.averages.averages();
    return [...this.found.values()].map((note) => {
      const contributions = this.contributions(note, holders, averages);
      const matched = new Set(contributions.map(({ term }) => term)).size;
      const sum = contributions.reduce((total, { score }) => total + score, 0);
      return { path: note.path, score: sum * matched, matched, contributions, kept: note.kept };
    }).sort(byRank);
  }

  /** What the matcher finds in a note, and how many different terms its fields have, as MiniSearch counts them. */
  private take(note: SearchDocument): { lengths: Lengths; words: Map<string, FoundWord> } {
    const words = new Map<string, FoundWord>();
    const lengths = lengthsBy((field) => {
      const terms = this.tokenizer.terms(note.fields[field]);
      const place = FIELDS.indexOf(field);
      for (const word of terms) {
        const matches = this.matcher.matches(word);
        if (matches.length === 0) continue;
        const found = words.get(word) ?? { counts: FIELDS.map(() => 0), matches };
        found.counts[place] = (found.counts[place] ?? 0) + 1;
        words.set(word, found);
      }
      return new Set(terms).size;
    });
    return { lengths, words };
  }

  /** How many notes hold each found word, by field. */
  private holders(): ReadonlyMap<string, readonly number[]> {
    const holders = new Map<string, number[]>();
    for (const { words } of this.found.values()) {
      for (const [word, { counts }] of words) {
        const notes = holders.get(word) ?? FIELDS.map(() => 0);
        counts.forEach((count, place) => { if (count > 0) notes[place] = (notes[place] ?? 0) + 1; });
        holders.set(word, notes);
      }
    }
    return holders;
  }

  private contributions(note: FoundNote<Kept>, holders: ReadonlyMap<string, readonly number[]>, averages: Lengths): Contribution[] {
    const made: Contribution[] = [];
    for (const [found, { counts, matches }] of note.words) {
      FIELDS.forEach((field, place) => {
        const tf = counts[place] ?? 0;
        if (tf === 0) return;
        const df = holders.get(found)?.[place] ?? 0;
        const idf = inverseDocumentFrequency(df, this.averages.total);
        const length = note.lengths[field];
        const plain = termScore(tf, idf, length, averages[field]);
        for (const { term, kind, weight } of matches) {
          const boost = BOOSTS[field];
          made.push({
            term: this.terms[term]?.text ?? '', found, kind, field, tf, df, idf, length, average: averages[field], boost, weight,
            score: weight * boost * plain,
          });
        }
      });
    }
    return made.sort((one, other) => other.score - one.score);
  }
}

/** A word that is no typo of one term may be one of another. */
function addWords(words: Map<string, FoundWord>, more: ReadonlyMap<string, FoundWord>): void {
  for (const [word, { counts, matches }] of more) {
    words.set(word, { counts, matches: [...(words.get(word)?.matches ?? []), ...matches] });
  }
}

/** YAML may write a word otherwise than it reads (`"caf\u00e9"`): such a note is read before it is left. */
function hasEscapes(text: string): boolean {
  if (!text.includes('\\')) return false;
  const block = frontmatterBlock(text);
  return block?.closed === true && text.slice(block.contentStart, block.contentEnd).includes('\\');
}
