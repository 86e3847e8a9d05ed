// Time grows with a note's length and no faster, whatever it is made of: eight times the text may cost at most 24 times as
// much, where a quadratic scan costs 64 times.
import { describe, expect, test } from 'vitest';
import { scanNote } from '../../../shared/note/scan';
import { growth } from './growth';

const SHORT = 30_000;
const FACTOR = 8;
const BOUND = 24;

const repeat = (part: string, length: number): string => part.repeat(Math.ceil(length / part.length)).slice(0, length);
const growingRuns = (length: number): string => {
  let text = '';
  for (let run = 1; text.length < length; run += 1) text += `${'`'.repeat(run)} `;
  return text.slice(0, length);
};

const SHAPES: Readonly<Record<string, (length: number) => string>> = {
  'backticks in one run': (length) => repeat('`', length),
  'backticks in pairs': (length) => repeat('` ', length),
  'backticks in runs of growing length': growingRuns,
  'backticks in runs of shrinking length': (length) => growingRuns(length).split(' ').reverse().join(' '),
  'percent signs': (length) => repeat('%', length),
  'comments that open on a line': (length) => repeat('%% a\n\n', length),
  'comments that open within a line': (length) => repeat('a %% b\n\n', length),
  'dollars': (length) => repeat('$', length),
  'dollars before words': (length) => repeat('$a ', length),
  'escaped dollars in open math': (length) => `$$\n${repeat('\\$$ ', length)}`,
  'math that opens on a line': (length) => repeat('$$ x\n\n', length),
  'backslashes': (length) => repeat('\\', length),
  'quotes in quotes': (length) => repeat('> ', length),
  'lazy lines below quotes in quotes': (length) => `${repeat('> ', length / 2)}a\n${repeat('b\n', length / 2)}`,
  'items in items': (length) => repeat('- ', length),
  'blank lines below items in items': (length) => `${repeat('- ', length / 2)}a\n${repeat('\n', length / 2)}`,
  'items that look like rulers': (length) => `${repeat('* ', length)}x`,
  'fences': (length) => repeat('```\n', length),
  'fences with backticks in their info': (length) => repeat('``` `\n', length),
  'an info of any length': (length) => `\`\`\`${repeat('a', length)}\``,
  'angle brackets': (length) => repeat('<', length),
  'tags in open attributes': (length) => repeat('<a b="', length),
  'tags in attributes that fit two ways': (length) => `<a b="<a c='${repeat('" d="\' e=\'', length)}`,
  'tags of blanks': (length) => repeat('<a   ', length),
  'HTML comments': (length) => repeat('a <!-- ', length),
  'HTML blocks': (length) => repeat('<a b="\n\n', length),
  'brackets': (length) => repeat('[', length),
  'links that are never closed': (length) => repeat('[[a]', length),
  'targets that are never closed': (length) => `${repeat('[](', length)} )`,
  'pipes': (length) => repeat('|', length),
  'tables': (length) => `|a|b|\n|-|-|\n${repeat('| `x | y |\n', length)}`,
  'delimiter rows': (length) => repeat('|a|b|\n|-|-|-|\n', length),
  'one paragraph': (length) => repeat('a\n', length),
  'dashes below one paragraph': (length) => `a\n${repeat('--- x\n', length)}`,
  'underlines': (length) => repeat('a\n-\n', length),
  'definitions': (length) => `${repeat('[a]: b\n', length)}---\n`,
  'headings': (length) => repeat('# a\n', length),
  'closing hashes': (length) => `#${repeat(' #', length)} x`,
  'blank lines': (length) => repeat('\n', length),
  'lone carriage returns': (length) => repeat('\r', length),
  'blanks': (length) => `${repeat(' ', length)}x`,
  'frontmatter that is never closed': (length) => `---\na: 1\n${repeat('--- x\n', length)}`,
  'all marks': (length) => repeat('`$%<[]\\!-->$$%%', length),
};

describe('a scan takes time in proportion to its text', () => {
  test.each(Object.entries(SHAPES))('of %s', (_, shape) => {
    const short = shape(SHORT);
    const long = shape(SHORT * FACTOR);
    expect(growth(scanNote, short, long, BOUND)).toBeLessThan(BOUND);
  });
});
