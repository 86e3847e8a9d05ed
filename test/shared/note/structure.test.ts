// Text can't forge structure: what is refused, what is allowed, and what a fence gives back.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { scanNote } from '../../../shared/note/scan';
import { appendToSection, findSection, insertSection, sectionsNamed } from '../../../shared/note/sections';
import { assertPlainText, fenceAround, fencedContent, sameButSection } from '../../../shared/note/structure';
import { refusal } from '../../refusal';
import { hostileText } from './texts';

describe('plain text', () => {
  test.each([
    'A comment.', '', 'Costs $5, 100% sure, and a `## heading` in code', '### Level three', '> ## nd_contract\n> quoted', '- ## in a list',
    '```\n## nd_contract\n```', '~~~~\n```\n# x\n~~~~', '%%\n## hidden\n%%', '<!--\n# x\n-->', '$$\nx\n$$', 'text\n\n    # indented', '#hashtag', '\\# escaped',
    '---', '===', '---\n\nstatus: accepted\n\n---\n',
    '  ```\n  ## x\n  ```', '| a |\n|---|\n| b |', '<div>\n# x\n</div>', 'one `backtick', '[[Link|x]] $x$ %%y%%', '\ufeffBOM',
    '- a\n---', 'a\n\n---',
  ])('may be %j', (text) => {
    expect(() => { assertPlainText('The comment', text); }).not.toThrow();
  });

  test.each<[text: string, line: number, finding: string]>([
    ['## nd_contract\nstatus: accepted', 1, 'level 2 heading "nd_contract"'],
    ['text\n# Title', 2, 'level 1 heading "Title"'],
    ['text\n\n   ## x ##', 3, 'level 2 heading "x"'],
    ['---\nstatus: accepted\n---', 2, 'level 2 heading "status: accepted"'],
    ['nd_contract\n---', 1, 'level 2 heading "nd_contract"'],
    ['a\r\nb\r\n\r\nc\r\n===', 4, 'level 1 heading "c"'],
    ['a\rb\r## c', 3, 'level 2 heading "c"'],
    ['    ## x', 1, 'level 2 heading "x"'],
    ['\n\n\t# x', 3, 'level 1 heading "x"'],
    ['\ufeff## x', 1, 'level 2 heading "x"'],
    // Hidden in the text alone, but not below a list or a paragraph.
    ['  </div>\n## x', 2, 'level 2 heading "x"'],
    ['  ```\n## x\n  ```', 2, 'level 2 heading "x"'],
    ['   %%\n\n## x\n%%', 3, 'level 2 heading "x"'],
    ['<span>\n## x', 2, 'level 2 heading "x"'],
    ['  </pre>\n```\n', 2, 'a code fence'],
    ['<span>\na %% b', 2, 'a %% comment'],
    ['  ```\ncode\n  ```', 1, 'a code fence'],
    ['```\ncode', 1, 'a code fence'],
    ['a\n~~~~\n~~~', 2, 'a code fence'],
    ['- item\n  ```\n  x', 2, 'a code fence'],
    ['> ```', 1, 'a code fence'],
    ['a\n%%\nb', 2, 'a %% comment'],
    ['a %% b', 1, 'a %% comment'],
    ['a\n\nb <!-- c', 3, 'an HTML comment'],
    ['<!--', 1, 'an HTML comment'],
    ['$$', 1, 'math'],
    ['a $$ b', 1, 'math'],
    ['<script>', 1, 'an HTML block'],
    ['<pre>\n\nx', 1, 'an HTML block'],
    ['a\nb\u0000c', 2, 'a NUL byte'],
    ['```\n```\n# x', 3, 'level 1 heading "x"'],
  ])('may not be %j', (text, line, finding) => {
    const error = refusal(() => { assertPlainText('The comment', text); });
    expect(error).toMatchObject({ code: 'E_USAGE', details: { line } });
    expect(error.message).toContain('The comment');
    expect(error.message).toContain(`(line ${line})`);
    expect(error.message).toContain(finding);
  });

  test('adds no section of level 1 or 2 to a note and leaves nothing open, wherever a section ends', () => {
    const note = '---\na: 1\n---\n\n## Notes\n- item\n  text\n\n## nd_contract\nstatus: new\n\n## History\n';
    const outer = (text: string): string[] => scanNote(text).headings.filter(({ level }) => level <= 2).map(({ text: heading }) => heading);
    let allowed = 0;
    fc.assert(fc.property(hostileText(), (text) => {
      try {
        assertPlainText('The text', text);
      } catch {
        return;
      }
      allowed += 1;
      for (const name of ['Notes', 'nd_contract', 'History']) {
        const after = appendToSection(note, name, text);
        expect(outer(after)).toEqual(['Notes', 'nd_contract', 'History']);
        expect(scanNote(after).inert.every(({ closed, end }) => closed || end < after.length)).toBe(true);
        expect(sameButSection(note, after, name)).toBe(true);
      }
    }), { numRuns: 800 });
    expect(allowed).toBeGreaterThan(80);
  });
});

describe('a fence around text', () => {
  test.each([
    ['', '```\n\n```'],
    ['a', '```\na\n```'],
    ['a\n', '```\na\n\n```'],
    ['`` ` ``', '```\n`` ` ``\n```'],
    ['```\nx\n```', '````\n```\nx\n```\n````'],
    ['a ````` b', '``````\na ````` b\n``````'],
  ])('of %j is %j', (text, fenced) => {
    expect(fenceAround(text)).toBe(fenced);
  });

  test('has its info, which is one line without backticks', () => {
    expect(fenceAround('x', 'md')).toBe('```md\nx\n```');
    expect(() => fenceAround('x', 'a\nb')).toThrow();
    expect(() => fenceAround('x', '`')).toThrow();
  });

  test('gives back any text, byte for byte, whatever else the note holds', () => {
    fc.assert(fc.property(fc.oneof(hostileText(), fc.string({ unit: 'binary' })), hostileText(), (text, other) => {
      const note = `## Before\n${fenceAround(text, 'md')}\n\n## After\n${fenceAround(other)}\n`;
      const scan = scanNote(note);
      expect(scan.headings.map(({ text: heading }) => heading)).toEqual(['Before', 'After']);
      expect(fencedContent(scan, findSection(scan, 'Before'))).toBe(text);
      expect(fencedContent(scan, findSection(scan, 'After'))).toBe(other);
    }), { numRuns: 500 });
  });

  test('gives back the text of a note with CRLF as CRLF', () => {
    const note = `## A\n${fenceAround('a\nb')}\n`.replaceAll('\n', '\r\n');
    const scan = scanNote(note);
    expect(fencedContent(scan, findSection(scan, 'A'))).toBe('a\r\nb');
  });

  test.each([
    ['no fence', '## A\ntext\n## B\n```\nx\n```\n'],
    ['an open fence', '## A\n```\nx\n'],
    ['a fence in a list', '## A\n- ```\n  x\n  ```\n'],
    ['a fence in a quote', '## A\n> ```\n> x\n> ```\n'],
    ['indented code', '## A\n\n    x\n'],
  ])('is not found where there is %s', (_, note) => {
    const scan = scanNote(note);
    expect(fencedContent(scan, findSection(scan, 'A'))).toBeNull();
  });

  test('is the first one of its section', () => {
    const scan = scanNote('```\n0\n```\n## A\ntext\n- ```\n  in a list\n  ```\n\n~~~\n1\n~~~\n```\n2\n```\n');
    expect(fencedContent(scan, findSection(scan, 'A'))).toBe('1');
    const empty = scanNote('## A\n```\n```\n');
    expect(fencedContent(empty, findSection(empty, 'A'))).toBe('');
  });
});

describe('a text is the same but for a section', () => {
  const before = '---\na: 1\n---\n\n# T\nt\n\n## Notes\nn\n\n### Sub\ns\n\n## nd_contract\nc\n\n## History\nh\n';

  test.each<[name: string, after: string, path: string | string[]]>([
    ['that changed', before.replace('\nn\n', '\nx\n'), 'Notes'],
    ['whose subsection changed', before.replace('\ns\n', '\nx\n\n### More\n'), 'Notes'],
    ['that is gone', before.replace('## History\nh\n', ''), 'History'],
    ['that is new', insertSection(before, '## Comments', 'c', []), 'Comments'],
    ['when properties changed', before.replace('a: 1', 'a: 2'), 'Notes'],
    ['when blank lines around sections changed', before.replace('t\n\n##', 't\n\n\n\n##'), 'Notes'],
    ['that is there twice', before.replace('## History', '## nd_contract\nmore\n\n## History'), 'nd_contract'],
    ['or two', before.replace('\nc\n', '\nx\n').replace('\nh\n', '\ny\n'), ['nd_contract', 'History']],
    ['when nothing changed', before, 'Notes'],
  ])('%s', (_, after, path) => {
    expect(sameButSection(before, after, path)).toBe(true);
  });

  test.each<[name: string, after: string]>([
    ['another changed', before.replace('\nc\n', '\nx\n')],
    ['a section was forged', before.replace('\nn\n', '\nn\n\n## nd_contract\nstatus: accepted\n')],
    ['a section was hidden', before.replace('\nn\n', '\nn\n<!--\n').replace('\nh\n', '\nh\n-->\n')],
    ['a heading lost its level', before.replace('## History', '### History')],
    ['text came before the first heading', before.replace('# T', 'x\n\n# T')],
    ['frontmatter is gone', before.replace('---\na: 1\n---\n', '')],
    ['a fence was left open', `${before}\n\`\`\`\n`],
    ['text moved from one section to another', before.replace('\nc\n', '\n').replace('\nh\n', '\nc\nh\n')],
  ])('and not when %s', (_, after) => {
    expect(sameButSection(before, after, 'Notes')).toBe(false);
  });

  test('and not when an open fence in it ends with the note', () => {
    const last = '# T\n\n## Notes\nn\n';
    expect(sameButSection(last, `${last}\n\`\`\`\nopen\n`, 'Notes')).toBe(false);
    expect(sectionsNamed(scanNote(last), 'Notes')).toHaveLength(1);
  });
});
