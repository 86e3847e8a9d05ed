// The fields of a story from its properties and the ledger's word: all that lists and the queue need, without its text.
// Reading is tolerant (single values, bare ids, wrong types); what is wrong is said, never skipped.
import type { Properties, PropertyValue } from '../note/frontmatter';
import { linkTarget, listOf } from '../note/values';
import type { GovernedState } from '../vault/plan';
import type { Integrity } from '../vault/view';
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

/** The fields of a story note; `properties` of `type: story`. */
export function fieldsOf(path: string, properties: Properties, state: GovernedState | null, integrity: Integrity): StoryFields {
  const problems: string[] = [];
  const value = (key: string): PropertyValue | undefined => (Object.hasOwn(properties, key) ? properties[key] : undefined);
  const text = (key: string): string | null => textValue(value(key), key, problems);
  const id = idOfPath(path);
  const textStatus = text('status') ?? 'open';
  if (value('id') !== undefined && text('id') !== id) problems.push(`id is ${JSON.stringify(value('id'))}, the file's name is ${id}`);
  return {
    id, path,
    kind: text('kind') ?? DEFAULT_KIND,
    title: text('title') ?? id,
    aliases: listOf(value('aliases')),
    status: state?.status ?? textStatus,
    editedStatus: state !== null && state.status !== textStatus ? textStatus : null,
    governed: state !== null,
    integrity,
    priority: priorityValue(value('priority'), problems),
    labels: listOf(value('labels')),
    assignee: text('assignee'),
    claimedAt: text('claimed_at'),
    leaseUntil: text('lease_until'),
    parent: referenceList(value('parent'))[0] ?? null,
    blockedBy: referenceList(value('blocked_by')),
    follows: referenceList(value('follows')),
    related: referenceList(value('related')),
    estimate: numberValue(value('estimate'), 'estimate', problems),
    verdict: text('verdict'),
    rejections: numberValue(value('rejections'), 'rejections', problems) ?? 0,
    deferUntil: text('defer_until'),
    closedAt: text('closed_at'),
    closeReason: text('close_reason'),
    acceptedBy: text('accepted_by'),
    blockedReason: text('blocked_reason'),
    createdAt: text('created_at'),
    createdBy: text('created_by'),
    updatedAt: text('updated_at'),
    problems,
  };
}

function textValue(value: PropertyValue | undefined, key: string, problems: string[]): string | null {
  if (value === undefined || value === null || value === '') return null;
  if (typeof value === 'object') {
    problems.push(`${key} is a ${Array.isArray(value) ? 'list' : 'mapping'}, not a text`);
    return null;
  }
  return String(value);
}

function numberValue(value: PropertyValue | undefined, key: string, problems: string[]): number | null {
  if (value === undefined || value === null || value === '') return null;
  const number = typeof value === 'number' ? value : Number.NaN;
  if (Number.isFinite(number) && number >= 0) return number;
  problems.push(`${key} is ${JSON.stringify(value)}, not a number`);
  return null;
}

function priorityValue(value: PropertyValue | undefined, problems: string[]): number {
  if (value === undefined || value === null) return DEFAULT_PRIORITY;
  const match = typeof value === 'object' ? null : /^[Pp]?([0-4])$/.exec(String(value));
  if (match !== null) return Number(match[1]);
  problems.push(`priority is ${JSON.stringify(value)}, not 0 to 4`);
  return DEFAULT_PRIORITY;
}

/** Ids that a property refers to: `"[[stories/PROJ-a3f8k|Login]]"`, `[[PROJ-a3f8k]]` and `PROJ-a3f8k` are the same. */
function referenceList(value: PropertyValue | undefined): string[] {
  const ids = listOf(value).map((reference) => idOfPath(linkTarget(reference).replace(/#.*$/s, '')));
  return [...new Set(ids.filter((id) => id !== ''))];
}
