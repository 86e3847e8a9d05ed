// Schemas of what the verbs over proposals answer.
import * as v from 'valibot';
import { PROPOSAL_KINDS, PROPOSAL_STATUSES } from '../../shared/proposal/proposal';
import { count, document, listDocument, nullable, path, sha256, time, writeDocument, type Schemas } from './document';
import { hunks } from './integrity';

export const proposalRow = {
  id: v.string(),
  path,
  sha256,
  kind: v.picklist(PROPOSAL_KINDS),
  status: v.picklist(PROPOSAL_STATUSES),
  title: v.string(),
  target_path: path,
  base_sha256: nullable(sha256),
  author: v.string(),
  author_role: nullable(v.string()),
  project: nullable(v.string()),
  created: v.string(),
  age_days: nullable(count),
  overdue: v.boolean(),
  defer_until: nullable(v.string()),
  due: v.boolean(),
  evidence: v.array(v.string()),
  source: nullable(v.string()),
  reverts: nullable(v.string()),
  decided_by: nullable(v.string()),
  decided_at: nullable(time),
  decision_reason: nullable(v.string()),
  applied_sha256: nullable(sha256),
  superseded_by: nullable(v.string()),
};

const item = v.strictObject(proposalRow);

const lines = v.array(v.string());

const change = {
  target_state: nullable(v.picklist(['unchanged', 'changed', 'gone', 'exists', 'done'])),
  target_sha256: nullable(sha256),
  hunks,
  conflict: nullable(v.strictObject({
    why: v.string(),
    passages: v.array(v.strictObject({ line: count, now: lines, base: lines, proposed: lines })),
  })),
};

export const proposalSchemas: Schemas = {
  'proposal.create': writeDocument('proposal.create', item),
  'proposal.list': listDocument('proposal.list', proposalRow),
  'proposal.show': document('proposal.show', v.strictObject({
    ...proposalRow,
    motivation: v.string(),
    impact: v.string(),
    before: nullable(v.string()),
    after: nullable(v.string()),
    applied: nullable(v.string()),
    change: v.strictObject(change),
  })),
  'proposal.diff': document('proposal.diff', v.strictObject({
    id: proposalRow.id, path, sha256, status: proposalRow.status, kind: proposalRow.kind, target_path: path, ...change,
  })),
  'proposal.accept': writeDocument('proposal.accept', v.strictObject({
    ...proposalRow, merged: v.boolean(), edited: v.boolean(), superseded: v.array(v.string()),
  })),
  'proposal.reject': writeDocument('proposal.reject', item),
  'proposal.defer': writeDocument('proposal.defer', item),
  'proposal.withdraw': writeDocument('proposal.withdraw', item),
  'proposal.revert': writeDocument('proposal.revert', v.strictObject({
    ...proposalRow, outcome: v.picklist(['restored', 'counter_proposal']), counter_proposal: nullable(item),
  })),
};
