// SHA-256, randomness and the clock of a window or a phone.
import type { Clock, Hash, Random } from '../../shared/vault/ports';

export const webHash: Hash = {
  async sha256(bytes) {
    const digest = await window.crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>);
    return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
  },
};

const BASE36 = '0123456789abcdefghijklmnopqrstuvwxyz';
/** Largest multiple of 36 in a byte: higher bytes are drawn again, so that every character is as likely. */
const FAIR_BYTES = 252;

export const webRandom: Random = {
  base36(length) {
    let text = '';
    while (text.length < length) {
      for (const byte of window.crypto.getRandomValues(new Uint8Array(length))) {
        if (byte < FAIR_BYTES && text.length < length) text += BASE36[byte % 36];
      }
    }
    return text;
  },
};

export const appClock: Clock = {
  now: () => `${new Date().toISOString().slice(0, 19)}Z`,
};
