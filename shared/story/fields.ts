// The fields of a story from its properties and the ledger's word: all that lists and the queue need, without its text.
// Reading is tolerant (single values, bare ids, wrong types); what is wrong is said, never skipped.
import type { Properties, PropertyValue } from '../note/frontmatter';
import { linkTarget, listOf } from '../note/values';
import type { GovernedState } from '../vault/plan';
import { propertyOf } from '../vault/property-of';
import type { IndexedNote, Integrity } from '../vault/view';
import { idOfPath } from './ids';
import { DEFAULT_KIND, DEFAULT_PRIORITY } from './statuses';

/** What lists and rules need of a story; from properties and ledger alone. */
export interface StoryFields {
  id: string;
  path: string;
  kind: string;
  title: string;
  aliases: string[];
  /** As its last transition left it; what the text says where the ledger knows nothing of the story. */
  status: string;
  /** What the text says, where an edit changed it; `null` where both agree. */
  editedStatus: string | null;
  /** False for a story that no story verb wrote and no baseline took in: it can be shown, not moved. */
  governed: boolean;
  integrity: Integrity;
  priority: number;
  labels: string[];
  assignee: string | null;
  claimedAt: string | null;
  leaseUntil: string | null;
  parent: string | null;
  blockedBy: string[];
  follows: string[];
  related: string[];
  estimate: number | null;
  verdict: string | null;
  rejections: number;
  deferUntil: string | null;
  closedAt: string | null;
  closeReason: string | null;
  acceptedBy: string | null;
  blockedReason: string | null;
  createdAt: string | null;
  createdBy: string | null;
  updatedAt: string | null;
  /** Properties whose value is not what the format asks for. */
  problems: string[];
}

/** The property that a field is read from (beside the ledger's word), for those that several stories may agree in. */
export const PROPERTY_OF = {
  status: 'status', editedStatus: 'status', kind: 'kind', priority: 'priority', labels: 'labels', assignee: 'assignee', leaseUntil: 'lease_until', parent: 'parent',
  blockedBy: 'blocked_by', verdict: 'verdict', deferUntil: 'defer_until', createdAt: 'created_at',
} as const satisfies Partial<Record<keyof StoryFields, string>>;

export type SharedField = keyof typeof PROPERTY_OF;

/** What the fields of a story are read from; its state is as a story verb left it, on the ledger's word. */
type FieldSource = Pick<IndexedNote, 'path' | 'state' | 'integrity' | 'properties' | 'property'>;

/** The fields of a story note; `properties` of `type: story`. */
export function fieldsOf(path: string, properties: Properties, state: GovernedState | null, integrity: Integrity): StoryFields {
  const fields = new FieldsOfNote({ path, state, integrity, properties });
  return Object.fromEntries(FIELD_NAMES.map((name) => [name, fields[name]])) as unknown as StoryFields;
}

/** Each field is read when it is asked for: of most stories, lists look at few. Copy by name, a spread would miss them. */
export class FieldsOfNote implements StoryFields {
  private idOnce: string | undefined;
  private blockedByOnce: string[] | undefined;
  /** Where what is wrong is noted while all fields are read. */
  private found: string[] | null = null;

  constructor(protected readonly note: FieldSource) {}

  get status(): string { return this.note.state?.status ?? this.textStatus(); }
  get id(): string { return (this.idOnce ??= idOfPath(this.note.path)); }
  get path(): string { return this.note.path; }
  get kind(): string { return this.text('kind') ?? DEFAULT_KIND; }
  get title(): string { return this.text('title') ?? this.id; }
  get aliases(): string[] { return listOf(propertyOf(this.note, 'aliases')); }
  get editedStatus(): string | null {
    const inText = this.textStatus();
    return this.governed && this.status !== inText ? inText : null;
  }
  get governed(): boolean { return this.note.state !== null; }
  get integrity(): Integrity { return this.note.integrity; }
  get priority(): number { return priorityValue(propertyOf(this.note, 'priority'), this.found); }
  get labels(): string[] { return listOf(propertyOf(this.note, 'labels')); }
  get assignee(): string | null { return this.text('assignee'); }
  get claimedAt(): string | null { return this.text('claimed_at'); }
  get leaseUntil(): string | null { return this.text('lease_until'); }
  get parent(): string | null { return referenceList(propertyOf(this.note, 'parent'))[0] ?? null; }
  get blockedBy(): string[] { return (this.blockedByOnce ??= referenceList(propertyOf(this.note, 'blocked_by'))); }
  get follows(): string[] { return referenceList(propertyOf(this.note, 'follows')); }
  get related(): string[] { return referenceList(propertyOf(this.note, 'related')); }
  get estimate(): number | null { return this.number('estimate'); }
  get verdict(): string | null { return this.text('verdict'); }
  get rejections(): number { return this.number('rejections') ?? 0; }
  get deferUntil(): string | null { return this.text('defer_until'); }
  get closedAt(): string | null { return this.text('closed_at'); }
  get closeReason(): string | null { return this.text('close_reason'); }
  get acceptedBy(): string | null { return this.text('accepted_by'); }
  get blockedReason(): string | null { return this.text('blocked_reason'); }
  get createdAt(): string | null { return this.text('created_at'); }
  get createdBy(): string | null { return this.text('created_by'); }
  get updatedAt(): string | null { return this.text('updated_at'); }
  get problems(): string[] {
    const found: string[] = [];
    this.found = found;
    this.textStatus();
    const { id } = this;
    const inText = propertyOf(this.note, 'id');
    if (inText !== undefined && this.text('id') !== id) found.push(`id is ${JSON.stringify(inText)}, the file's name is ${id}`);
    for (const name of CHECKED_FIELDS) void this[name];
    this.found = null;
    return found;
  }

  private textStatus(): string {
    return this.text('status') ?? 'open';
  }

  private text(key: string): string | null {
    return textValue(propertyOf(this.note, key), key, this.found);
  }

  private number(key: string): number | null {
    return numberValue(propertyOf(this.note, key), key, this.found);
  }
}

/** Fields that may find something wrong, in the order in which it is told. */
const CHECKED_FIELDS = [
  'kind', 'title', 'priority', 'assignee', 'claimedAt', 'leaseUntil', 'estimate', 'verdict', 'rejections', 'deferUntil', 'closedAt',
  'closeReason', 'acceptedBy', 'blockedReason', 'createdAt', 'createdBy', 'updatedAt',
] as const satisfies readonly (keyof StoryFields)[];

const FIELD_NAMES = Object.entries(Object.getOwnPropertyDescriptors(FieldsOfNote.prototype))
  .filter(([, member]) => member.get !== undefined)
  .map(([name]) => name as keyof StoryFields);

function textValue(value: PropertyValue | undefined, key: string, problems: string[] | null): string | null {
  if (value === undefined || value === null || value === '') return null;
  if (typeof value === 'object') {
    problems?.push(`${key} is a ${Array.isArray(value) ? 'list' : 'mapping'}, not a text`);
    return null;
  }
  return String(value);
}

function numberValue(value: PropertyValue | undefined, key: string, problems: string[] | null): number | null {
  if (value === undefined || value === null || value === '') return null;
  const number = typeof value === 'number' ? value : Number.NaN;
  if (Number.isFinite(number) && number >= 0) return number;
  problems?.push(`${key} is ${JSON.stringify(value)}, not a number`);
  return null;
}

function priorityValue(value: PropertyValue | undefined, problems: string[] | null): number {
  if (value === undefined || value === null) return DEFAULT_PRIORITY;
  const match = typeof value === 'object' ? null : /^[Pp]?([0-4])$/.exec(String(value));
  if (match !== null) return Number(match[1]);
  problems?.push(`priority is ${JSON.stringify(value)}, not 0 to 4`);
  return DEFAULT_PRIORITY;
}

/** As verbs write a reference: nothing in it has to be taken away. */
const PLAIN_REFERENCE = /^\[\[([\w-]+)\]\]$/;

/** Ids that a property refers to: `"[[stories/PROJ-a3f8k|Login]]"`, `[[PROJ-a3f8k]]` and `PROJ-a3f8k` are the same. */
function referenceList(value: PropertyValue | undefined): string[] {
  if (value === undefined || value === null || (Array.isArray(value) && value.length === 0)) return [];
  const ids = listOf(value).map(referenceId).filter((id) => id !== '');
  return ids.length > 1 ? [...new Set(ids)] : ids;
}

function referenceId(reference: string): string {
  return PLAIN_REFERENCE.exec(reference)?.[1] ?? idOfPath(linkTarget(reference).replace(/#.*$/s, ''));
}
