// Node's `crypto`: SHA-256 and randomness, which is what the Node adapter uses of it.
import { sha256 } from './sha256';

type Encoding = 'hex' | 'base64';

class Sha256Hash {
  private readonly parts: Uint8Array[] = [];

  update(part: Uint8Array | string): this {
    this.parts.push(typeof part === 'string' ? new TextEncoder().encode(part) : part.slice());
    return this;
  }

  digest(encoding?: Encoding): string | Uint8Array {
    const digest = sha256(joined(this.parts));
    if (encoding === undefined) return digest;
    if (encoding === 'base64') return btoa(String.fromCharCode(...digest));
    return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  }
}

export function createHash(algorithm: string): Sha256Hash {
  if (algorithm !== 'sha256') throw new Error(`the host's crypto has no ${algorithm}`);
  return new Sha256Hash();
}

export function randomBytes(size: number): Uint8Array & { toString(encoding?: string): string } {
  const bytes = crypto.getRandomValues(new Uint8Array(size));
  const hex = (): string => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  // A buffer of Node: `toString('hex')`.
  return Object.defineProperty(bytes, 'toString', { value: hex });
}

export function randomUUID(): string {
  return crypto.randomUUID();
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    bytes.set(part, offset);
    offset += part.length;
  }
  return bytes;
}
