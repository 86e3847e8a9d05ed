// A story as the rules see it: fields from its properties, its status as the ledger knows it, its parsed sections.
// Reading is tolerant (single values, bare ids, wrong types); what is wrong is said, never skipped.
import { TouchstoneError } from '../errors';
import { readFrontmatter } from '../note/frontmatter';
import type { Properties, PropertyValue } from '../note/frontmatter';
import { scanNote } from '../note/scan';
import type { NoteScan } from '../note/scan';
import { linkTarget, listOf } from '../note/values';
import type { GovernedState } from '../vault/plan';
import type { Integrity, NoteSnapshot } from '../vault/view';
import { readContract } from './contract';
import type { ContractBlock } from './contract';
import { readCriteria } from './criteria';
import type { Criteria } from './criteria';
import { idOfPath } from './ids';
import { DEFAULT_KIND, DEFAULT_PRIORITY, isBuiltIn } from './statuses';

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

/** A story with its text. */
export interface Story extends StoryFields {
  sha256: string;
  text: string;
  scan: NoteScan;
  state: GovernedState | null;
  criteria: Criteria;
  contract: ContractBlock[];
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

/**
 * The story in a note.
 *
 * @throws E_INTEGRITY when the note can't be read.
 * @throws E_NOT_FOUND when it is no story: anything under the stories folder that isn't `type: story` is just a note.
 */
export function storyOf(snapshot: NoteSnapshot): Story {
  const { path } = snapshot;
  if (snapshot.text === null) throw unreadable(path, 'its bytes are not UTF-8', null);
  const reading = readFrontmatter(snapshot.text);
  if (reading.kind === 'unreadable') throw unreadable(path, reading.problem, reading.line);
  if (reading.kind === 'none' || reading.properties['type'] !== 'story') {
    throw new TouchstoneError('E_NOT_FOUND', `${path} is no story: it has no property type: story.`, {
      hint: `Read it as a note: touchstone note read ${JSON.stringify(path)}`,
      details: { path },
    });
  }
  const scan = scanNote(snapshot.text);
  return {
    ...fieldsOf(path, reading.properties, snapshot.state, snapshot.integrity),
    sha256: snapshot.sha256,
    text: snapshot.text,
    scan,
    state: snapshot.state,
    criteria: readCriteria(scan),
    contract: readContract(scan),
  };
}

/** The same story with a changed text; its governed state is still that of the ledger. */
export function withText(story: Story, text: string): Story {
  const bytes = new TextEncoder().encode(text);
  return storyOf({ path: story.path, bytes, sha256: story.sha256, text, integrity: story.integrity, state: story.state });
}

/**
 * What a status means to gates. A custom status is what the contract says: work that is claimed and under way, a
 * delivery that waits for its verdict, or neither (`custom`).
 */
export function phaseOf(story: Story): string {
  if (isBuiltIn(story.status)) return story.status;
  const last = story.contract.at(-1)?.status;
  if (last === 'delivered') return 'delivered';
  return last === 'in_progress' && story.claimedAt !== null ? 'in_progress' : 'custom';
}

function unreadable(path: string, problem: string, line: number | null): TouchstoneError {
  const where = line === null ? '' : ` (line ${line})`;
  return new TouchstoneError('E_INTEGRITY', `${path} can't be read: ${problem}${where}.`, {
    hint: `Look at the note, compare with touchstone integrity diff ${JSON.stringify(path)}`,
    details: { path, problem, line },
  });
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
