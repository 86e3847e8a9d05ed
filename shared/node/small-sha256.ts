// SHA-256 for some kilobytes, by WebAssembly (`sha256.wat`). Loading `node:crypto` takes a seventh of the start of Node,
// because it brings streams, keys and ciphers along; a command that reads or writes one note has a few small texts to hash.
import { SHA256_CODE } from './sha256-code';

/** Of `lib.dom`'s `WebAssembly`, which Node has and its types don't. */
declare const WebAssembly: {
  Module: new (code: Uint8Array) => object;
  Instance: new (module: object) => { exports: unknown };
};

interface Sha256 {
  memory: { buffer: ArrayBuffer };
  /** @param start and `end` of the padded message in the memory. */
  hash(start: number, end: number): void;
}

/** Where `sha256.wat` keeps the hash value, and where a message may lie. */
const VALUE = 288;
const MESSAGE = 1024;
const PAGE = 64 * 1024;

const BLOCK = 64;
/** Bytes behind a message: a one bit, and its length in bits in a word of eight bytes. */
const TRAILER = 9;

/** Longest text that the memory has room for, in bytes. */
export const LONGEST = PAGE - MESSAGE - BLOCK;

/** `null` where there is no WebAssembly: under `--jitless`, in a page that forbids it. */
let compiled: Sha256 | null | undefined;

/**
 * @param bytes at most {@link LONGEST}.
 * @returns 64 hex digits, as `node:crypto` gives them; `null` where there is no WebAssembly.
 */
export function smallSha256(bytes: Uint8Array): string | null {
  if (compiled === undefined) compiled = compile();
  if (compiled === null) return null;
  const { buffer } = compiled.memory;
  const length = Math.ceil((bytes.length + TRAILER) / BLOCK) * BLOCK;
  const message = new Uint8Array(buffer, MESSAGE, length);
  message.set(bytes);
  message.fill(0, bytes.length);
  message[bytes.length] = 0x80;
  const words = new DataView(buffer);
  // The upper half of the length is nought for any text that fits.
  words.setUint32(MESSAGE + length - 4, bytes.length * 8);
  compiled.hash(MESSAGE, MESSAGE + length);
  let digits = '';
  for (let at = VALUE; at < VALUE + 32; at += 4) digits += words.getUint32(at, true).toString(16).padStart(8, '0');
  return digits;
}

function compile(): Sha256 | null {
  try {
    const code = Uint8Array.from(atob(SHA256_CODE), (character) => character.charCodeAt(0));
    return new WebAssembly.Instance(new WebAssembly.Module(code)).exports as Sha256;
  } catch {
    return null;
  }
}
