// The building blocks of the JSON schemas under docs/schema/: one document per kind, made of these envelopes.
// Each noun's file in this folder exports `<noun>Schemas: Schemas`; `npm run schemas` writes the JSON files.
// Only scripts and tests import this folder; the program does not validate its own output.
import * as v from 'valibot';

/** JSON kind to the schema of the whole document. */
export type Schemas = Readonly<Record<string, v.GenericSchema>>;

export const sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
/** RFC 3339 UTC with seconds. */
export const time = v.pipe(v.string(), v.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/));
/** Vault-relative, with `/`. */
export const path = v.pipe(v.string(), v.minLength(1));
export const count = v.pipe(v.number(), v.integer(), v.minValue(0));
export const nullable = v.nullable;

/** Whatever JSON a property of a note may hold. */
export const propertyValue = v.any();

const warnings = v.array(v.string());

/**
 * A document of `kind` whose `meta` holds `warnings` and what else is given.
 *
 * @param meta further keys of `meta`, all of them always present.
 */
export function document(kind: string, data: v.GenericSchema, meta: v.ObjectEntries = {}): v.GenericSchema {
  return v.strictObject({
    schema: v.literal(1),
    kind: v.literal(kind),
    data,
    meta: v.strictObject({ warnings, ...meta }),
  });
}

/** The document of a governed write (`writeAnswer`). */
export function writeDocument(kind: string, item: v.GenericSchema): v.GenericSchema {
  return document(kind, v.strictObject({
    item,
    op: v.nullable(v.strictObject({ id: v.string(), seq: v.nullable(count), at: time, dry_run: v.boolean() })),
    notes: v.array(v.strictObject({ path, before: v.nullable(sha256), after: v.nullable(sha256) })),
    unblocked: v.array(v.string()),
  }), { conflicts: v.array(v.string()) });
}

/**
 * The document of a list (`listAnswer`). With `--fields` a row has only some keys, so none is required.
 *
 * @param row entries of a whole row.
 * @param meta further keys of `meta` than `total`, `unreadable` and `warnings`.
 */
export function listDocument(kind: string, row: v.ObjectEntries, meta: v.ObjectEntries = {}): v.GenericSchema {
  return document(kind, v.array(v.partial(v.strictObject(row))), {
    total: count,
    unreadable: v.array(v.strictObject({ path, problem: v.string() })),
    ...meta,
  });
}
