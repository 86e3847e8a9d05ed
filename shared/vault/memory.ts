// Answers that are kept between commands under the hash of what they were derived from. Derived: deleting, damaging or
// copying them changes no answer.
import { readCache, writeCache } from './cache-file';
import { textChecksum } from './checksum';
import type { Io } from './io';
import type { Ports, Sha256 } from './ports';

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
 * The answer about each note, in their order: a new one where its content is not remembered.
 * @param isNewer is called when a note's content is not what it was said to be
 */
export function* rememberedAnswers<Note extends { sha256: Sha256 }, T>(
  ports: Pick<Ports, 'state'>, memory: Memory, notes: readonly Note[], derive: (note: Note) => Io<Derived<T>>, isNewer: () => void,
): Io<T[]> {
  const known = new Map(Object.entries(((yield* recall(ports, memory)) ?? {}) as Record<Sha256, T>));
  const present: Record<Sha256, T> = {};
  const answers: T[] = [];
  let changes = 0;
  for (const note of notes) {
    const before = known.get(note.sha256);
    const { answer, sha256 } = before === undefined ? yield* derive(note) : { answer: before, sha256: note.sha256 };
    answers.push(answer);
    if ((sha256 ?? '') !== note.sha256) isNewer();
    if (sha256 === null) continue;
    present[sha256] = answer;
    if (before === undefined) changes += 1;
  }
  if (changes >= CHANGES_TO_SAVE || (known.size === 0 && changes > 0)) yield* keep(ports, memory, present);
  return answers;
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
