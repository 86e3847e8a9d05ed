// Counting boxes at a glance says what a scan of the whole note says, or nothing.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countChecklist } from '../../../shared/note/checklist';
import { countPlainChecklist } from '../../../shared/note/plain-checklist';
import { isInert, scanNote } from '../../../shared/note/scan';
import { sectionsNamed } from '../../../shared/note/sections/finding';

const HEADING = 'Acceptance Criteria';

function countByScan(text: string): { done: number; total: number } {
  const scan = scanNote(text);
  const marks = sectionsNamed(scan, HEADING).flatMap(({ contentStart, end }) => (
    [...text.slice(contentStart, end).matchAll(/^[ \t]*(?:[-*+]|\d+[.)])[ \t]+\[([^\]\r\n])\][ \t]/gmu)]
      .filter((match) => !isInert(scan, contentStart + match.index))
      .map((match) => match[1])
  ));
  return { done: marks.filter((mark) => mark !== ' ').length, total: marks.length };
}

const HEADINGS = ['## acceptance criteria', '## Notes', '# Top', '### Below', '####### none', '#tag', '##'];
const NAMES = [`## ${HEADING}`, `### ${HEADING}`, `## ${HEADING} `, `## ${HEADING} ##`, HEADING, `- ${HEADING}`, 'Acceptance\nCriteria\n---', 'Acceptance'];
const BOXES = ['- [ ] one', '- [x] two', '* [X] three', '+ [-] four', '  - [ ] below', '   - [x] lower', '- [ ]none', '-  [ ]  wide', '- [] none', 'text - [ ] none'];
const PLAIN = ['', '', 'Some text.', '`code` and \\`', 'an open ` tick', '[a]: /b "title', '[[Link|shown]] #tag', '| a | b |', '- ', '* * *', '...', 'é 😀', '\u2028- [ ] odd'];
const HAZARDS = [
  '```', '~~~', '%%', '$x', '$$', '<!--', '-->', '<div>', '</div>', '    - [ ] deep', '\t- [ ] tab', '> - [ ] quoted', '> ## Notes', ' ## Notes', '- ## Notes',
  '1. [ ] numbered', '2) [x] numbered', '===', '---', '- - -', '---- ', ' =',
];
const FRONTS = ['---\ntype: story\n---\n', '---\na: "```"\nb: $\n---\n', '---\na: 1\n...\n', '---\na: 1\n--- \n', '---\n---\n', '\ufeff---\na: 1\n---\n', '---\na: 1\n', ''];

/** @param hazards how many lines of hundred may hide something */
function notes(hazards: number): fc.Arbitrary<string> {
  const line = fc.oneof(
    { weight: 15, arbitrary: fc.constantFrom(...HEADINGS) },
    { weight: 45, arbitrary: fc.constantFrom(...BOXES) },
    { weight: 40 - hazards, arbitrary: fc.constantFrom(...PLAIN) },
    { weight: hazards, arbitrary: fc.constantFrom(...HAZARDS) },
  );
  const rest = fc.array(line, { maxLength: 9 });
  const again = fc.oneof({ weight: 9, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: fc.constantFrom(...NAMES).map((name) => [name]) });
  const lines = fc.tuple(rest, again, fc.constant([`## ${HEADING}`]), rest, again, rest).map((parts) => parts.flat());
  const front = hazards === 0 ? fc.constantFrom(FRONTS[0] ?? '', FRONTS[1] ?? '') : fc.constantFrom(...FRONTS);
  return fc.tuple(front, lines, fc.constantFrom('\n', '\n', '\n', '\n\n', '\r\n'), fc.constantFrom('', '\n'))
    .map(([start, all, between, end]) => start + all.join(between) + end);
}

test.each([0, 5, 25])('of notes with %d hazards among a hundred lines', (hazards) => {
  let told = 0;
  fc.assert(fc.property(notes(hazards), (text) => {
    const glanced = countPlainChecklist(text, HEADING);
    if (glanced === null) return;
    told += 1;
    expect(glanced).toEqual(countByScan(text));
    expect(countChecklist(text, HEADING)).toEqual(glanced);
  }), { numRuns: 4000 });
  if (hazards === 0) expect(told).toBeGreaterThan(1000);
});

test('of a story as verbs write it, without a scan', () => {
  const text = '---\ntype: story\n---\n\n## Description\nUse `a` and [[B]].\n\n## Acceptance Criteria\n- [x] AC #1: one\n- [ ] AC #2: two\n\n## Design\n```\n- [ ] no\n```\n';
  expect(countPlainChecklist(text, HEADING)).toEqual({ done: 1, total: 2 });
  expect(countByScan(text)).toEqual({ done: 1, total: 2 });
});
