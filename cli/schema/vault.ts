// Schemas of the verbs over vaults as a whole.
import * as v from 'valibot';
import { count, listDocument, path, time, writeDocument, type Schemas } from './document';

export const vaultSchemas: Schemas = {
  'vault.init': writeDocument('vault.init', v.strictObject({
    path,
    prefix: v.string(),
    project: v.string(),
    scope: v.picklist(['system', 'project', 'both']),
    baselined: count,
  })),
  'vault.list': listDocument('vault.list', {
    id: v.string(), name: v.string(), path, last_opened: v.nullable(time), open: v.boolean(), exists: v.boolean(), governed: v.boolean(),
  }),
};
