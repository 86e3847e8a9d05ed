// Holds every JSON document that a test sees against its schema under docs/schema/.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv, type ValidateFunction } from 'ajv';

const SCHEMAS = new URL('../../docs/schema/', import.meta.url);
const ajv = new Ajv({ allErrors: true, strict: true, allowUnionTypes: true });
const validators = new Map<string, ValidateFunction>();

export interface AnswerDocument<Data = unknown> {
  schema: number;
  kind: string;
  data: Data;
  meta: Record<string, unknown>;
}

export interface ErrorDocument {
  schema: number;
  kind: 'error';
  error: { code: string; message: string; hint: string | null; details: Record<string, unknown> };
}

export type JsonDocument = AnswerDocument | ErrorDocument;

/** Parses the one document that `--json` puts on stdout; throws when it is anything else or breaks its schema. */
export function parseDocument(stdout: string): JsonDocument {
  const lines = stdout.split('\n');
  if (lines.length !== 2 || lines[1] !== '') throw new Error(`stdout is not one line with one document:\n${stdout}`);
  const document = JSON.parse(lines[0] ?? '') as JsonDocument;
  const { kind } = document;
  const validate = validatorOf(kind);
  const holds = validate(document);
  if (!holds) {
    throw new Error(`${kind} breaks docs/schema/${kind}.json: ${ajv.errorsText(validate.errors)}\n${stdout}`);
  }
  return document;
}

function validatorOf(kind: string): ValidateFunction {
  const known = validators.get(kind);
  if (known !== undefined) return known;
  const schema = JSON.parse(readFileSync(fileURLToPath(new URL(`${kind}.json`, SCHEMAS)), 'utf8')) as object;
  const validate = ajv.compile(schema);
  validators.set(kind, validate);
  return validate;
}
