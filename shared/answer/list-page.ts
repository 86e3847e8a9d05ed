// A list as programs get it: sorted, cut to the asked page, reduced to the asked fields.
import type { ListRequest } from './list-request';

/** A note that could not be read and would have been in the list. */
export interface UnreadableNote {
  path: string;
  problem: string;
}

export interface ListRows<Row extends object> {
  /** All rows in the noun's own order, which ends in a unique tie-breaker. Plain JSON, snake_case. */
  rows: readonly Row[];
  /** Given when the rows are only the page that `askedPage` names: how many there are in all. */
  total?: number;
  unreadable?: readonly UnreadableNote[];
  meta?: Record<string, unknown>;
  warnings?: readonly string[];
}

export interface ListPage<Row extends object> {
  /** Whole rows, for those who show them to people. */
  page: readonly Row[];
  /** How many rows there are in all. */
  total: number;
  /** The document's `data`: the page's rows with the asked fields. */
  data: readonly object[];
  /** `total` counts all rows, `unreadable` names the notes that could not be judged. */
  meta: Record<string, unknown>;
}

export function listPage<Row extends object>(request: ListRequest, content: ListRows<Row>): ListPage<Row> {
  const { rows, total = rows.length, unreadable = [], warnings = [], meta = {} } = content;
  const page = total === rows.length ? pageOf(sorted(rows, request), request) : rows;
  const { fields } = request;
  return {
    page,
    total,
    data: fields === null ? page : page.map((row) => pick(row, fields)),
    meta: { total, unreadable: [...unreadable], warnings: [...warnings], ...meta },
  };
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

/** A field's value in one line. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

export function valueOf(row: object, field: string): unknown {
  return Object.hasOwn(row, field) ? (row as Record<string, unknown>)[field] : undefined;
}

function pick(row: object, fields: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(fields.map((field) => [field, valueOf(row, field) ?? null]));
}
