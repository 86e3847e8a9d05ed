// The container of caches that are read whole and used in part: a small header, columns of numbers, and texts. Nothing
// of a row is made before it is asked for. One checksum over all of it tells damage.
import { checksumOf } from './checksum';

export type Column = Float64Array | Uint32Array;

export interface Columns {
  /** Plain JSON. */
  header: unknown;
  numbers: Record<string, Column>;
  texts: Record<string, string>;
}

export interface StoredColumns extends Columns {
  /** Tells one file from another as surely as damage is found. Without spaces. */
  identity: string;
}

/** Also tells a machine of the other byte order. Changes with the layout. */
const MARK = 0x7c01_5701;
/** Mark, checksum, length of the head, length of the whole: 32 bits each. */
const PREAMBLE = 16;
/** Columns begin at multiples of this, so that they can be used where they lie. */
const ALIGNMENT = 8;
const SPACE = 0x20;

type Kind = 'float64' | 'uint32' | 'text';

interface Head {
  header: unknown;
  /** In the order in which they lie, `length` in bytes. */
  parts: [name: string, kind: Kind, length: number][];
}

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

export function encodeColumns({ header, numbers, texts }: Columns): Uint8Array {
  const contents = new Map<string, { kind: Kind; bytes: Uint8Array }>();
  for (const [name, column] of Object.entries(numbers)) {
    const kind = column instanceof Float64Array ? 'float64' : 'uint32';
    contents.set(name, { kind, bytes: new Uint8Array(column.buffer, column.byteOffset, column.byteLength) });
  }
  for (const [name, text] of Object.entries(texts)) contents.set(name, { kind: 'text', bytes: encoder.encode(text) });
  const head: Head = { header, parts: [...contents].map(([name, { kind, bytes }]) => [name, kind, bytes.length]) };
  const headBytes = encoder.encode(JSON.stringify(head));
  const length = [headBytes, ...[...contents.values()].map(({ bytes }) => bytes)]
    .reduce((sum, bytes) => sum + aligned(bytes.length), PREAMBLE);
  const whole = new Uint8Array(length).fill(SPACE, PREAMBLE, PREAMBLE + aligned(headBytes.length));
  whole.set(headBytes, PREAMBLE);
  let at = PREAMBLE + aligned(headBytes.length);
  for (const { bytes } of contents.values()) {
    whole.set(bytes, at);
    at += aligned(bytes.length);
  }
  new Uint32Array(whole.buffer, 0, 4).set([MARK, checksumOf(whole.subarray(PREAMBLE)), aligned(headBytes.length), length]);
  return whole;
}

/** The columns in a file; `null` when it is cut, damaged, or none of ours. `bytes` must not change afterwards. */
export function decodeColumns(bytes: Uint8Array): StoredColumns | null {
  if (bytes.length < PREAMBLE || bytes.length % ALIGNMENT !== 0) return null;
  const whole = bytes.byteOffset % ALIGNMENT === 0 ? bytes : new Uint8Array(bytes);
  const [mark, sum, headLength = 0, length] = new Uint32Array(whole.buffer, whole.byteOffset, 4);
  if (mark !== MARK || length !== whole.length || sum !== checksumOf(whole.subarray(PREAMBLE))) return null;
  const head = JSON.parse(decoder.decode(whole.subarray(PREAMBLE, PREAMBLE + headLength))) as Head;
  const columns: StoredColumns = { header: head.header, numbers: {}, texts: {}, identity: `${sum}-${length}` };
  let at = PREAMBLE + headLength;
  for (const [name, kind, size] of head.parts) {
    const start = whole.byteOffset + at;
    if (kind === 'text') columns.texts[name] = decoder.decode(whole.subarray(at, at + size));
    else if (kind === 'float64') columns.numbers[name] = new Float64Array(whole.buffer, start, size / Float64Array.BYTES_PER_ELEMENT);
    else columns.numbers[name] = new Uint32Array(whole.buffer, start, size / Uint32Array.BYTES_PER_ELEMENT);
    at += aligned(size);
  }
  return columns;
}

function aligned(length: number): number {
  return Math.ceil(length / ALIGNMENT) * ALIGNMENT;
}
