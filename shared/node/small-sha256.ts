// SHA-256 (FIPS 180-4) for a few kilobytes. Loading `node:crypto` takes a seventh of the start of Node, because it brings
// streams, keys and ciphers along; a command that reads one note has two small texts to hash.

const ROUNDS = 64;
const BLOCK = 64;
const { initial, constants } = primeRoots();
const schedule = new Int32Array(ROUNDS);

/** @returns 64 hex digits, as `node:crypto` gives them. */
export function smallSha256(bytes: Uint8Array): string {
  const words = paddedWords(bytes);
  const state = Int32Array.from(initial);
  for (let at = 0; at < words.byteLength; at += BLOCK) addBlock(state, words, at);
  return Array.from(state, (word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
}

/** The bytes, a one bit, zeros, and the length in bits, in whole blocks. */
function paddedWords(bytes: Uint8Array): DataView {
  const padded = new Uint8Array(Math.ceil((bytes.length + 9) / BLOCK) * BLOCK);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setBigUint64(padded.length - 8, BigInt(bytes.length) * 8n);
  return view;
}

function addBlock(state: Int32Array, words: DataView, start: number): void {
  const w = schedule;
  for (let t = 0; t < 16; t++) w[t] = words.getInt32(start + 4 * t);
  for (let t = 16; t < ROUNDS; t++) {
    const x = w[t - 15] ?? 0;
    const y = w[t - 2] ?? 0;
    const small0 = (x >>> 7 | x << 25) ^ (x >>> 18 | x << 14) ^ x >>> 3;
    const small1 = (y >>> 17 | y << 15) ^ (y >>> 19 | y << 13) ^ y >>> 10;
    w[t] = (w[t - 16] ?? 0) + small0 + (w[t - 7] ?? 0) + small1 | 0;
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  for (let t = 0; t < ROUNDS; t++) {
    const big1 = (e >>> 6 | e << 26) ^ (e >>> 11 | e << 21) ^ (e >>> 25 | e << 7);
    const t1 = h + big1 + (e & f ^ ~e & g) + (constants[t] ?? 0) + (w[t] ?? 0) | 0;
    const big0 = (a >>> 2 | a << 30) ^ (a >>> 13 | a << 19) ^ (a >>> 22 | a << 10);
    const t2 = big0 + (a & b ^ a & c ^ b & c) | 0;
    h = g;
    g = f;
    f = e;
    e = d + t1 | 0;
    d = c;
    c = b;
    b = a;
    a = t1 + t2 | 0;
  }
  [a, b, c, d, e, f, g, h].forEach((word, at) => { state[at] = (state[at] ?? 0) + word | 0; });
}

/** The first 32 bits of the fractions of the square and cube roots of the first primes, as the standard has them. */
function primeRoots(): { initial: Int32Array; constants: Int32Array } {
  const primes: number[] = [];
  for (let n = 2; primes.length < ROUNDS; n++) if (primes.every((prime) => n % prime !== 0)) primes.push(n);
  const fraction = (root: number): number => root % 1 * 2 ** 32 | 0;
  return {
    initial: Int32Array.from(primes.slice(0, 8), (prime) => fraction(Math.sqrt(prime))),
    constants: Int32Array.from(primes, (prime) => fraction(Math.cbrt(prime))),
  };
}
