// Schemas of the verbs that make a vault.
import * as v from 'valibot';
import { count, path, writeDocument, type Schemas } from './document';

export const vaultSchemas: Schemas = {
  'vault.init': writeDocument('vault.init', v.strictObject({
    path,
    prefix: v.string(),
    project: v.string(),
    scope: v.picklist(['system', 'project', 'both']),
    baselined: count,
  })),
};
