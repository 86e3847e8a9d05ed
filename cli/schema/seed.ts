// Schema of what seeding answers.
import * as v from 'valibot';
import { SEED_OUTCOMES } from '../../shared/seed/decide';
import { count, path, writeDocument, type Schemas } from './document';

export const seedSchemas: Schemas = {
  seed: writeDocument('seed', v.strictObject({
    notes: v.array(v.strictObject({ path, outcome: v.picklist(SEED_OUTCOMES), proposal: v.nullable(v.string()) })),
    folders: v.array(v.strictObject({ folder: v.string(), counts: v.partial(v.strictObject(Object.fromEntries(SEED_OUTCOMES.map((outcome) => [outcome, count])))) })),
    property_types: v.boolean(),
  })),
};
