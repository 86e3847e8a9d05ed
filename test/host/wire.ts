// How values travel between a page of the host and its process: JSON, with marks for what JSON can't say.
// Used on both sides, so it knows neither the DOM nor Node.

export type Wire = null | boolean | number | string | Wire[] | { [key: string]: Wire };

/** A file or folder as `stat` of Node tells it; the page gives it methods. Big integers are texts of digits. */
export interface WireStats {
  bigint: boolean;
  fields: Record<string, string>;
}

/** One entry of a folder. */
export interface WireEntry {
  name: string;
  /** File type bits of a mode, as in `S_IFREG`. */
  type: number;
}

export interface WireCall {
  /** `module.function`, such as `fs.openSync`. */
  name: string;
  args: Wire[];
}

export type WireReply = { value: Wire } | { error: WireError };

/** What programs look at in an error of Node. */
export interface WireError {
  message: string;
  code?: string;
  errno?: number;
  syscall?: string;
  path?: string;
  dest?: string;
}

/** A file or folder of the vault as the host's process sees it. */
export interface FolderEntry {
  path: string;
  kind: 'file' | 'folder';
  /** Bytes. */
  size: number;
  /** Milliseconds since 1970. */
  mtime: number;
  ctime: number;
  /** Changes whenever the content may have: time in nanoseconds, inode and size. */
  stamp: string;
}

/** What a page is told when it starts. */
export interface HostConfig {
  vaultPath: string;
  vaultName: string;
  phone: boolean;
  dark: boolean;
  /** What a desktop app's Node says of its process; on a phone the page must not look at it. */
  node: { pid: number; platform: string; arch: string; uid: number; hostname: string; version: string };
}

/** Bytes per step: arguments of a call are limited. */
const CHUNK = 0x8000;

/** `special` may mark values that only one side knows; it answers `undefined` for the others. */
export function encode(value: unknown, special: (value: object) => Wire | undefined = () => undefined): Wire {
  if (value === undefined) return { $undefined: true };
  if (typeof value === 'bigint') return { $bigint: String(value) };
  if (value === null || typeof value === 'boolean' || typeof value === 'number' || typeof value === 'string') return value;
  if (typeof value !== 'object') throw new TypeError(`a ${typeof value} can't be sent`);
  if (value instanceof Uint8Array) return { $bytes: toBase64(value) };
  if (value instanceof Date) return { $date: value.getTime() };
  const marked = special(value);
  if (marked !== undefined) return marked;
  if (Array.isArray(value)) return value.map((item) => encode(item, special));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, encode(item, special)]));
}

/** The inverse of {@link encode}; `special` gets objects with one key that starts with `$` and isn't known here. */
export function decode(wire: Wire, special: (mark: string, content: Wire) => unknown = unknownMark): unknown {
  if (wire === null || typeof wire !== 'object') return wire;
  if (Array.isArray(wire)) return wire.map((item) => decode(item, special));
  const [key, content] = Object.entries(wire)[0] ?? ['', null];
  if (key.startsWith('$')) return decodeMarked(key, content, special);
  return Object.fromEntries(Object.entries(wire).map(([name, item]) => [name, decode(item, special)]));
}

function decodeMarked(mark: string, content: Wire, special: (mark: string, content: Wire) => unknown): unknown {
  switch (mark) {
    case '$undefined': return undefined;
    case '$bigint': return BigInt(content as string);
    case '$bytes': return fromBase64(content as string);
    case '$date': return new Date(content as number);
    default: return special(mark, content);
  }
}

function unknownMark(mark: string): never {
  throw new TypeError(`unknown mark ${mark}`);
}

function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let start = 0; start < bytes.length; start += CHUNK) text += String.fromCharCode(...bytes.subarray(start, start + CHUNK));
  return btoa(text);
}

function fromBase64(base64: string): Uint8Array {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let index = 0; index < text.length; index++) bytes[index] = text.charCodeAt(index);
  return bytes;
}
