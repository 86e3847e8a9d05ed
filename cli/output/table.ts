// Renders rows for people: aligned columns, the widest text column shortened on a terminal, nothing shortened in a pipe.
import type { Paint } from '../paint';
import { cleanLine } from './clean';
import { padTo, shorten, textWidth } from './text-width';

export interface Column<Row> {
  title: string;
  cell(row: Row): string;
  align?: 'left' | 'right';
  /** Gives way when a terminal is too narrow. One column at most. */
  flexible?: boolean;
  /** Colours a cell after it was padded. */
  paint?(padded: string, row: Row, paint: Paint): string;
}

const GAP = '  ';
/** A flexible column never gets narrower than this many cells. */
const NARROWEST = 12;

/** @returns lines without a final line break; empty when there are no rows. */
export function renderTable<Row>(columns: readonly Column<Row>[], rows: readonly Row[], paint: Paint): string {
  if (rows.length === 0) return '';
  const cells = rows.map((row) => columns.map((column) => cleanLine(column.cell(row))));
  const widths = fit(columns, natural(columns, cells), paint.width);
  const header = line(columns.map((column, at) => paint.bold(fill(column.title, widths[at] ?? 0, column))));
  const body = rows.map((row, index) => line(columns.map((column, at) => {
    const padded = fill(cells[index]?.[at] ?? '', widths[at] ?? 0, column);
    return column.paint === undefined ? padded : column.paint(padded, row, paint);
  })));
  return [header, ...body].join('\n');
}

function natural<Row>(columns: readonly Column<Row>[], cells: readonly string[][]): number[] {
  return columns.map((column, at) => (
    cells.reduce((widest, row) => Math.max(widest, textWidth(row[at] ?? '')), textWidth(column.title))
  ));
}

function fit<Row>(columns: readonly Column<Row>[], widths: number[], terminal: number | null): number[] {
  if (terminal === null) return widths;
  const total = widths.reduce((sum, width) => sum + width + GAP.length, -GAP.length);
  return widths.map((width, at) => (
    columns[at]?.flexible === true && total > terminal ? Math.max(NARROWEST, width - (total - terminal)) : width
  ));
}

function fill<Row>(text: string, width: number, column: Column<Row>): string {
  return padTo(shorten(text, width), width, column.align ?? 'left');
}

function line(cells: readonly string[]): string {
  return cells.join(GAP).trimEnd();
}

type Field = readonly [name: string, value: string | null | undefined];

/** `name  value` lines for a single item; a `null` or empty value is left out. */
export function renderFields(fields: readonly Field[], paint: Paint): string {
  const shown = fields.filter((field): field is readonly [string, string] => (field[1] ?? '') !== '');
  const width = shown.reduce((widest, [name]) => Math.max(widest, textWidth(name)), 0);
  return shown.map(([name, value]) => `${paint.dim(padTo(name, width, 'left'))}${GAP}${cleanLine(value)}`).join('\n');
}
