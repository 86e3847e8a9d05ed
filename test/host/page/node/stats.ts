// What `stat` and `readdir` of Node answer, rebuilt in the page from what came over the line.
import type { WireEntry, WireStats } from '../../wire';

const TYPE_BITS = 0o170000;
const FILE = 0o100000;
const FOLDER = 0o040000;
const LINK = 0o120000;
const PIPE = 0o010000;
const SOCKET = 0o140000;

/** `fs.Stats`, or with `bigint: true` `fs.BigIntStats`: then the numbers are big integers. */
export class BridgedStats {
  [field: string]: unknown;
  private readonly type: number;

  constructor({ bigint, fields }: WireStats) {
    for (const [name, digits] of Object.entries(fields)) {
      this[name] = bigint ? BigInt(digits) : Number(digits);
      if (name.endsWith('Ms')) this[name.slice(0, -2)] = new Date(Number(digits));
    }
    this.type = Number(fields['mode']) & TYPE_BITS;
  }

  isFile(): boolean { return this.type === FILE; }
  isDirectory(): boolean { return this.type === FOLDER; }
  isSymbolicLink(): boolean { return this.type === LINK; }
  isFIFO(): boolean { return this.type === PIPE; }
  isSocket(): boolean { return this.type === SOCKET; }
}

/** `fs.Dirent`. */
export class BridgedEntry {
  readonly name: string;
  private readonly type: number;

  constructor({ name, type }: WireEntry) {
    this.name = name;
    this.type = type;
  }

  isFile(): boolean { return this.type === FILE; }
  isDirectory(): boolean { return this.type === FOLDER; }
  isSymbolicLink(): boolean { return this.type === LINK; }
  isFIFO(): boolean { return this.type === PIPE; }
}
