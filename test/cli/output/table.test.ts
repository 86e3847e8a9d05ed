// Tables for people: aligned by terminal cells, narrowed on a terminal only.
import { describe, expect, it } from 'vitest';
import { renderFields, renderTable, type Column } from '../../../cli/output/table';
import { shorten, textWidth } from '../../../cli/output/text-width';
import { createPaint } from '../../../cli/paint';

interface Row { id: string; title: string; points: number }

const COLUMNS: readonly Column<Row>[] = [
  { title: 'id', cell: (row) => row.id },
  { title: 'title', cell: (row) => row.title, flexible: true },
  { title: 'pts', cell: (row) => String(row.points), align: 'right' },
];
const ROWS: readonly Row[] = [
  { id: 'P-1', title: 'Implement user authentication for every service', points: 3 },
  { id: 'P-22', title: '日本語のタイトル', points: 13 },
];

describe('renderTable', () => {
  it('shortens nothing in a pipe', () => {
    expect(renderTable(COLUMNS, ROWS, createPaint(false, null))).toBe([
      'id    title                                            pts',
      'P-1   Implement user authentication for every service    3',
      'P-22  日本語のタイトル                                  13',
    ].join('\n'));
  });

  it('shortens the flexible column to the width of the terminal', () => {
    const table = renderTable(COLUMNS, ROWS, createPaint(false, 32));
    expect(table).toBe([
      'id    title                  pts',
      'P-1   Implement user authe…    3',
      'P-22  日本語のタイトル        13',
    ].join('\n'));
    for (const line of table.split('\n')) expect(textWidth(line)).toBeLessThanOrEqual(32);
  });

  it('keeps a title with line breaks on one line', () => {
    const table = renderTable(COLUMNS, [{ id: 'P-1', title: 'one\ntwo', points: 1 }], createPaint(false, null));
    expect(table.split('\n')).toHaveLength(2);
    expect(table).toContain('one two');
  });

  it('is empty without rows', () => {
    expect(renderTable(COLUMNS, [], createPaint(false, null))).toBe('');
  });
});

describe('renderFields', () => {
  it('aligns values and leaves absent ones out', () => {
    expect(renderFields([['status', 'open'], ['assignee', null], ['id', 'P-1'], ['parent', '']], createPaint(false, null)))
      .toBe('status  open\nid      P-1');
  });
});

describe('textWidth', () => {
  it.each([
    ['plain', 5], ['', 0], ['日本', 4], ['한글', 4], ['ｶﾅ', 2], ['Ａ', 2], ['e\u0301', 1], ['🚀', 2], ['👩‍👩‍👧', 2], ['Zażółć', 6], ['…', 1],
  ])('counts the cells of %j as %i', (text, cells) => {
    expect(textWidth(text)).toBe(cells);
  });
});

describe('shorten', () => {
  it.each([
    ['short', 10, 'short'], ['exactly', 7, 'exactly'], ['too long', 5, 'too …'], ['日本語', 5, '日本…'], ['日本語', 4, '日…'],
  ])('cuts %j to %i cells: %j', (text, cells, expected) => {
    expect(shorten(text, cells)).toBe(expected);
  });
});
