// Schema of the vault's status report.
import * as v from 'valibot';
import { count, document, path, time, type Schemas } from './document';

const id = v.string();
const text = v.nullable(v.string());
const proposal = {
  id,
  path,
  kind: v.string(),
  target_path: path,
  author: v.string(),
  created: v.string(),
  age_days: v.nullable(count),
};

const backlog = v.strictObject({
  total: count,
  by_status: v.array(v.strictObject({ status: v.string(), count })),
  ready: v.array(id),
  delivered: v.array(v.strictObject({ id, title: v.string(), assignee: text, updated_at: text })),
  stalled: v.array(v.strictObject({ id, title: v.string(), assignee: text, lease_until: text })),
  escalated: v.array(v.strictObject({ id, title: v.string(), rejections: v.number() })),
  hand_changed: v.array(v.strictObject({ id, path, status: v.string(), edited_status: v.string(), drifted: v.boolean() })),
  immovable: v.array(v.strictObject({ id, path, reason: v.string() })),
});

const integrity = v.strictObject({
  broken: v.boolean(),
  ok: count,
  modified: v.array(path),
  deleted: v.array(path),
  moved: v.array(v.strictObject({ path, moved_to: path })),
  untracked: v.array(path),
  unreadable: v.array(v.strictObject({ path, problem: v.string(), governed: v.boolean() })),
  broken_chains: v.array(v.strictObject({ writer: v.string(), line: count, problem: v.string() })),
  conflicts: count,
  alarming: v.array(v.strictObject({ path: v.nullable(path), reason: v.string() })),
});

const recent = v.strictObject({
  at: time,
  actor: v.string(),
  role: text,
  kind: v.picklist(['human', 'agent', 'system']),
  op: v.string(),
  op_id: v.string(),
  reason: text,
  note_count: count,
  paths: v.array(path),
});

export const statusSchemas: Schemas = {
  status: document('status', v.strictObject({
    project: v.string(),
    prefix: v.string(),
    scope: v.picklist(['system', 'project', 'both']),
    at: time,
    notes: v.strictObject({
      total: count,
      by_folder: v.array(v.strictObject({ folder: v.string(), count })),
      by_type: v.array(v.strictObject({ type: text, count })),
      unreadable: count,
    }),
    backlog,
    proposals: v.strictObject({
      pending: v.array(v.strictObject(proposal)),
      overdue: v.array(id),
      deferred: v.array(v.strictObject({ ...proposal, defer_until: text, due: v.boolean() })),
      damaged: v.array(v.strictObject({ path, problem: v.string() })),
    }),
    learnings: v.strictObject({
      pending: v.array(v.strictObject({ path, title: v.string(), type: v.string(), created: text })),
      damaged: v.array(v.strictObject({ path, problem: v.string() })),
    }),
    integrity,
    graph: v.strictObject({
      links: count,
      broken_links: count,
      notes_with_broken_links: count,
      orphans: count,
      dead_ends: count,
      tags: count,
      top_tags: v.array(v.strictObject({ tag: v.string(), count })),
    }),
    lint: v.strictObject({ notes: count, errors: count, warnings: count }),
    scope_contradictions: v.array(v.strictObject({ path, scope: v.string(), folder_scope: v.picklist(['system', 'project']) })),
    recent: v.array(recent),
    recommendations: v.array(v.strictObject({ text: v.string(), command: v.string() })),
  })),
};
