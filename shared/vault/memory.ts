// Answers that are kept between commands under the hash of what they were derived from. Derived: deleting, damaging or
// copying them changes no answer.
import { encodeNote } from './bytes';
import { readCache, writeCache } from './cache-file';
import { textChecksum } from './checksum';
import { decodeColumns, encodeColumns, type Columns } from './columns';
import type { Io, MaybePromise } from './io';
import { wait } from './io';
import { KnownHashes } from './known-hashes';
import { listLedgers, type LedgerFile } from './ledger';
import type { Ports, Sha256 } from './ports';
import { milliseconds, RACY_MS } from './stamps';

/** Answers that were derived anew before they are written again; below it, deriving them once more is cheaper. */
const CHANGES_TO_SAVE = 32;

/** The name of a file of answers, and what they depend on beside the content that they are about. */
export interface Memory {
  name: string;
  /** Changes whenever an answer would be another one. Without spaces. */
  source: string;
}

/** An answer about one note. */
export interface Derived<T> {
  answer: T;
  /** Of the bytes that it was derived from, which may be newer than what the index knew; `null` when it could not be read. */
  sha256: Sha256 | null;
}

/**
 * The answer that was derived from `source`, or a new one.
 * @param isOf whether a new one was; notes may change while they are read
 */
export function* rememberedAnswer<T>(ports: Pick<Ports, 'state'>, memory: Memory, derive: () => Io<T>, isOf: () => boolean): Io<T> {
  const known = yield* recall(ports, memory);
  if (known !== undefined) return known as T;
  const answer = yield* derive();
  if (isOf()) yield* keep(ports, memory, answer);
  return answer;
}

/**
 * The answer that was derived from the ledgers as they are, or a new one.
 * @param now in whole seconds, before anything was looked at
 */
export function* rememberedOfLedgers<T>(ports: Pick<Ports, 'state' | 'hash'>, name: string, derive: () => Io<T>, now: string): Io<T> {
  const ledgers = yield* listLedgers(ports.state);
  const sourceOf = (files: readonly LedgerFile[]): MaybePromise<Sha256> => ports.hash.sha256(encodeNote(JSON.stringify(files)));
  const source = yield* wait(sourceOf(ledgers));
  let isOfSource = false;
  const deriveFromThese = function* (): Io<T> {
    const answer = yield* derive();
    isOfSource = areSettled(ledgers, now) && source === (yield* wait(sourceOf(yield* listLedgers(ports.state))));
    return answer;
  };
  return yield* rememberedAnswer(ports, { name, source }, deriveFromThese, () => isOfSource);
}

/** Whether the clock can tell a later change of these files from their last one. */
function areSettled(ledgers: readonly LedgerFile[], now: string): boolean {
  return ledgers.every(({ stat: { ctime, mtime } }) => Math.max(milliseconds(ctime), milliseconds(mtime)) < Date.parse(now) - RACY_MS);
}

/**
 * The answer about each note, in their order: a new one where its content is not remembered.
 * @param isNewer is called when a note's content is not what it was said to be
 */
export function* rememberedAnswers<Note extends { sha256: Sha256 }, T>(
  ports: Pick<Ports, 'state'>, memory: Memory, notes: readonly Note[], derive: (note: Note) => Io<Derived<T>>, isNewer: () => void,
): Io<T[]> {
  const kept = yield* recallColumns(ports, memory);
  const known = new KnownHashes(kept?.texts['hashes'] ?? '');
  const before = JSON.parse(kept?.texts['answers'] ?? '[]') as T[];
  const derived: Derived<T>[] = [];
  let changes = 0;
  for (const note of notes) {
    const place = known.find(note.sha256);
    const found = place < 0 ? yield* derive(note) : { answer: before[place] as T, sha256: note.sha256 };
    derived.push(found);
    if (place >= 0) continue;
    if ((found.sha256 ?? '') !== note.sha256) isNewer();
    if (found.sha256 !== null) changes += 1;
  }
  if (changes >= CHANGES_TO_SAVE || (known.length === 0 && changes > 0)) yield* keepColumns(ports, memory, { numbers: {}, texts: textsOf(derived) });
  return derived.map(({ answer }) => answer);
}

/** Hashes of contents one after the other, and the answer about each. */
function textsOf(derived: readonly Derived<unknown>[]): Columns['texts'] {
  const present = new Map(derived.flatMap(({ answer, sha256 }) => (sha256 === null ? [] : [[sha256, answer]])));
  return { hashes: [...present.keys()].join(''), answers: JSON.stringify([...present.values()]) };
}

/** As {@link rememberedAnswer}, of numbers. */
export function* rememberedNumbers(ports: Pick<Ports, 'state'>, memory: Memory, derive: () => Uint32Array): Io<Uint32Array> {
  const kept = yield* recallColumns(ports, memory);
  const known = kept?.numbers['numbers'];
  if (known instanceof Uint32Array) return known;
  const numbers = derive();
  yield* keepColumns(ports, memory, { numbers: { numbers }, texts: {} });
  return numbers;
}

function* recallColumns(ports: Pick<Ports, 'state'>, { name, source }: Memory): Io<Columns | null> {
  const bytes = yield* readCache(ports.state, pathOf(name));
  const columns = bytes && decodeColumns(bytes);
  return columns?.header === source ? columns : null;
}

function* keepColumns(ports: Pick<Ports, 'state'>, { name, source }: Memory, columns: Omit<Columns, 'header'>): Io<void> {
  yield* writeCache(ports.state, pathOf(name), encodeColumns({ header: source, ...columns }));
}

/** `undefined` when there is nothing that was kept of this source. */
function* recall(ports: Pick<Ports, 'state'>, { name, source }: Memory): Io<unknown> {
  const bytes = yield* readCache(ports.state, pathOf(name));
  const [head, body = ''] = bytes === null ? [''] : new TextDecoder().decode(bytes).split('\n');
  return head === `${source} ${textChecksum(body)}` ? JSON.parse(body) as unknown : undefined;
}

function* keep(ports: Pick<Ports, 'state'>, { name, source }: Memory, value: unknown): Io<void> {
  const text = JSON.stringify(value);
  yield* writeCache(ports.state, pathOf(name), new TextEncoder().encode(`${source} ${textChecksum(text)}\n${text}`));
}

function pathOf(name: string): string {
  return `local/cache/${name}`;
}
