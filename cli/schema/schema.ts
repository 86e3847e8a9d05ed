// Schemas of what describes the program itself: `schema` and `completion`.
import * as v from 'valibot';
import { document, type Schemas } from './document';

export const programSchemas: Schemas = {
  schema: document('schema', v.union([
    v.strictObject({ kinds: v.array(v.string()) }),
    v.strictObject({ kind: v.string(), schema: v.record(v.string(), v.any()) }),
  ])),
  completion: document('completion', v.strictObject({ shell: v.picklist(['bash', 'zsh', 'fish']), script: v.string() })),
};
