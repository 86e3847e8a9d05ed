// Finding and editing sections, case by case: what changes, and every byte that does not.
import { describe, expect, test } from 'vitest';
import { scanNote } from '../../../shared/note/scan';
import {
  appendToBody, appendToSection, deleteSection, findSection, insertSection, prependToBody, prependToSection,
  replaceSection, sectionContent, sectionsNamed,
} from '../../../shared/note/sections';
import { refusal } from '../../refusal';

const NOTE = [
  '# Title', 'Intro.', '',
  '## Design', 'Old design.', '',
  '### Notes', 'Of the design.', '',
  '## Notes', 'General.', '',
  '### Open questions', '- one', '',
  '## Usage of C#', 'Sharp.', '',
  '## A > B', 'Greater.', '',
].join('\n');

describe('a heading path finds', () => {
  test.each([
    ['Usage of C#', 'Sharp.'],
    ['A > B', 'Greater.'],
    ['a > b', 'Greater.'],
    ['Design > Notes', 'Of the design.'],
    ['Design#Notes', 'Of the design.'],
    ['#Design#Notes', 'Of the design.'],
    ['Title > Design > Notes', 'Of the design.'],
    ['Title > ## Notes', 'General.\n\n### Open questions\n- one'],
    ['## Notes', 'General.\n\n### Open questions\n- one'],
    ['### Notes', 'Of the design.'],
    ['notes > OPEN QUESTIONS', '- one'],
    ['  Open   questions ', '- one'],
    ['Usage of C', 'Sharp.'],
  ])('%j', (path, content) => {
    const scan = scanNote(NOTE);
    expect(sectionContent(scan, findSection(scan, path))).toBe(content);
  });

  test('the heading that is written so, before others that differ in letter case', () => {
    const scan = scanNote('# notes\na\n# Notes\nb\n');
    expect(findSection(scan, 'Notes').heading.line).toBe(2);
    expect(findSection(scan, 'notes').heading.line).toBe(0);
    expect(refusal(() => findSection(scan, 'NOTES'))).toMatchObject({ code: 'E_AMBIGUOUS', details: { lines: [1, 3] } });
  });

  test('several places, and says in which lines', () => {
    const error = refusal(() => findSection(scanNote(NOTE), 'Notes'));
    expect(error).toMatchObject({ code: 'E_AMBIGUOUS', details: { heading: 'Notes', lines: [7, 10] } });
    expect(error.message).toContain('7, 10');
    expect(error.hint).toContain('Design > Notes');
  });

  test('nothing, and says which headings there are', () => {
    const error = refusal(() => findSection(scanNote(NOTE), 'Nodes'));
    expect(error).toMatchObject({ code: 'E_NOT_FOUND', details: { heading: 'Nodes', total: 7 } });
    expect(error.hint).toContain('## Design, ### Notes, ## Notes');
    expect(refusal(() => findSection(scanNote('text'), 'Nodes')).hint).toBe('The note has no headings.');
    expect(refusal(() => findSection(scanNote(NOTE), '  ')).code).toBe('E_NOT_FOUND');
    expect(refusal(() => findSection(scanNote(NOTE), '# Notes')).code).toBe('E_NOT_FOUND');
  });

  test('nothing in quotes, lists and inert text', () => {
    const scan = scanNote('> # A\n\n- # A\n\n```\n# A\n```\n\n%%\n# A\n%%\n');
    expect(refusal(() => findSection(scan, 'A')).code).toBe('E_NOT_FOUND');
  });

  test('at most twenty headings to list', () => {
    const scan = scanNote('# a\n'.repeat(5_000));
    expect(refusal(() => findSection(scan, 'b')).hint?.length).toBeLessThan(200);
    expect(refusal(() => findSection(scan, 'a')).message.length).toBeLessThan(200);
  });
});

describe('sections of one name', () => {
  test('come in the order of the note, and of one level when that is asked', () => {
    const scan = scanNote(NOTE);
    expect(sectionsNamed(scan, 'Notes').map(({ heading }) => heading.line)).toEqual([6, 9]);
    expect(sectionsNamed(scan, 'Notes', 2).map(({ heading }) => heading.line)).toEqual([9]);
    expect(sectionsNamed(scan, 'notes', 3).map(({ heading }) => heading.line)).toEqual([6]);
    expect(sectionsNamed(scan, 'Design > Notes')).toEqual([]);
  });

  test('reach to the next heading of their level or above', () => {
    const scan = scanNote(NOTE);
    const [section] = sectionsNamed(scan, 'Notes', 2);
    expect(NOTE.slice(section?.contentStart, section?.end)).toBe('General.\n\n### Open questions\n- one\n\n');
  });
});

describe('replacing a section', () => {
  test.each<[name: string, before: string, path: string, content: string, after: string]>([
    ['in the middle', '# A\n\n## B\nold\n\n## C\nc\n', 'B', 'new', '# A\n\n## B\nnew\n\n## C\nc\n'],
    ['takes its subsections', '## B\nold\n\n### D\nd\n\n## C\n', 'B', 'new', '## B\nnew\n\n## C\n'],
    ['keeps the blank line below the heading', '## B\n\nold\n\n## C\n', 'B', 'new', '## B\n\nnew\n\n## C\n'],
    ['leaves one blank line where there was none', '## B\nold\n## C\n', 'B', 'new', '## B\nnew\n\n## C\n'],
    ['leaves one blank line where there were several', '## B\nold\n\n \n\t\n## C\n', 'B', 'new', '## B\nnew\n\n## C\n'],
    ['drops blank lines around the content', '## B\nold\n\n## C\n', 'B', '\n \n  new \n\n', '## B\n  new \n\n## C\n'],
    ['fills an empty one', '## B\n## C\n', 'B', 'new', '## B\nnew\n\n## C\n'],
    ['fills one of blank lines', '## B\n\n\n## C\n', 'B', 'new', '## B\nnew\n\n## C\n'],
    ['empties one', '## B\n\nold\n\n\n## C\n', 'B', '', '## B\n\n## C\n'],
    ['at the end', '## B\nold\n', 'B', 'new', '## B\nnew\n'],
    ['at the end without a break', '## B\nold', 'B', 'new', '## B\nnew'],
    ['at the end with blank lines', '## B\nold\n\n\n', 'B', 'new', '## B\nnew\n\n\n'],
    ['that is empty at the end', '## B\n', 'B', 'new', '## B\nnew\n'],
    ['that is empty at the end without a break', '## B', 'B', 'new', '## B\nnew'],
    ['that is blank at the end', '## B\n\n', 'B', 'new', '## B\n\nnew\n'],
    ['at the end by nothing', '## B\n\nold\n', 'B', ' \n', '## B\n'],
    ['with CRLF', '## B\r\nold\r\n\r\n## C\r\n', 'B', 'a\nb\r\nc\rd', '## B\r\na\r\nb\r\nc\r\nd\r\n\r\n## C\r\n'],
    ['with CRLF at the end without a break', '## A\r\n\r\n## B', 'B', 'a\nb', '## A\r\n\r\n## B\r\na\r\nb'],
    ['under a setext heading, before another', 'B\n---\nold\n\n\nC\n---\nc', 'B', 'new', 'B\n---\nnew\n\nC\n---\nc'],
    ['under closed hashes', '## B ##  \nold  \n\n  ## C ##\n', 'B', 'new', '## B ##  \nnew\n\n  ## C ##\n'],
    ['below frontmatter and BOM', '\ufeff---\na: 1 \n---\n\n# B\nold\n', 'B', '\ufeffnew', '\ufeff---\na: 1 \n---\n\n# B\nnew\n'],
    ['with dollar signs', '## B\nold\n', 'B', "$& $1 $$ $'", "## B\n$& $1 $$ $'\n"],
    ['with headings of its own', '## B\nold\n\n## C\n', 'B', '### D\nd\n\n## E', '## B\n### D\nd\n\n## E\n\n## C\n'],
    ['after a fence with a heading', '```\n## B\n```\n## B\nold\n', 'B', 'new', '```\n## B\n```\n## B\nnew\n'],
  ])('%s', (_, before, path, content, after) => {
    expect(replaceSection(before, path, content)).toBe(after);
  });

  test.each<[name: string, before: string, content: string]>([
    ['opens a fence', '## B\nold\n\n## C\n', '```\ncode'],
    ['opens a comment', '## B\nold\n\n## C\n', '%%\nhidden'],
    ['opens math', '## B\nold\n\n## C\n', '$$\nx'],
    ['opens an HTML comment', '## B\nold\n\n## C\n', '<!--\nx'],
    ['opens raw HTML', '## B\nold\n\n## C\n', '<script>'],
    ['takes an indented heading into a list', '## B\nold\n\n  ## C\n', '- item'],
  ])('is refused when the content %s above a heading', (_, before, content) => {
    const error = refusal(() => replaceSection(before, 'B', content));
    expect(error).toMatchObject({ code: 'E_USAGE', details: { heading: 'C', line: 4 } });
  });
});

describe('appending to a section', () => {
  test.each<[name: string, before: string, content: string, after: string]>([
    ['after a blank line', '## B\nold\n\n## C\n', 'new', '## B\nold\n\nnew\n\n## C\n'],
    ['below its subsections', '## B\n### D\nd\n## C\n', 'new', '## B\n### D\nd\n\nnew\n\n## C\n'],
    ['directly below a list', '## B\n- a\n\n## C\n', '- b', '## B\n- a\n- b\n\n## C\n'],
    ['directly below a numbered list', '## B\n1. a\n', '2. b', '## B\n1. a\n2. b\n'],
    ['directly below a table', '## B\n|a|\n|-|\n|b|\n', '| c |', '## B\n|a|\n|-|\n|b|\n| c |\n'],
    ['a list below text', '## B\na\n', '- b', '## B\na\n\n- b\n'],
    ['text below a list', '## B\n- a\n', 'b', '## B\n- a\n\nb\n'],
    ['directly below a list that ends in code', '## B\n- `a`\n', '- b', '## B\n- `a`\n- b\n'],
    ['not into HTML that looks like a list', '## B\n<div>\n- a\n', '- b', '## B\n<div>\n- a\n\n- b\n'],
    ['to an empty one', '## B\n\n## C\n', 'new', '## B\nnew\n\n## C\n'],
    ['at the end', '## B\nold\n', 'new', '## B\nold\n\nnew\n'],
    ['at the end without a break', '## B\nold', 'new', '## B\nold\n\nnew'],
    ['at the end with blank lines', '## B\nold  \n\n\n', 'new', '## B\nold  \n\nnew\n\n\n'],
    ['with CRLF', '## B\r\n- old\r\n## C\r\n', '- a\n- b\n', '## B\r\n- old\r\n- a\r\n- b\r\n\r\n## C\r\n'],
    ['dashes, which underline nothing', '## B\nold\n', '---', '## B\nold\n\n---\n'],
    ['nothing', '## B\nold\n\n\n## C\n', '\n', '## B\nold\n\n\n## C\n'],
    ['below a list that an open fence ended with', '## B\n- ```\n  x\n\n## C\n', 'new', '## B\n- ```\n  x\n\nnew\n\n## C\n'],
  ])('%s', (_, before, content, after) => {
    expect(appendToSection(before, 'B', content)).toBe(after);
  });

  test.each(['```', '%%', '$$', '<!--', '<pre>'])('is refused when %s is left open above', (mark) => {
    const error = refusal(() => appendToSection(`# A\n\n## B\nold\n\n${mark}\nopen\n`, 'B', 'new'));
    expect(error).toMatchObject({ code: 'E_USAGE', details: { line: 6 } });
    expect(refusal(() => appendToBody(`# A\n\n${mark}\nopen`, 'new'))).toMatchObject({ code: 'E_USAGE', details: { line: 3 } });
  });
});

describe('prepending to a section', () => {
  test.each<[name: string, before: string, content: string, after: string]>([
    ['before a blank line', '## B\nold\n\n## C\n', 'new', '## B\nnew\n\nold\n\n## C\n'],
    ['below the blank line under the heading', '## B\n\nold\n\n\n## C\n', 'new', '## B\n\nnew\n\nold\n\n\n## C\n'],
    ['directly above a list', '## B\n- a\n', '- b', '## B\n- b\n- a\n'],
    ['HTML that looks like a list', '## B\n- a\n', '<div>\n- b', '## B\n<div>\n- b\n\n- a\n'],
    ['above subsections', '## B\n### D\nd\n', 'new', '## B\nnew\n\n### D\nd\n'],
    ['to an empty one', '## B\n## C\n', 'new', '## B\nnew\n\n## C\n'],
    ['with CRLF', '## B\r\nold', 'a\nb', '## B\r\na\r\nb\r\n\r\nold'],
    ['nothing', '## B\nold', ' ', '## B\nold'],
  ])('%s', (_, before, content, after) => {
    expect(prependToSection(before, 'B', content)).toBe(after);
  });
});

describe('deleting a section', () => {
  test.each<[name: string, before: string, after: string]>([
    ['in the middle', '# A\n\n## B\nold\n\n## C\n', '# A\n\n## C\n'],
    ['with its subsections', '## B\n### D\n#### E\n## C\n', '## C\n'],
    ['at the end', '# A\n\n## B\nold\n', '# A\n'],
    ['at the end without a break', '# A\n\n\n## B\nold', '# A'],
    ['that is all there is', '## B\nold\n', ''],
    ['that is all below frontmatter', '---\na: 1\n---\n\n## B\nold\n', '---\na: 1\n---\n'],
    ['that is all behind a BOM', '\ufeff## B\nold\n', '\ufeff'],
    ['with CRLF', '# A\r\na\r\n\r\n## B\r\nold\r\n', '# A\r\na\r\n'],
    ['between text and a setext heading', 'a\n## B\nold\n\nC\n---\n', 'a\n\nC\n---\n'],
    ['between text and a heading', 'a\n## B\nold\n## C\n', 'a\n## C\n'],
  ])('%s', (_, before, after) => {
    expect(deleteSection(before, 'B')).toBe(after);
  });

  test('is refused when what follows would become part of a list', () => {
    expect(refusal(() => deleteSection('- a\n# B\n\n  # C\n', 'B'))).toMatchObject({ code: 'E_USAGE', details: { heading: 'C' } });
  });
});

describe('inserting a section', () => {
  test.each<[name: string, before: string, content: string, after: string]>([
    ['before the first of the later ones that is there', '# T\n\n## History\nh\n\n## Comments\n', 'x', '# T\n\n## Notes\nx\n\n## History\nh\n\n## Comments\n'],
    ['before the first section of that name', '## History\n\n## History\n', 'x', '## Notes\nx\n\n## History\n\n## History\n'],
    ['after a blank line, made when there is none', '# T\n## Comments\n', 'x', '# T\n\n## Notes\nx\n\n## Comments\n'],
    ['not before one of another level', '### History\nh\n', 'x', '### History\nh\n\n## Notes\nx\n'],
    ['not before one in a fence', '```\n## History\n```\n', 'x', '```\n## History\n```\n\n## Notes\nx\n'],
    ['at the end', '# T\nt\n', 'x', '# T\nt\n\n## Notes\nx\n'],
    ['at the end without a break', '# T', 'x', '# T\n\n## Notes\nx'],
    ['without content', '# T\n', '', '# T\n\n## Notes\n'],
    ['before others without content', '## History\n', '', '## Notes\n\n## History\n'],
    ['in an empty note', '', 'x', '## Notes\nx\n'],
    ['below frontmatter', '---\na: 1\n---\n', 'x', '---\na: 1\n---\n\n## Notes\nx\n'],
    ['below frontmatter without a break', '---\na: 1\n---', 'x', '---\na: 1\n---\n\n## Notes\nx\n'],
    ['below frontmatter, before a section', '---\na: 1\n---\n## History\n', 'x', '---\na: 1\n---\n\n## Notes\nx\n\n## History\n'],
    ['with CRLF', '# T\r\n\r\n## History\r\n', 'a\nb', '# T\r\n\r\n## Notes\r\na\r\nb\r\n\r\n## History\r\n'],
  ])('%s', (_, before, content, after) => {
    expect(insertSection(before, '## Notes', content, ['nd_contract', 'History', 'Comments'])).toBe(after);
  });

  test('is a bug without a heading', () => {
    expect(() => insertSection('', 'Notes', '', [])).toThrow('not a heading');
  });
});

describe('text at the ends of the body', () => {
  test.each<[name: string, before: string, after: string]>([
    ['of an empty note', '', 'new\n'],
    ['of a BOM', '\ufeff', '\ufeffnew\n'],
    ['of text', 'old\n', 'old\n\nnew\n'],
    ['of text without a break', 'old', 'old\n\nnew'],
    ['of blank lines', '\n\n', '\n\nnew\n'],
    ['of frontmatter', '---\na: 1\n---\n', '---\na: 1\n---\n\nnew\n'],
    ['of frontmatter without a break', '---\na: 1\n---', '---\na: 1\n---\n\nnew\n'],
    ['of frontmatter and a blank line', '---\na: 1\n---\n\n', '---\na: 1\n---\n\nnew\n'],
    ['of frontmatter with CRLF', '---\r\na: 1\r\n---\r\n', '---\r\na: 1\r\n---\r\n\r\nnew\r\n'],
  ])('is appended to that %s', (_, before, after) => {
    expect(appendToBody(before, 'new')).toBe(after);
  });

  test.each<[name: string, before: string, after: string]>([
    ['of an empty note', '', 'new\n'],
    ['of text', 'old\n', 'new\n\nold\n'],
    ['of frontmatter and text', '---\na: 1\n---\n# T\n', '---\na: 1\n---\nnew\n\n# T\n'],
    ['of frontmatter, a blank line and text', '---\na: 1\n---\n\n# T', '---\na: 1\n---\n\nnew\n\n# T'],
    ['of a BOM', '\ufeffold', '\ufeffnew\n\nold'],
  ])('is prepended to that %s', (_, before, after) => {
    expect(prependToBody(before, 'new')).toBe(after);
  });

  test('goes below lists and tables as to a section', () => {
    expect(appendToBody('- a\n', '- b')).toBe('- a\n- b\n');
    expect(prependToBody('- a\n', '- b')).toBe('- b\n- a\n');
    expect(appendToBody('a\n', '  ')).toBe('a\n');
    expect(prependToBody('a\n', '')).toBe('a\n');
  });

  test('may not become frontmatter, nor take it away', () => {
    const properties = '---\nstatus: accepted\n---';
    expect(refusal(() => appendToBody('', properties)).code).toBe('E_USAGE');
    expect(refusal(() => prependToBody('text', properties)).code).toBe('E_USAGE');
    expect(appendToBody('text', properties)).toBe(`text\n\n${properties}`);
    const open = '---\ntitle: never closed\n\ntext\n';
    expect(refusal(() => prependToBody(open, 'new')).code).toBe('E_USAGE');
    expect(refusal(() => appendToBody(open, 'new\n\n---')).code).toBe('E_USAGE');
    expect(appendToBody(open, 'new')).toBe(`${open}\nnew\n`);
  });
});
