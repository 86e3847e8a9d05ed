// The schema of each line that `batch` answers: the document that the line's own command would have printed.
import * as v from 'valibot';
import type { Schemas } from './document';

export const batchSchemas: Schemas = {
  batch: v.looseObject({ schema: v.literal(1), kind: v.pipe(v.string(), v.minLength(1)) }),
};
