// Schemas of what the verbs over any note answer.
import * as v from 'valibot';
import { count, document, listDocument, path, propertyValue, sha256, time, writeDocument, type Schemas } from './document';
import { hunks } from './integrity';

const integrity = v.picklist(['ok', 'modified', 'deleted', 'untracked']);
const properties = v.record(v.string(), propertyValue);
const also = v.array(path);
const noteItem = v.strictObject({ path });
const addedItem = v.strictObject({ path, section: v.nullable(v.string()) });
const propertiesItem = v.strictObject({ path, properties });

const filledItem = v.strictObject({ path, created: v.boolean(), template: v.nullable(path) });
const bookmarkChange = v.strictObject({ path, subpath: v.nullable(v.string()), changed: v.boolean() });

const why = v.picklist(['link', 'backlink']);
const linkFacts = {
  line: count,
  link: v.string(),
  form: v.picklist(['wikilink', 'markdown', 'definition']),
  embed: v.boolean(),
  property: v.nullable(v.string()),
  state: v.picklist(['resolved', 'missing', 'missing_heading', 'missing_block', 'system']),
};

export const noteSchemas: Schemas = {
  'note.read': document('note.read', v.strictObject({
    path,
    sha256,
    integrity: v.nullable(integrity),
    properties: v.nullable(properties),
    section: v.nullable(v.string()),
    lines: v.nullable(v.string()),
    text: v.string(),
    boundary: v.nullable(v.string()),
    related: v.array(v.strictObject({ path, sha256, why, lines: v.array(count), characters: count, cut: v.boolean(), text: v.string() })),
    left_out: v.array(v.strictObject({ path, why, characters: count })),
  }), { also }),
  'note.create': writeDocument('note.create', v.strictObject({ path, type: v.nullable(v.string()) })),
  'note.write': writeDocument('note.write', noteItem),
  'note.append': writeDocument('note.append', addedItem),
  'note.prepend': writeDocument('note.prepend', addedItem),
  'note.patch': writeDocument('note.patch', v.strictObject({ path, section: v.nullable(v.string()), line: v.nullable(count) })),
  'note.prop_get': document('note.prop_get', v.strictObject({ path, sha256, properties }), { also }),
  'note.prop_set': writeDocument('note.prop_set', propertiesItem),
  'note.prop_unset': writeDocument('note.prop_unset', propertiesItem),
  'note.prop_add': writeDocument('note.prop_add', propertiesItem),
  'note.prop_remove': writeDocument('note.prop_remove', propertiesItem),
  'note.list': listDocument('note.list', { path, sha256, type: v.nullable(v.string()), integrity, properties }),
  'note.delete': writeDocument('note.delete', noteItem),
  'note.move': writeDocument('note.move', v.strictObject({
    path,
    from: path,
    kind: v.picklist(['note', 'file', 'folder']),
    moved: v.array(v.strictObject({ from: path, to: path })),
    mended: v.array(v.strictObject({ path, links: count, hunks })),
  })),
  'note.history': listDocument('note.history', {
    at: time,
    actor: v.string(),
    role: v.nullable(v.string()),
    kind: v.picklist(['human', 'agent', 'external', 'system']),
    op: v.string(),
    op_id: v.string(),
    seq: count,
    writer: v.string(),
    before: v.nullable(sha256),
    after: v.nullable(sha256),
    reason: v.nullable(v.string()),
    session: v.nullable(v.string()),
  }, { path, also }),
  'note.restore': writeDocument('note.restore', v.strictObject({ path, sha256, written_at: time, written_by: v.string() })),
  'note.links': listDocument('note.links', { ...linkFacts, path: v.nullable(path), also }, { path, also }),
  'note.backlinks': listDocument('note.backlinks', { path, ...linkFacts }, { path, also }),
  'note.broken': listDocument('note.broken', { path, ...linkFacts }),
  'note.orphans': listDocument('note.orphans', { path }),
  'note.deadends': listDocument('note.deadends', { path }),
  'note.tags': listDocument('note.tags', { tag: v.string(), count, notes: count }),
  'note.tasks': listDocument('note.tasks', { path, line: count, status: v.string(), done: v.boolean(), text: v.string() }, { also }),
  'note.toggle': writeDocument('note.toggle', v.strictObject({ path, line: count, status: v.string(), done: v.boolean(), text: v.string() })),
  'note.outline': listDocument('note.outline', { line: count, level: count, heading: v.string() }, { path, also }),
  'note.uri': document('note.uri', v.strictObject({ path, vault: v.string(), uri: v.string() }), { also }),
  'note.daily': writeDocument('note.daily', filledItem),
  'note.template_list': listDocument('note.template_list', { path, name: v.string() }),
  'note.template_apply': writeDocument('note.template_apply', filledItem),
  'note.bookmark_list': listDocument('note.bookmark_list', {
    type: v.string(), path: v.nullable(v.string()), title: v.nullable(v.string()), subpath: v.nullable(v.string()), group: v.array(v.string()),
  }),
  'note.bookmark_add': document('note.bookmark_add', bookmarkChange),
  'note.bookmark_remove': document('note.bookmark_remove', bookmarkChange),
};
