// Our own SHA-256 for small texts, held against OpenSSL's.
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { smallSha256 } from '../../../shared/node/small-sha256';

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

  it('is that of OpenSSL for any bytes, wherever they lie in their buffer', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 5000 }), fc.nat(9), (content, offset) => {
      const bytes = new Uint8Array(content.length + offset).subarray(offset);
      bytes.set(content);
      expect(smallSha256(bytes)).toBe(opensslSha256(bytes));
    }));
  });
});
