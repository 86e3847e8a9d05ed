// Schema of what a search answers.
import * as v from 'valibot';
import { count, listDocument, path, type Schemas } from './document';

const line = { line: v.pipe(count, v.minValue(1)), text: v.string() };
const lines = v.array(v.strictObject(line));

const part = v.strictObject({
  term: v.string(),
  found: v.string(),
  kind: v.picklist(['exact', 'prefix', 'fuzzy']),
  field: v.picklist(['title', 'aliases', 'headings', 'tags', 'body']),
  tf: count,
  df: count,
  idf: v.number(),
  length: count,
  average: v.number(),
  boost: v.number(),
  weight: v.number(),
  score: v.number(),
});

export const searchSchemas: Schemas = {
  search: listDocument('search', {
    path,
    title: v.string(),
    type: v.nullable(v.string()),
    score: v.number(),
    lines: v.array(v.strictObject({ ...line, before: lines, after: lines })),
    line_count: count,
    explain: v.strictObject({ matched: count, parts: v.array(part) }),
  }),
};
