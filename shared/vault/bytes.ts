// Text and bytes of a note. Decoding is strict, so that what was decoded encodes to the same bytes again.

const encoder = new TextEncoder();
const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** `null` when the bytes are not valid UTF-8. A BOM stays as the first character. */
export function decodeNote(bytes: Uint8Array): string | null {
  try {
    return strict.decode(bytes);
  } catch {
    return null;
  }
}

export function encodeNote(content: string | Uint8Array): Uint8Array {
  return typeof content === 'string' ? encoder.encode(content) : content;
}

export function concatenate(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Whether `bytes` is the beginning of `whole`, and not all of it. */
export function isStrictPrefix(bytes: Uint8Array, whole: Uint8Array): boolean {
  return bytes.length < whole.length && bytes.every((byte, at) => byte === whole[at]);
}
