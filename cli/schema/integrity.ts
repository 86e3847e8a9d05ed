// Schemas of what the verbs about drift, ledger and conflict copies answer.
import * as v from 'valibot';
import { count, document, listDocument, nullable, path, sha256, time, writeDocument, type Schemas } from './document';

const driftKind = v.picklist(['modified', 'deleted', 'moved', 'untracked', 'unreadable']);

const drifted = v.array(v.strictObject({
  path,
  kind: driftKind,
  baseline: nullable(sha256),
  found: nullable(sha256),
  moved_to: v.optional(path),
  problem: v.optional(v.string()),
  heads: v.optional(v.array(v.strictObject({ writer: v.string(), seq: count, sha256: nullable(sha256) }))),
}));

const counts = v.strictObject({ ok: count, modified: count, deleted: count, moved: count, untracked: count, unreadable: count });

const broken = v.array(v.strictObject({ writer: v.string(), line: count, problem: v.string() }));

const copy = { id: v.string(), path, at: time, holds: v.picklist(['governed', 'foreign']), op_id: v.string(), sha256 };

const recorded = v.strictObject({ recorded: v.array(v.strictObject({ path, drift: driftKind })) });

export const hunks = v.array(v.strictObject({
  old_start: count, old_lines: count, new_start: count, new_lines: count, lines: v.array(v.string()),
}));

export const integritySchemas: Schemas = {
  'integrity.status': document('integrity.status', v.strictObject({ counts, drifted, conflicts: count, broken })),
  'integrity.diff': document('integrity.diff', v.strictObject({
    path, integrity: v.picklist(['ok', 'modified', 'deleted', 'untracked']), baseline: nullable(sha256), sha256: nullable(sha256), hunks,
  })),
  'integrity.ack': writeDocument('integrity.ack', recorded),
  'integrity.baseline': writeDocument('integrity.baseline', recorded),
  'integrity.verify': document('integrity.verify', v.strictObject({
    ledgers: v.array(v.strictObject({ writer: v.string(), lines: count })),
    broken,
    rewound: v.array(v.strictObject({ writer: v.string(), lines: count, expected: count })),
    missing_objects: count,
    counts,
    drifted,
  })),
  'integrity.conflicts': document('integrity.conflicts', v.array(v.strictObject(copy)), { total: count }),
  'integrity.conflict': document('integrity.conflict', v.strictObject({ ...copy, text: nullable(v.string()) })),
  'integrity.log': listDocument('integrity.log', {
    at: time, actor: v.string(), role: nullable(v.string()), kind: v.picklist(['human', 'agent', 'external', 'system']),
    op: v.string(), op_id: v.string(),
    notes: v.array(v.strictObject({ path, before: nullable(sha256), after: nullable(sha256) })),
    reason: nullable(v.string()), session: nullable(v.string()), writer: v.string(), seq: count,
  }),
};
