// Texts for laws: notes made of the marks that mean something, in every order, so that constructs meet and break.
import fc from 'fast-check';

const MARKS = [
  '# ', '## ', '### ', '#', ' #', '===', '---', '***', '- ', '* ', '1. ', '2) ', '> ', '>', '> [!note] ', '    ', '  ', '\t', ' ',
  '```', '````', '~~~', '`', '``', '%%', '%', '<!--', '-->', '$', '$$', '\\', '\\`', '[[', ']]', '[', '](', ')', '|', '| - | - |',
  '<div>', '</div>', '<a b="', '">', '<pre>', '</pre>', '<?', '<', '>', '[^1]: ', '[a]: /b', '...', 'a: 1', '\ufeff', '\u00a0',
  'word', 'Design', 'Notes', 'x', '5', '😀', 'é',
];
const BREAKS = ['\n', '\n', '\n\n', '\r\n', '\r'];

/** Lines of marks and words with any breaks, sometimes below frontmatter. */
export function hostileText(): fc.Arbitrary<string> {
  const line = fc.array(fc.constantFrom(...MARKS), { maxLength: 6 }).map((marks) => marks.join(''));
  const body = fc.array(fc.tuple(line, fc.constantFrom(...BREAKS)), { maxLength: 14 })
    .map((lines) => lines.flat().join(''));
  const front = fc.constantFrom('', '', '', '---\na: 1\n---\n', '---\r\na: "---"\r\n...\r\n', '---\na: 1\n');
  const ending = fc.constantFrom('', 'word', '## Last');
  return fc.tuple(front, body, ending).map((parts) => parts.join(''));
}

/** A note of plain sections, as people write them: headings of all levels over prose, lists, code and tables. */
export function plainNote(): fc.Arbitrary<string> {
  const block = fc.constantFrom(
    'Some text.', '- one\n- two', '```\n# code\n```', '| a | b |\n|---|---|\n| 1 | 2 |', '> quote\n> # not a heading', '`code` and $x$',
    '    indented', '%%\n## hidden\n%%', '<!-- c -->', '[[Link]] #tag', 'two  \nlines   ', 'Text with 😀',
  );
  const name = fc.constantFrom('Design', 'Notes', 'Open questions', 'History', 'A#B', 'C > D');
  const heading = fc.oneof(
    fc.tuple(fc.integer({ min: 1, max: 6 }), name).map(([level, text]) => `${'#'.repeat(level)} ${text}`),
    name.map((text) => `${text}\n---`),
  );
  const gap = fc.constantFrom('\n', '\n\n', '\n\n\n');
  const section = fc.tuple(heading, gap, fc.array(fc.tuple(block, fc.constantFrom('\n\n', '\n \n')), { maxLength: 3 }));
  const front = fc.constantFrom('', '---\ntype: note\n---\n', '---\ntype: note\n---\n\n', '\ufeff', 'Preamble.\n\n');
  return fc.tuple(front, fc.array(section, { maxLength: 6 }), fc.constantFrom('', '\n', '\n\n'), fc.constantFrom('\n', '\r\n'))
    .map(([start, sections, end, eol]) => {
      const body = sections.map(([title, space, blocks]) => title + space + blocks.flat().join('')).join('');
      return (start + body.trimEnd() + end).replaceAll('\n', eol);
    });
}
