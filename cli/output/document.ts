// The JSON documents of the command line. `schema` counts up when a reader of the old shape would break.
import type { TouchstoneError } from '../../shared/errors';
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

export function errorDocument(error: TouchstoneError): Record<string, unknown> {
  return {
    schema: SCHEMA_VERSION,
    kind: 'error',
    error: { code: error.code, message: error.message, hint: error.hint ?? null, details: error.details },
  };
}
