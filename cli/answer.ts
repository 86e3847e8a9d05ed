// Shapes answers that all nouns share: of governed writes and of lists. JSON first (`docs/cli.md`), text beside it.
import { listPage, textOf, valueOf, type ListRows } from '../shared/answer/list-page';
import type { ListRequest } from '../shared/answer/list-request';
import type { OperationResult } from '../shared/vault/operation';
import type { Paint } from './paint';
import { renderTable, type Column } from './output/table';
import type { Answer } from './verb';

/** What identifies an item when its answer is reduced to one line by `--quiet`. */
interface Identified {
  id?: unknown;
  path?: unknown;
}

/**
 * The answer of a write: `data` is `{item, op, notes, unblocked}`; warnings and conflict copies go to `meta`.
 *
 * @param text what was done, for people, in one or a few lines. What became ready, a dry run and a call that had
 *   nothing to do are said here and need not be said there.
 */
export function writeAnswer<Item>(result: OperationResult<Item>, text: (item: Item, paint: Paint) => string): Answer {
  const { item, op, notes, unblocked, warnings, conflicts } = result;
  return {
    data: { item, op, notes, unblocked },
    meta: { warnings, conflicts },
    text: (paint) => [text(item, paint), ...consequences(result, paint)].filter((line) => line !== '').join('\n'),
    brief: identityOf(item),
  };
}

function consequences(result: OperationResult<unknown>, paint: Paint): string[] {
  const lines: string[] = [];
  if (result.op === null) lines.push(paint.dim('Nothing to do: this already holds, nothing was recorded.'));
  if (result.op?.dry_run === true) {
    lines.push(paint.yellow('Dry run: nothing was written. These notes would change:'));
    lines.push(...result.notes.map((note) => `  ${changeWord(note)} ${note.path}`));
  }
  if (result.unblocked.length > 0) lines.push(`Ready now: ${result.unblocked.join(', ')}`);
  for (const copy of result.conflicts) lines.push(paint.yellow(`Somebody else wrote meanwhile; kept as ${copy}`));
  return lines;
}

function changeWord(note: { before: string | null; after: string | null }): string {
  if (note.before === null) return 'create';
  return note.after === null ? 'delete' : 'change';
}

function identityOf(item: unknown): string {
  if (typeof item !== 'object' || item === null) return '';
  const { id, path } = item as Identified;
  if (typeof id === 'string') return id;
  return typeof path === 'string' ? path : '';
}

export interface ListContent<Row extends object> extends ListRows<Row> {
  columns: readonly Column<Row>[];
  /** Said to people instead of an empty table: `No stories are ready.` */
  empty: string;
}

/**
 * The answer of a list: the asked page of it, as a table for people.
 *
 * @param request from `readListOptions`.
 */
export function listAnswer<Row extends object>(request: ListRequest, content: ListContent<Row>): Answer {
  const { unreadable = [] } = content;
  const { page, total, data, meta } = listPage(request, content);
  return {
    data,
    meta,
    text: (paint) => [
      total === 0 ? content.empty : renderTable(columnsFor(request, content.columns), page, paint),
      ...unreadable.map((note) => paint.yellow(`unreadable  ${note.path}: ${note.problem}`)),
    ].join('\n'),
    brief: page.map(identityOf).filter((id) => id !== '').join('\n'),
    ...(page.length < total ? { footer: footer(page.length, total, request) } : {}),
  };
}

function footer(shown: number, total: number, request: ListRequest): string {
  const next = request.offset + shown;
  const more = next < total ? `; --offset ${next} shows the next, --limit 0 shows all` : '';
  return `${shown} of ${total} shown${more}.`;
}

/** With `--fields` the table shows just those, as their plain values. */
function columnsFor<Row extends object>(request: ListRequest, columns: readonly Column<Row>[]): readonly Column<Row>[] {
  if (request.fields === null) return columns;
  return request.fields.map((field) => ({
    title: field,
    cell: (row: Row) => {
      const value = valueOf(row, field);
      return value === null || value === undefined ? '' : textOf(value);
    },
    flexible: field === 'title',
  }));
}
