// The SHA-256 of WebAssembly for small texts, held against OpenSSL's, and its code against its source.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sha256 } from '../../../shared/node/hash';
import { LONGEST, smallSha256 } from '../../../shared/node/small-sha256';

function opensslSha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

describe('the small SHA-256', () => {
  it('is that of OpenSSL for every length over three blocks', () => {
    for (let length = 0; length <= 3 * 64; length++) {
      const bytes = Uint8Array.from({ length }, (_, at) => at * 37 + length);
      expect(smallSha256(bytes), `${length} bytes`).toBe(opensslSha256(bytes));
    }
  });

  it.each([LONGEST - 1, LONGEST])('is that of OpenSSL for %i bytes, as many as there is room for, and for a few afterwards', (length) => {
    for (const bytes of [new Uint8Array(length).fill(0xa5), new Uint8Array(3)]) expect(smallSha256(bytes)).toBe(opensslSha256(bytes));
  });

  it('is what its source compiles to (node scripts/compile-sha256.mjs writes it)', () => {
    const pathOf = (path: string): string => fileURLToPath(new URL(`../../../${path}`, import.meta.url));
    const compiled = execFileSync(process.execPath, [pathOf('scripts/compile-sha256.mjs'), '--print'], { encoding: 'utf8' });
    expect(readFileSync(pathOf('shared/node/sha256-code.ts'), 'utf8')).toBe(compiled);
  });

  it('is that of OpenSSL for any bytes, wherever they lie in their buffer', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 5000 }), fc.nat(9), (content, offset) => {
      const bytes = new Uint8Array(content.length + offset).subarray(offset);
      bytes.set(content);
      expect(smallSha256(bytes)).toBe(opensslSha256(bytes));
    }));
  });

  it('gives way to OpenSSL when there is more, with the same answers', () => {
    for (const length of [10, LONGEST, LONGEST + 1, 60_000, 60_000, 60_000, 10, 1_000_000]) {
      const bytes = new Uint8Array(length).fill(length % 251);
      expect(sha256(bytes), `${length} bytes`).toBe(opensslSha256(bytes));
    }
  });
});
