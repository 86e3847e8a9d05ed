// The JSON documents of the command line. `schema` counts up when a reader of the old shape would break.
import { EXIT_CODES, type TouchstoneError } from '../../shared/errors';
import type { Answer } from '../verb';

const SCHEMA_VERSION = 1;

export function answerDocument(answer: Answer, kind: string): Record<string, unknown> {
  return {
    schema: SCHEMA_VERSION,
    kind: answer.kind ?? kind,
    data: answer.data ?? null,
    meta: { warnings: [], ...answer.meta },
  };
}

/** What JSON may hold as it is and a terminal obeys, or shows in another order than it is read in (`clean.ts`). */
const UNSAFE = /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/** A document as one line that means the same to programs and does nothing to a terminal. */
export function documentLine(document: Record<string, unknown>): string {
  const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return `${JSON.stringify(document).replace(UNSAFE, escaped)}\n`;
}

export function errorDocument(error: TouchstoneError): Record<string, unknown> {
  return {
    schema: SCHEMA_VERSION,
    kind: 'error',
    error: { code: error.code, message: error.message, hint: error.hint ?? null, details: error.details },
  };
}

/** A refusal as a line, with the exit code it stands for. */
export function errorLine(error: TouchstoneError): { line: string; exitCode: number } {
  return { line: documentLine(errorDocument(error)), exitCode: EXIT_CODES[error.code] };
}
