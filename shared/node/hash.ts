// SHA-256, randomness and the clock on Node.
import { createHash, randomBytes } from 'node:crypto';
import type { Clock, Hash, Random } from '../vault/ports';

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

export const nodeHash: Hash = { sha256 };

const BASE36 = '0123456789abcdefghijklmnopqrstuvwxyz';
/** Largest multiple of 36 in a byte: higher bytes are drawn again, so that every character is as likely. */
const FAIR_BYTES = 252;

export const nodeRandom: Random = {
  base36(length) {
    let text = '';
    while (text.length < length) {
      for (const byte of randomBytes(length)) {
        if (byte < FAIR_BYTES && text.length < length) text += BASE36[byte % 36];
      }
    }
    return text;
  },
};

export const systemClock: Clock = {
  now: () => `${new Date().toISOString().slice(0, 19)}Z`,
};
