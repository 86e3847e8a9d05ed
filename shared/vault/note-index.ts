// The index of notes: what lists need of each, kept between commands and checked against every note's stat, so that an
// answer never comes from the past. Derived: deleting, damaging or copying it changes no answer.
import { countChecklist } from '../note/checklist';
import type { Properties, PropertyValue } from '../note/frontmatter';
import { readPropertyList } from '../note/frontmatter';
import { propertiesOf, PropertyNames, type PropertyList } from '../note/property-list';
import type { Baselines } from './baselines';
import { decodeNote, encodeNote } from './bytes';
import { writeCache } from './cache-file';
import { contentOf, encodeRows, type StampedRow } from './encode-rows';
import type { Io, MaybePromise } from './io';
import { wait } from './io';
import { comparePaths, isBelow } from './paths';
import type { FileStat, Ports, Sha256 } from './ports';
import { ReadRow, withRecord } from './read-row';
import { type Found, type RememberedRows, rememberedRows } from './remembered-rows';
import type { Identity } from './row-format';
import { byPath, contentWritten, rowsOfIndex, type Content, type RowSet } from './row-set';
import { settledStamp, type Stamps, STAMP_LENGTH, stampsOf } from './stamps';
import type { IndexedNote } from './view';
import { noteFolders, type NoteFolder } from './note-folders';
import { pathIn } from './walk';

export interface IndexRow {
  path: string;
  stat: Pick<FileStat, 'kind' | 'size'>;
  sha256: Sha256;
  properties: Properties | null;
  problem: string | null;
  criteria: { done: number; total: number };
  /** Where it is given: one property, without making all of them. */
  property?(key: string): PropertyValue | undefined;
  /** The note as lists see it, where it is known that its bytes are as a governed operation left them. */
  governed?: IndexedNote | null;
}

/** Stories and all other notes have an index each, so that a question about one does not read the other. */
export type Partition = 'stories' | 'notes';

/** What reading the vault's files takes. */
export type NoteReader = Pick<Ports['notes'], 'read' | 'glance' | 'hashes' | 'stat' | 'stamps' | 'sweep' | 'list'>;

/** Rows that were made anew before they are kept beside the index; below it, making them once more is cheaper. */
const CHANGES_TO_KEEP = 8;
/** Rows beside the index before all of it is written again. */
const CHANGES_TO_SAVE = 128;
/** The section that stories keep their criteria in (`formats.md`). */
const CRITERIA = 'Acceptance Criteria';
const NOT_A_FILE = 'it is no regular file, or a link that leads out of the vault';

interface Rows {
  /** Numbers of those that hold as they were remembered, a stretch of a folder in each. */
  kept: Int32Array[];
  found: Found[];
  /** What is neither remembered nor asked about. */
  unreadable: IndexRow[];
}

export class NoteIndex {
  /** What was remembered; `undefined` before it was looked for. */
  private known: RememberedRows | null | undefined;
  /** Rows of notes that changed since, in a file of their own: writing all of them again takes as long as reading a hundred notes. */
  private later: RememberedRows | null = null;

  constructor(
    private readonly ports: Pick<Ports, 'state' | 'hash' | 'place'> & { notes: NoteReader },
    private readonly partition: Partition,
    private readonly storiesFolder: string,
    private readonly baselines: Baselines,
  ) {}

  /**
   * The rows of all notes below `folder`.
   * `hashAll` reads every note; otherwise one whose stat is as remembered is taken as remembered.
   */
  *rows(folder: string, hashAll = false): Io<RowSet> {
    yield* this.load();
    const table = this.known?.table ?? null;
    const rows: Rows = { kept: [], found: [], unreadable: [] };
    for (const notes of yield* noteFolders(this.ports.notes, folder, this.excluded(), !hashAll || table === null)) {
      for (const name of notes.others) rows.unreadable.push(unreadableRow(pathIn(notes.folder, name), NOT_A_FILE));
      if (notes.stamps) yield* this.addByStamp(notes, notes.stamps, rows);
      else if (this.known) yield* this.addByHash(notes, this.known, rows);
    }
    yield* this.judge(rows.found);
    const changes = rows.found.reduce((count, { isNew }) => count + Number(isNew), 0);
    let content: Content | null = null;
    if (this.known ? this.known.isFarBehind || rows.found.length >= CHANGES_TO_SAVE : changes > 0) content = yield* this.save(folder, rows);
    else if (this.later?.isFarBehind || changes >= CHANGES_TO_KEEP) yield* this.keepLater(folder, rows.found);
    const others = [...rows.found.map(({ row }) => row), ...rows.unreadable].sort(byPath);
    // Numbers of rows are in path order.
    const stored = table === null ? [] : [{ table, numbers: joined(rows.kept).sort() }];
    return rowsOfIndex(stored, others, content);
  }

  private *addByStamp({ folder, names }: NoteFolder, stamps: Stamps, rows: Rows): Io<void> {
    const { known } = this;
    const matched = known?.table.match(pathIn(folder, ''), names) ?? new Int32Array(names.length).fill(-1);
    const holding = known?.kept(matched, stamps) ?? new Uint8Array(names.length);
    let from = 0;
    // Most rows hold: those that don't are looked for.
    for (let n = holding.indexOf(0); n >= 0; n = holding.indexOf(0, n + 1)) {
      if (n > from) rows.kept.push(matched.subarray(from, n));
      from = n + 1;
      if (Number.isNaN(stamps.numbers[n * STAMP_LENGTH])) continue;
      const [path, row] = [pathIn(folder, names[n] ?? ''), matched[n] ?? -1];
      const remembered = known?.found(row, stamps, n) ?? this.later?.found(this.later.table.find(path), stamps, n);
      if (remembered) rows.found.push(remembered);
      else yield* this.read(path, row, settledStamp(stamps, n), rows);
    }
    rows.kept.push(matched.subarray(from));
  }

  /** The stamp of a note with the remembered bytes is nobody's concern; that of another is taken before it is read again. */
  private *addByHash({ folder, names }: NoteFolder, known: RememberedRows, rows: Rows): Io<void> {
    const { table } = known;
    const matched = table.match(pathIn(folder, ''), names);
    const hashes = yield* this.hashesOf(folder, names);
    const kept: number[] = [];
    for (let n = 0; n < names.length; n++) {
      const row = matched[n] ?? -1;
      if (row >= 0 && known.isJudged(row) && table.hasHash(row, hashes[n] ?? null)) {
        kept.push(row);
        continue;
      }
      const name = names[n] ?? '';
      const stamps = yield* stampsOf(this.ports.notes, folder, [name]);
      yield* this.read(pathIn(folder, name), row, settledStamp(stamps, 0), rows);
    }
    rows.kept.push(Int32Array.from(kept));
  }

  private excluded(): string | null {
    return this.partition === 'notes' ? this.storiesFolder : null;
  }

  /** Adds what lies there now. */
  private *read(path: string, remembered: number, stamp: Float64Array, { found, unreadable }: Rows): Io<void> {
    let bytes: Uint8Array | null;
    try {
      const given = this.glance(path);
      bytes = given instanceof Promise ? yield* wait(given) : given;
    } catch (error) {
      unreadable.push(unreadableRow(path, error instanceof Error ? error.message : String(error)));
      return;
    }
    if (!bytes) return;
    const hash = this.ports.hash.sha256(bytes);
    const sha256 = hash instanceof Promise ? yield* wait(hash) : hash;
    // The same bytes make the same row, whatever happened to their stamp.
    for (const [of, at] of [[this.known, remembered], [this.later, this.later?.table.find(path) ?? -1]] as const) {
      if (!of || at < 0 || of.table.sha256(at) !== sha256) continue;
      found.push({ row: of.table.row(at), stamp, isJudged: of.isJudged(at), isNew: !of.table.hasStamp(at, stamp) });
      return;
    }
    const row = new ReadRow(path, bytes.length, sha256, readContent(bytes, this.partition), null);
    found.push({ row, stamp, isJudged: false, isNew: true });
  }

  /** `null` for what can't be read, whyever. */
  private *hashesOf(folder: string, names: readonly string[]): Io<(Sha256 | null)[]> {
    const { notes, hash } = this.ports;
    if (notes.hashes) return yield* wait(notes.hashes(folder, names));
    const hashes: (Sha256 | null)[] = [];
    for (const name of names) {
      try {
        const bytes = yield* wait(notes.read(pathIn(folder, name)));
        hashes.push(bytes && (yield* wait(hash.sha256(bytes))));
      } catch {
        hashes.push(null);
      }
    }
    return hashes;
  }

  /** Not waited for here: where nothing is to be waited for, a generator for each of many notes is a large part of their time. */
  private glance(path: string): MaybePromise<Uint8Array | null> {
    const { notes } = this.ports;
    return notes.glance ? notes.glance(path) : notes.read(path);
  }

  /** Asks the ledger about the rows that it may say something new of. */
  private *judge(found: Found[]): Io<void> {
    const open = found.filter(({ isJudged }) => !isJudged);
    const records = yield* this.baselines.records(open.map(({ row }) => row.path));
    for (const item of open) {
      item.row = withRecord(item.row, records.get(item.row.path) ?? []);
      item.isNew = true;
    }
  }

  private *load(): Io<void> {
    if (this.known !== undefined) return;
    const { state } = this.ports;
    this.known = yield* rememberedRows(state, this.cachePath(), this.identity, this.baselines);
    this.later = this.known && (yield* rememberedRows(state, this.laterPath(), this.laterIdentity, this.baselines));
  }

  /** @returns the content of the rows; `null` when more than these was written. */
  private *save(folder: string, { kept, found, unreadable }: Rows): Io<Content | null> {
    const { known } = this;
    const others = known ? elsewhere(known, folder) : [];
    const rows = [...found, ...kept.flatMap((stretch) => Array.from(stretch, (at) => known?.stamped(at) ?? [])).flat(), ...others];
    const written = yield* this.write(this.cachePath(), this.identity, rows);
    return others.length === 0 ? contentWritten(written.hash, written.rows, unreadable) : null;
  }

  private *keepLater(folder: string, found: readonly Found[]): Io<void> {
    const others = this.later ? elsewhere(this.later, folder) : [];
    yield* this.write(this.laterPath(), this.laterIdentity, [...found, ...others]);
  }

  private *write(path: string, identity: Identity, rows: readonly StampedRow[]): Io<{ rows: readonly StampedRow[]; hash: Sha256 }> {
    const sorted = rows.toSorted((a, b) => comparePaths(a.row.path, b.row.path));
    const content = yield* wait(this.ports.hash.sha256(encodeNote(contentOf(sorted))));
    yield* writeCache(this.ports.state, path, encodeRows(sorted, identity, { ledger: yield* this.baselines.position(), content }));
    return { rows: sorted, hash: content };
  }

  private cachePath(): string {
    return `local/cache/index-${this.partition}`;
  }

  private laterPath(): string {
    return `${this.cachePath()}-later`;
  }

  private get identity(): Identity {
    return { place: this.ports.place, partition: this.partition };
  }

  /** One file is not taken for the other. */
  private get laterIdentity(): Identity {
    return { place: this.ports.place, partition: `${this.partition}-later` };
  }
}

function joined(stretches: readonly Int32Array[]): Int32Array {
  const whole = new Int32Array(stretches.reduce((length, stretch) => length + stretch.length, 0));
  let at = 0;
  for (const stretch of stretches) {
    whole.set(stretch, at);
    at += stretch.length;
  }
  return whole;
}

/** What is remembered of notes that are not below a folder. */
function elsewhere(remembered: RememberedRows, folder: string): StampedRow[] {
  return remembered.table.paths.flatMap((path, at) => (isBelow(path, folder) ? [] : [remembered.stamped(at)]));
}

/** The row of a note with these bytes. */
export function rowOfBytes<Stat extends IndexRow['stat']>(
  path: string, stat: Stat, sha256: Sha256, bytes: Uint8Array, partition: Partition,
): IndexRow & { stat: Stat } {
  const { list, problem, criteria } = readContent(bytes, partition);
  return { path, stat, sha256, properties: list && propertiesOf(list), problem, criteria };
}

/** What a row says of a note's text. */
export interface RowContent {
  /** `null` when the properties can't be read. */
  list: PropertyList | null;
  problem: string | null;
  criteria: IndexRow['criteria'];
}

const NO_PROPERTIES: PropertyList = { names: new PropertyNames([]), values: [] };

function readContent(bytes: Uint8Array, partition: Partition): RowContent {
  const text = decodeNote(bytes);
  if (text === null) return unreadable('it is not valid UTF-8');
  const reading = readPropertyList(text);
  if (reading.kind === 'unreadable') {
    return unreadable(reading.line === null ? reading.problem : `${reading.problem} (line ${reading.line})`);
  }
  const list = reading.kind === 'none' ? NO_PROPERTIES : reading.list;
  const criteria = partition === 'stories' ? countChecklist(text, CRITERIA) : { done: 0, total: 0 };
  return { list, problem: null, criteria };
}

function unreadable(problem: string): RowContent {
  return { list: null, problem, criteria: { done: 0, total: 0 } };
}

/** The row of a note that can't be read at all. */
export function unreadableRow(path: string, problem: string): IndexRow & { stat: FileStat } {
  const stat: FileStat = { kind: 'other', size: 0, mtime: '0', ctime: '0', inode: '0' };
  return { path, stat, sha256: '', properties: null, problem, criteria: { done: 0, total: 0 } };
}
