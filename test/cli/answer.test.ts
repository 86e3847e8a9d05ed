// Answers that all nouns share: governed writes and lists.
import { describe, expect, it } from 'vitest';
import { listAnswer, writeAnswer, type ListContent } from '../../cli/answer';
import { readListOptions } from '../../cli/list-options';
import { createPaint } from '../../cli/paint';
import { TouchstoneError } from '../../shared/errors';
import type { OperationResult } from '../../shared/vault/operation';

const PLAIN = createPaint(false, null);
const FIELDS = ['id', 'title', 'priority', 'assignee'] as const;

interface Row { id: string; title: string; priority: number; assignee: string | null }

const ROWS: readonly Row[] = [
  { id: 'P-1', title: 'one', priority: 2, assignee: 'dev-7' },
  { id: 'P-2', title: 'two', priority: 10, assignee: null },
  { id: 'P-3', title: 'three', priority: 1, assignee: 'dev-1' },
];

function request(options: Record<string, string>): ReturnType<typeof readListOptions> {
  return readListOptions({ option: (name) => options[name] }, FIELDS);
}

function list(options: Record<string, string>, content: Partial<ListContent<Row>> = {}): ReturnType<typeof listAnswer> {
  const columns = [{ title: 'id', cell: (row: Row) => row.id }, { title: 'title', cell: (row: Row) => row.title }];
  return listAnswer(request(options), { rows: ROWS, columns, empty: 'No stories.', ...content });
}

function ids(options: Record<string, string>): string[] {
  return (list(options).data as Row[]).map((row) => row.id);
}

describe('listAnswer', () => {
  it.each([
    [{}, ['P-1', 'P-2', 'P-3']],
    [{ limit: '2' }, ['P-1', 'P-2']],
    [{ limit: '0' }, ['P-1', 'P-2', 'P-3']],
    [{ limit: '1', offset: '1' }, ['P-2']],
    [{ offset: '9' }, []],
    [{ sort: 'priority' }, ['P-3', 'P-1', 'P-2']],
    [{ sort: '-priority', limit: '1' }, ['P-2']],
    [{ sort: 'assignee' }, ['P-3', 'P-1', 'P-2']],
    [{ sort: '-assignee' }, ['P-1', 'P-3', 'P-2']],
    [{ sort: 'title,-id' }, ['P-1', 'P-3', 'P-2']],
  ])('answers %j with %j', (options, expected) => {
    expect(ids(options)).toEqual(expected);
  });

  it('counts all rows, whatever the page', () => {
    expect(list({ limit: '1' }).meta).toEqual({ total: 3, unreadable: [], warnings: [] });
    expect(list({ limit: '1' }).footer).toBe('1 of 3 shown; --offset 1 shows the next, --limit 0 shows all.');
    expect(list({}).footer).toBeUndefined();
  });

  it('reduces rows to the asked fields in the asked order', () => {
    const answer = list({ fields: 'assignee,id' });
    expect(Object.keys((answer.data as object[])[0] ?? {})).toEqual(['assignee', 'id']);
    expect(answer.text(PLAIN)).toBe(['assignee  id', 'dev-7     P-1', '          P-2', 'dev-1     P-3'].join('\n'));
  });

  it('lists what could not be read, also when there is nothing else', () => {
    const unreadable = [{ path: 'stories/P-9.md', problem: 'line 3: a tab' }];
    expect(list({}, { rows: [], unreadable }).text(PLAIN)).toBe('No stories.\nunreadable  stories/P-9.md: line 3: a tab');
    expect(list({}, { unreadable }).meta?.['unreadable']).toEqual(unreadable);
  });

  it('prints ids alone when quiet', () => {
    expect(list({}).brief).toBe('P-1\nP-2\nP-3');
  });
});

describe('readListOptions', () => {
  it.each([
    [{ limit: '-1' }, '--limit takes a whole number of 0 or more, not "-1".'],
    [{ limit: 'all' }, '--limit takes a whole number of 0 or more, not "all".'],
    [{ offset: '1.5' }, '--offset takes a whole number of 0 or more, not "1.5".'],
    [{ fields: ' , ' }, '--fields is empty; give field names with commas between them.'],
    [{ fields: 'id,titel' }, '--fields: this list has no field "titel".'],
    [{ sort: '-prio' }, '--sort: this list has no field "prio".'],
    [{ sort: '__proto__' }, '--sort: this list has no field "__proto__".'],
  ])('refuses %j', (options, message) => {
    let refused: unknown;
    try {
      request(options);
    } catch (error) {
      refused = error;
    }
    expect(refused).toBeInstanceOf(TouchstoneError);
    expect((refused as TouchstoneError).code).toBe('E_USAGE');
    expect((refused as TouchstoneError).message).toBe(message);
  });

  it('suggests the near field', () => {
    expect(() => request({ sort: 'titel' })).toThrow(expect.objectContaining({ hint: 'Did you mean "title"?' }));
  });
});

const SHA = 'a'.repeat(64);

function result(parts: Partial<OperationResult<{ id: string }>> = {}): OperationResult<{ id: string }> {
  return {
    item: { id: 'P-1' },
    op: { id: 'op1', seq: 7, at: '2026-11-21T09:00:00Z', dry_run: false },
    notes: [{ path: 'stories/P-1.md', before: null, after: SHA }],
    unblocked: [],
    warnings: [],
    conflicts: [],
    ...parts,
  };
}

describe('writeAnswer', () => {
  it('has the item, the operation, the notes and what became ready', () => {
    const answer = writeAnswer(result({ unblocked: ['P-2'] }), (item) => `Closed ${item.id}.`);
    expect(Object.keys(answer.data as object)).toEqual(['item', 'op', 'notes', 'unblocked']);
    expect(answer.text(PLAIN)).toBe('Closed P-1.\nReady now: P-2');
    expect(answer.brief).toBe('P-1');
  });

  it('says that a dry run wrote nothing, and what it would write', () => {
    const notes = [
      { path: 'a.md', before: null, after: SHA }, { path: 'b.md', before: SHA, after: SHA }, { path: 'c.md', before: SHA, after: null },
    ];
    const dry = result({ notes, op: { id: 'op1', seq: null, at: '2026-11-21T09:00:00Z', dry_run: true } });
    expect(writeAnswer(dry, () => 'Would be done.').text(PLAIN)).toBe(
      'Would be done.\nDry run: nothing was written. These notes would change:\n  create a.md\n  change b.md\n  delete c.md',
    );
  });

  it('says when what was asked already held', () => {
    expect(writeAnswer(result({ op: null, notes: [] }), () => 'P-1 is claimed by you.').text(PLAIN))
      .toContain('Nothing to do: this already holds, nothing was recorded.');
  });

  it('reports warnings and conflict copies', () => {
    const answer = writeAnswer(result({ warnings: ['careful'], conflicts: ['c1'] }), () => 'Done.');
    expect(answer.meta).toEqual({ warnings: ['careful'], conflicts: ['c1'] });
    expect(answer.text(PLAIN)).toContain('kept as c1');
  });
});
