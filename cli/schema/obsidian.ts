// Schema of what the verbs over the app answer.
import * as v from 'valibot';
import { INSTALL_OUTCOMES } from '../commands/obsidian/plugin-version';
import { document, path, type Schemas } from './document';

export const obsidianSchemas: Schemas = {
  'obsidian.install': document('obsidian.install', v.strictObject({
    folder: path,
    version: v.string(),
    version_before: v.nullable(v.string()),
    outcome: v.picklist(INSTALL_OUTCOMES),
    turned_on: v.boolean(),
    files: v.array(path),
    dry_run: v.boolean(),
  })),
};
