// Schemas of what the verbs of stories answer.
import * as v from 'valibot';
import { count, document, listDocument, path, sha256, time, writeDocument, type Schemas } from './document';

const id = v.pipe(v.string(), v.minLength(1));
const ids = v.array(id);
const text = v.string();
const texts = v.array(v.string());
/** Times of a note are shown as the note has them. */
const noted = v.nullable(v.string());
const number = v.pipe(v.number(), v.minValue(0));
const unreadable = v.array(v.strictObject({ path, problem: v.string() }));

const item = {
  id,
  path,
  kind: text,
  title: text,
  status: text,
  edited_status: noted,
  priority: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(4)),
  labels: texts,
  assignee: noted,
  claimed_at: noted,
  lease_until: noted,
  parent: v.nullable(id),
  blocked_by: ids,
  follows: ids,
  related: ids,
  estimate: v.nullable(number),
  verdict: noted,
  rejections: number,
  defer_until: noted,
  blocked_reason: noted,
  closed_at: noted,
  close_reason: noted,
  accepted_by: noted,
  created_at: noted,
  created_by: noted,
  updated_at: noted,
  criteria: v.strictObject({ done: count, total: count }),
  governed: v.boolean(),
  integrity: v.picklist(['ok', 'modified', 'deleted', 'untracked']),
  problems: texts,
};
const storyItem = v.strictObject(item);
const written = (kind: string): v.GenericSchema => writeDocument(kind, storyItem);

const listed = { ...item, sha256, open_blockers: ids, ready: v.boolean(), reclaim: v.boolean() };

const reference = { id, title: noted, status: noted };
const references = v.array(v.strictObject(reference));

const evidence = v.strictObject({
  command: text,
  exit_code: v.nullable(count),
  signal: noted,
  duration_ms: count,
  output_sha256: sha256,
  commit: noted,
  clean: v.nullable(v.boolean()),
  at: text,
});

const block = v.strictObject({
  status: text,
  at: noted,
  by: noted,
  role: noted,
  session: noted,
  commit: noted,
  phase: noted,
  reason: noted,
  evidence: v.array(evidence),
  proof: v.array(v.strictObject({ n: count, by: text })),
  rejection: v.nullable(v.strictObject({ expected: text, delivered: text, gap: text, fix: text })),
});

const shown = v.strictObject({
  ...item,
  sha256,
  ready: v.boolean(),
  claimable: v.boolean(),
  reclaim: v.boolean(),
  open_blockers: references,
  /** `null` unless `--dependents` asked for them. */
  blocks: v.nullable(references),
  children: v.nullable(references),
  led_to: v.nullable(references),
  description: text,
  acceptance_criteria: v.array(v.strictObject({ n: v.nullable(count), text, done: v.boolean(), proof: noted })),
  design: text,
  notes: text,
  contract: v.array(block),
  history: v.array(v.strictObject({ at: text, actor: text, role: noted, text, from: noted, to: noted })),
  comments: v.array(v.strictObject({ at: text, actor: text, text })),
});

const operation = {
  op: v.nullable(v.strictObject({ id: text, seq: v.nullable(count), at: time, dry_run: v.boolean() })),
  notes: v.array(v.strictObject({ path, before: v.nullable(sha256), after: v.nullable(sha256) })),
  unblocked: ids,
};

const run = v.strictObject({
  argv: texts,
  exit_code: v.nullable(count),
  signal: noted,
  duration_ms: count,
  output_sha256: sha256,
  commit: noted,
  clean: v.nullable(v.boolean()),
});

/** A story in the tree; which stories stand below it, its own `blocked_by` says in the same shape. */
interface TreeNode { id: string; title: string | null; status: string | null; repeated: boolean; blocked_by: TreeNode[] }
const treeNode: v.GenericSchema<TreeNode> = v.strictObject({ ...reference, repeated: v.boolean(), blocked_by: v.array(v.lazy(() => treeNode)) });

const tally = v.record(v.string(), count);

export const storySchemas: Schemas = {
  'story.create': written('story.create'),
  'story.show': document('story.show', shown, { also: v.array(path) }),
  'story.list': listDocument('story.list', listed),
  'story.ready': listDocument('story.ready', listed),
  'story.blocked': listDocument('story.blocked', { ...listed, why: v.picklist(['escalated', 'status', 'dependency']) }),
  'story.stale': listDocument('story.stale', { ...listed, why: v.picklist(['lease', 'untouched']), since: noted }),
  'story.stats': document('story.stats', v.strictObject({
    total: count,
    by_status: tally,
    by_kind: tally,
    open_by_priority: tally,
    claims: tally,
    ready: count,
    claimable: count,
    waiting_for_blockers: count,
    escalated: count,
    stale: count,
    rejections: number,
    estimate: v.strictObject({ open: number, closed: number, open_without: count }),
    criteria: v.strictObject({ done: count, total: count }),
    unreadable: count,
  })),
  /** `data` is null when `--next` found nothing. */
  'story.claim': document('story.claim', v.nullable(v.strictObject({ item: storyItem, ...operation })), { conflicts: texts }),
  'story.renew': written('story.renew'),
  'story.release': written('story.release'),
  'story.update': written('story.update'),
  'story.ac_add': written('story.ac_add'),
  'story.ac_check': written('story.ac_check'),
  'story.ac_uncheck': written('story.ac_uncheck'),
  'story.note': written('story.note'),
  'story.comment': written('story.comment'),
  'story.evidence': document('story.evidence', v.strictObject({
    item: v.nullable(storyItem), ...operation, exit_code: v.nullable(count), run: v.nullable(run),
  }), { conflicts: texts }),
  'story.prove': written('story.prove'),
  'story.deliver': written('story.deliver'),
  'story.accept': written('story.accept'),
  'story.reject': written('story.reject'),
  'story.close': written('story.close'),
  'story.reopen': written('story.reopen'),
  'story.defer': written('story.defer'),
  'story.undefer': written('story.undefer'),
  'story.dep_add': written('story.dep_add'),
  'story.dep_rm': written('story.dep_rm'),
  'story.dep_list': document('story.dep_list', v.strictObject({
    id, title: text, status: text, blocked_by: v.array(v.strictObject({ ...reference, open: v.boolean() })), blocks: references,
  })),
  'story.dep_tree': document('story.dep_tree', treeNode),
  'story.dep_cycles': document('story.dep_cycles', v.array(ids), { total: count, unreadable }),
  'story.delete': writeDocument('story.delete', v.strictObject({
    id, path, title: text, cleaned: v.array(v.strictObject({ id, properties: texts })),
  })),
};
