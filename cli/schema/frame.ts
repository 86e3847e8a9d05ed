// Schemas of what the frame itself answers: errors, help, the version, and a new vault.
import * as v from 'valibot';
import { EXIT_CODES, type ErrorCode } from '../../shared/errors';
import { document, type Schemas } from './document';

const errorCode = v.picklist(Object.keys(EXIT_CODES) as [ErrorCode, ...ErrorCode[]]);

const verbSummary = {
  verb: v.string(),
  aliases: v.array(v.string()),
  summary: v.string(),
  usage: v.string(),
};

const noun = v.strictObject({ noun: v.nullable(v.string()), summary: v.string(), verbs: v.array(v.strictObject(verbSummary)) });

const verb = v.strictObject({
  noun: v.nullable(v.string()),
  ...verbSummary,
  description: v.nullable(v.string()),
  kind: v.string(),
  writes: v.boolean(),
  arguments: v.array(v.strictObject({ name: v.string(), summary: v.string(), required: v.boolean(), variadic: v.boolean() })),
  options: v.array(v.strictObject({
    name: v.string(),
    short: v.nullable(v.string()),
    value: v.nullable(v.string()),
    summary: v.string(),
    repeatable: v.boolean(),
    choices: v.array(v.string()),
    default: v.nullable(v.string()),
  })),
  examples: v.array(v.string()),
  exit_codes: v.array(v.strictObject({ exit_code: v.number(), code: errorCode })),
});

const topic = v.strictObject({ topic: v.string(), summary: v.string(), text: v.string() });

export const frameSchemas: Schemas = {
  error: v.strictObject({
    schema: v.literal(1),
    kind: v.literal('error'),
    error: v.strictObject({
      code: errorCode,
      message: v.string(),
      hint: v.nullable(v.string()),
      details: v.record(v.string(), v.any()),
    }),
  }),
  help: document('help', v.union([v.array(noun), noun, verb, topic])),
  version: document('version', v.strictObject({ version: v.string() })),
};
