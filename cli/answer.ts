// Shapes answers that all nouns share: of governed writes and of lists. JSON first (`docs/cli.md`), text beside it.
import type { OperationResult } from '../shared/vault/operation';
import type { ListRequest } from './list-options';
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

/** A note that could not be read and would have been in the list. */
export interface UnreadableNote {
  path: string;
  problem: string;
}

export interface ListContent<Row extends object> {
  /** All rows in the noun's own order, which ends in a unique tie-breaker. Plain JSON, snake_case. */
  rows: readonly Row[];
  /** Given when the rows are only the page that {@link askedPage} names: how many there are in all. */
  total?: number;
  columns: readonly Column<Row>[];
  unreadable?: readonly UnreadableNote[];
  meta?: Record<string, unknown>;
  warnings?: readonly string[];
  /** Said to people instead of an empty table: `No stories are ready.` */
  empty: string;
}

/**
 * The answer of a list: sorted, cut to the asked page, reduced to the asked fields.
 * `meta.total` counts all rows, `meta.unreadable` names the notes that could not be judged.
 *
 * @param request from `readListOptions`.
 */
export function listAnswer<Row extends object>(request: ListRequest, content: ListContent<Row>): Answer {
  const { rows, total = rows.length, unreadable = [], warnings = [], meta = {} } = content;
  const page = total === rows.length ? pageOf(sorted(rows, request), request) : rows;
  const shown = request.fields === null ? page : page.map((row) => pick(row, request.fields ?? []));
  return {
    data: shown,
    meta: { total, unreadable: [...unreadable], warnings: [...warnings], ...meta },
    text: (paint) => [
      total === 0 ? content.empty : renderTable(columnsFor(request, content.columns), page, paint),
      ...unreadable.map((note) => paint.yellow(`unreadable  ${note.path}: ${note.problem}`)),
    ].join('\n'),
    brief: page.map(identityOf).filter((id) => id !== '').join('\n'),
    ...(page.length < total ? { footer: footer(page.length, total, request) } : {}),
  };
}

/** The page that a request is for, where the noun's own order is asked for: all that its rows need be made for. */
export function askedPage({ sort, offset, limit }: ListRequest): { offset: number; limit: number } {
  return sort.length === 0 ? { offset, limit } : { offset: 0, limit: 0 };
}

function footer(shown: number, total: number, request: ListRequest): string {
  const next = request.offset + shown;
  const more = next < total ? `; --offset ${next} shows the next, --limit 0 shows all` : '';
  return `${shown} of ${total} shown${more}.`;
}

function pageOf<Row>(rows: readonly Row[], request: ListRequest): readonly Row[] {
  const end = request.limit === 0 ? rows.length : request.offset + request.limit;
  return rows.slice(request.offset, end);
}

function sorted<Row extends object>(rows: readonly Row[], request: ListRequest): readonly Row[] {
  if (request.sort.length === 0) return rows;
  return [...rows].sort((left, right) => {
    for (const { field, descending } of request.sort) {
      const order = compareValues(valueOf(left, field), valueOf(right, field), descending);
      if (order !== 0) return order;
    }
    return 0;
  });
}

/** Numbers by size, all else by code units of its text; what is absent comes last in either direction. */
function compareValues(left: unknown, right: unknown, descending: boolean): number {
  if (left === right) return 0;
  if (left === null || left === undefined) return 1;
  if (right === null || right === undefined) return -1;
  const order = typeof left === 'number' && typeof right === 'number' ? left - right : compareTexts(textOf(left), textOf(right));
  return descending ? -order : order;
}

function compareTexts(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function valueOf(row: object, field: string): unknown {
  return Object.hasOwn(row, field) ? (row as Record<string, unknown>)[field] : undefined;
}

function pick(row: object, fields: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(fields.map((field) => [field, valueOf(row, field) ?? null]));
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
