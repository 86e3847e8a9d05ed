// A story with its text: its fields, its status as the ledger knows it, and its parsed sections.
import { TouchstoneError } from '../errors';
import { readFrontmatter } from '../note/frontmatter';
import { scanNote } from '../note/scan';
import type { NoteScan } from '../note/scan';
import type { GovernedState } from '../vault/plan';
import type { NoteSnapshot } from '../vault/view';
import { readContract } from './contract';
import type { ContractBlock } from './contract';
import { readCriteria } from './criteria';
import type { Criteria } from './criteria';
import { fieldsOf } from './fields';
import type { StoryFields } from './fields';
import { isBuiltIn } from './statuses';

/** A story with its text. */
export interface Story extends StoryFields {
  sha256: string;
  text: string;
  scan: NoteScan;
  state: GovernedState | null;
  readonly criteria: Criteria;
  readonly contract: ContractBlock[];
}

type StoryText = Pick<NoteSnapshot, 'path' | 'sha256' | 'text' | 'integrity' | 'state'>;

/**
 * The story in a note. Its sections are read when they are asked for: a comment asks for few.
 *
 * @throws E_INTEGRITY when the note can't be read.
 * @throws E_NOT_FOUND when it is no story: anything under the stories folder that isn't `type: story` is just a note.
 */
export function storyOf(snapshot: StoryText): Story {
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
  let criteria: Criteria | null = null;
  let contract: ContractBlock[] | null = null;
  return {
    ...fieldsOf(path, reading.properties, snapshot.state, snapshot.integrity),
    sha256: snapshot.sha256,
    text: snapshot.text,
    scan,
    state: snapshot.state,
    get criteria() { return (criteria ??= readCriteria(scan)); },
    get contract() { return (contract ??= readContract(scan)); },
  };
}

/** The same story with a changed text, and by default with the ledger's governed state as it was. */
export function withText({ path, sha256, integrity, state }: Story, text: string, movedTo = state): Story {
  return storyOf({ path, sha256, text, integrity, state: movedTo });
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
