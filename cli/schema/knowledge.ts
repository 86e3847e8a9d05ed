// Schemas of what linting and capturing knowledge answer.
import * as v from 'valibot';
import { LINT_RULES } from '../../shared/knowledge/lint-rules';
import { count, path, writeDocument, type Schemas } from './document';

export const knowledgeSchemas: Schemas = {
  'note.lint': writeDocument('note.lint', v.strictObject({
    notes: count,
    errors: count,
    warnings: count,
    fixed: count,
    findings: v.array(v.strictObject({
      path,
      line: v.pipe(count, v.minValue(1)),
      severity: v.picklist(['error', 'warning']),
      rule: v.picklist(LINT_RULES),
      message: v.string(),
      fix: v.string(),
      fixable: v.boolean(),
    })),
  })),
  'note.capture': writeDocument('note.capture', v.strictObject({
    path,
    type: v.string(),
    scope: v.picklist(['system', 'project']),
    scope_suggested: v.boolean(),
    similar: v.array(v.strictObject({ path, title: v.string(), score: v.number(), linked: v.boolean() })),
  })),
};
