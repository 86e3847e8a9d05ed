// Schemas of what the verbs over settings answer.
import * as v from 'valibot';
import { SETTING_KEYS } from '../../shared/settings/table';
import { document, listDocument, path, propertyValue, sha256, writeDocument, type Schemas } from './document';

const row = {
  key: v.picklist(SETTING_KEYS),
  value: propertyValue,
  default: propertyValue,
  is_default: v.boolean(),
  type: v.string(),
  allowed: v.string(),
  description: v.string(),
  later: v.nullable(v.string()),
};

const changed = v.strictObject({ ...row, previous: propertyValue });

export const settingsSchemas: Schemas = {
  'settings.list': listDocument('settings.list', row, { path, sha256 }),
  'settings.get': document('settings.get', v.strictObject({ ...row, path, sha256 })),
  'settings.set': writeDocument('settings.set', changed),
  'settings.unset': writeDocument('settings.unset', changed),
};
