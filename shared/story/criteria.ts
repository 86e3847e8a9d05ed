// Acceptance criteria of a story: `- [ ] AC #n: text` lines, numbered for life. A ticked box is for readers;
// no gate counts it (decision 7).
import { TouchstoneError } from '../errors';
import { isInert, scanNote } from '../note/scan';
import type { NoteScan } from '../note/scan';
import { givenLine } from './given-text';
import { CRITERIA, appendToStory, storySection } from './sections';

export interface Criterion {
  n: number;
  text: string;
  done: boolean;
  /** Offset of the character between the brackets. */
  box: number;
}

export interface Criteria {
  /** In the order of the note. */
  numbered: Criterion[];
  /** Texts of task lines without `AC #n:`; nothing can prove them. */
  unnumbered: string[];
}

const TASK = /^([-*+] \[)([ xX])\] +(.*)$/;
const NUMBERED = /^AC #(\d{1,4}): *(.*)$/;

/** The criteria of a story's section; task lines in fences, comments and quotes are text. */
export function readCriteria(scan: NoteScan): Criteria {
  const section = storySection(scan, CRITERIA);
  const criteria: Criteria = { numbered: [], unnumbered: [] };
  if (section === null) return criteria;
  let offset = section.contentStart;
  for (const raw of scan.text.slice(section.contentStart, section.end).split('\n')) {
    const task = TASK.exec(raw.trimEnd());
    if (task !== null && !isInert(scan, offset)) addTask(criteria, task, offset);
    offset += raw.length + 1;
  }
  return criteria;
}

function addTask(criteria: Criteria, task: RegExpExecArray, offset: number): void {
  const [, lead = '', mark, text = ''] = task;
  const numbered = NUMBERED.exec(text);
  if (numbered === null) {
    criteria.unnumbered.push(text);
    return;
  }
  criteria.numbered.push({ n: Number(numbered[1]), text: numbered[2] ?? '', done: mark !== ' ', box: offset + lead.length });
}

/** Adds criteria with the next free numbers. @throws E_USAGE for an empty or unfit text. */
export function addCriteria(text: string, criteria: readonly string[]): { text: string; numbers: number[] } {
  let next = Math.max(0, ...readCriteria(scanNote(text)).numbered.map(({ n }) => n)) + 1;
  let changed = text;
  const numbers: number[] = [];
  for (const criterion of criteria) {
    changed = appendToStory(changed, CRITERIA, criterionLine(next, criterion), 'line');
    numbers.push(next);
    next += 1;
  }
  return { text: changed, numbers };
}

export function criterionLine(n: number, text: string): string {
  return `- [ ] AC #${n}: ${givenLine('The criterion', text)}`;
}

/** The criterion with number `n`. @throws E_NOT_FOUND listing the numbers there are, E_AMBIGUOUS when it stands twice. */
export function criterionOf(criteria: Criteria, n: number): Criterion {
  const found = criteria.numbered.filter((criterion) => criterion.n === n);
  const numbers = criteria.numbered.map((criterion) => criterion.n);
  if (found.length > 1) {
    throw new TouchstoneError('E_AMBIGUOUS', `AC #${n} stands ${found.length} times.`, {
      hint: 'A person gives each criterion a number of its own in the note.',
      details: { n, criteria: numbers },
    });
  }
  if (found[0] !== undefined) return found[0];
  throw new TouchstoneError('E_NOT_FOUND', `There is no AC #${n}.`, {
    hint: numbers.length === 0 ? 'The story has no numbered criteria; touchstone story ac add adds one.' : `There is AC ${numbers.map((known) => `#${known}`).join(', ')}.`,
    details: { n, criteria: numbers },
  });
}

/** Ticks or unticks boxes; a box that is as asked keeps its mark. */
export function tickCriteria(text: string, criteria: readonly Criterion[], done: boolean): string {
  let changed = text;
  for (const criterion of criteria) {
    if (criterion.done === done) continue;
    changed = changed.slice(0, criterion.box) + (done ? 'x' : ' ') + changed.slice(criterion.box + 1);
  }
  return changed;
}

/** What a delivery's digest of the criteria is taken over: numbers and texts, not the ticks. */
export function criteriaText(criteria: Criteria): string {
  return JSON.stringify([criteria.numbered.map(({ n, text }) => [n, text]), criteria.unnumbered]);
}

/** Ticked criteria and all of them, as lists show progress. */
export function countCriteria(criteria: Criteria): { done: number; total: number } {
  return { done: criteria.numbered.filter(({ done }) => done).length, total: criteria.numbered.length };
}
