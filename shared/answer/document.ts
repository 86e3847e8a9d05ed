// The JSON documents that both faces answer programs with. `schema` counts up when a reader of the old shape would break.
import type { TouchstoneError } from '../errors';

const SCHEMA_VERSION = 1;

/** @param meta what it holds besides `warnings` */
export function answerDocument(kind: string, data: unknown, meta: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return { schema: SCHEMA_VERSION, kind, data: data ?? null, meta: { warnings: [], ...meta } };
}

export function errorDocument(error: TouchstoneError): Record<string, unknown> {
  return {
    schema: SCHEMA_VERSION,
    kind: 'error',
    error: { code: error.code, message: error.message, hint: error.hint ?? null, details: error.details },
  };
}

/** What JSON may hold as it is and a terminal obeys, or shows in another order than it is read in. */
const UNSAFE = /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/** A document as one line that means the same to programs and does nothing to a terminal. */
export function documentLine(document: Record<string, unknown>): string {
  const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return `${JSON.stringify(document).replace(UNSAFE, escaped)}\n`;
}
