// Reads graphs of notes in columns: everything is decoded when it is asked for. What links and tags say has a number, so that
// what is the same in many notes is looked at once.
import type { LinkForm } from '../note/links';
import type { GraphLink, LinkWords, NoteGraph } from '../note/note-graph';
import { decodeColumns, type StoredColumns } from './columns';
import { graphColumns, type GraphColumns } from './encode-graphs';
import { FORMAT, ITEM_LENGTH, NO_PROBLEM, ROW, type Header, type Item, type NumberColumns, type StoredKind, type StoredWords } from './graph-format';
import { KnownHashes } from './known-hashes';
import { NumberedValues, StoredValues } from './numbered-values';
import type { Sha256 } from './ports';

/** The graphs in a file; `null` when it is damaged, or of another version. */
export function decodeGraphs(bytes: Uint8Array): GraphTable | null {
  const columns = decodeColumns(bytes);
  const isOurs = columns !== null && (columns.header as Header).format === FORMAT;
  return isOurs ? new GraphTable(columns as GraphColumns & StoredColumns, columns.identity) : null;
}

const NONE: readonly never[] = [];

export class GraphTable {
  readonly hashes: KnownHashes;
  private readonly values: StoredValues;
  private readonly numbers: NumberColumns;

  /**
   * @param identity of the file that has these columns; `null` where none has.
   * @param before whose numbers of texts mean the same here.
   */
  constructor({ numbers, texts }: Pick<GraphColumns, 'numbers' | 'texts'>, readonly identity: string | null, before: GraphTable | null = null) {
    this.numbers = numbers;
    this.hashes = new KnownHashes(texts.hashes);
    this.values = new StoredValues(texts.values, numbers.textEnds, before?.values);
  }

  /** A table of these alone. */
  static of(graphs: ReadonlyMap<Sha256, NoteGraph>): GraphTable {
    return new GraphTable(graphColumns(graphs), null);
  }

  /** A table of graphs that numbers texts after those of this one. What links say in `rows` of this one keeps its number. */
  continued(graphs: ReadonlyMap<Sha256, NoteGraph>, rows: readonly number[]): GraphTable {
    const values = new NumberedValues(this.texts);
    for (const row of rows) {
      for (const number of this.map(row, 'links', (at) => this.number('links', at))) values.know(this.values.at(number), number);
    }
    return new GraphTable(graphColumns(graphs, values), null, this);
  }

  /** How many different texts there are; they are numbered from 0. */
  get texts(): number {
    return this.values.length;
  }

  /** Where the first item of a row stands in its column; the next one {@link ITEM_LENGTH} later. */
  start(row: number, item: Item): number {
    return row === 0 ? 0 : this.end(row - 1, item);
  }

  /** Where those of the next row begin. */
  end(row: number, item: Item): number {
    return this.numbers.rows[row * ROW.length + ROW[item]] ?? 0;
  }

  /** What is made of each item of a row. */
  map<T>(row: number, item: Item, make: (at: number) => T): readonly T[] {
    const [start, end] = [this.start(row, item), this.end(row, item)];
    if (start === end) return NONE;
    const made: T[] = [];
    for (let at = start; at < end; at += ITEM_LENGTH[item]) made.push(make(at));
    return made;
  }

  /** A number of the item that stands at `at`. */
  number(item: Item, at: number, which = 0): number {
    return this.numbers[item][at + which] ?? 0;
  }

  count(row: number, of: 'pending' | 'done'): number {
    return this.numbers.rows[row * ROW.length + ROW[of]] ?? 0;
  }

  problem(row: number): string | null {
    const problem = this.numbers.rows[row * ROW.length + ROW.problem] ?? NO_PROBLEM;
    return problem === NO_PROBLEM ? null : this.text(problem);
  }

  text(number: number): string {
    return this.values.at(number) as string;
  }

  /** @param number the first of a link's */
  words(number: number): LinkWords {
    const stored = this.values.at(number) as StoredWords;
    if (typeof stored === 'string') return { target: stored, headings: [], block: null };
    const [target, block, ...headings] = stored;
    return { target, headings, block };
  }

  /** The numbers of the words of all links, some of them many times. */
  *linkWords(): Generator<number> {
    const { links } = this.numbers;
    for (let at = 0; at < links.length; at += ITEM_LENGTH.links) yield this.number('links', at);
  }

  link(at: number): GraphLink {
    const [form, embed, property] = this.values.at(this.number('links', at, 1)) as StoredKind;
    const { target, headings, block } = this.words(this.number('links', at));
    return { form: form as LinkForm, embed, line: this.number('links', at, 2), property, target, headings, block };
  }
}
