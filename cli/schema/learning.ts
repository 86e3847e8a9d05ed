// Schemas of what the verbs over learnings answer.
import * as v from 'valibot';
import { ACTIONABLE, CONFIDENCES, noteTypeNames } from '../../shared/knowledge/types';
import { listDocument, nullable, path, sha256, writeDocument, type Schemas } from './document';
import { proposalRow } from './proposal';

const row = {
  title: v.string(),
  path,
  sha256,
  type: v.picklist([...noteTypeNames()]),
  actionable: v.picklist(ACTIONABLE),
  confidence: nullable(v.string()),
  project: nullable(v.string()),
  created: nullable(v.string()),
  source: v.array(v.string()),
  incorporated_in: v.array(v.string()),
  dismiss_reason: nullable(v.string()),
  tags: v.array(v.string()),
};

const item = v.strictObject(row);

export const learningSchemas: Schemas = {
  'learning.add': writeDocument('learning.add', v.strictObject({ ...row, confidence: v.picklist(CONFIDENCES) })),
  'learning.list': listDocument('learning.list', row),
  'learning.incorporate': writeDocument('learning.incorporate', item),
  'learning.dismiss': writeDocument('learning.dismiss', item),
  'learning.promote': writeDocument('learning.promote', v.strictObject(proposalRow)),
};
