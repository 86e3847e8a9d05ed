// Checksums for caches, which need no hash loaded.

/**
 * Finds damage, not forgery. FNV-1a over 32-bit words, with a shift that lets high bits count for later words (without
 * it, two changed top bits would cancel out). A gigabyte takes under a second.
 *
 * @param bytes whose beginning in its buffer and whose length are multiples of 4.
 */
export function checksumOf(bytes: Uint8Array): number {
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length / Uint32Array.BYTES_PER_ELEMENT);
  let value = 0x811c9dc5;
  for (let at = 0; at < words.length; at++) {
    value = Math.imul(value ^ (words[at] ?? 0), 0x01000193);
    value ^= value >>> 15;
  }
  return value >>> 0;
}

/** FNV-1a over UTF-16 units: finds damage, not forgery. */
export function textChecksum(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return value >>> 0;
}
