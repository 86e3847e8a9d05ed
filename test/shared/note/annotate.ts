// Shows a scan as text that reads like the note: under each line stands, for each inert character, what it is part of.
import { isInert, scanNote, type InertKind, type NoteScan } from '../../../shared/note/scan';

const MARKS: Readonly<Record<InertKind, string>> = {
  fence: 'f', indented_code: 'i', code: 'c', comment: '%', html_comment: '!', html: 'h', math: '$',
};

export function annotate(text: string): string {
  const scan = scanNote(text);
  const lines = scan.lineStarts.flatMap((start, line) => annotateLine(scan, line, start));
  return [...lines, '', ...facts(scan), ''].join('\n');
}

function annotateLine(scan: NoteScan, line: number, start: number): string[] {
  const end = scan.lineStarts[line + 1] ?? scan.text.length;
  const heading = scan.headings.find((found) => found.line === line);
  const margin = `${String(line + 1).padStart(3)} ${heading === undefined ? '  ' : `H${heading.level}`} |`;
  const shown = `${margin}${visible(scan.text.slice(start, end))}`.trimEnd();
  const marks = Array.from({ length: end - start }, (_, index) => markAt(scan, start + index)).join('');
  return marks.trim() === '' ? [shown] : [shown, `       |${marks}`.trimEnd()];
}

function visible(text: string): string {
  return text.replace(/\t/g, '→').replace(/\r/g, '␍').replace(/\n$/, '').replace(/\ufeff/g, '□');
}

function markAt(scan: NoteScan, offset: number): string {
  const zone = scan.inert.find(({ start, end }) => start <= offset && offset < end);
  if ((zone !== undefined) !== isInert(scan, offset)) throw new Error(`isInert is wrong at ${offset}`);
  return zone === undefined ? ' ' : MARKS[zone.kind];
}

function facts(scan: NoteScan): string[] {
  const { frontmatter } = scan;
  const place = (offset: number): string => {
    const line = scan.lineStarts.findLastIndex((start) => start <= offset);
    return `${line + 1}:${offset - (scan.lineStarts[line] ?? 0) + 1}`;
  };
  return [
    `bom: ${scan.bom}, eol: ${scan.eol === '\n' ? 'LF' : 'CRLF'}, body: ${place(scan.bodyStart)}`,
    `frontmatter: ${frontmatter === null ? 'none' : `${JSON.stringify(scan.text.slice(frontmatter.contentStart, frontmatter.contentEnd))}${frontmatter.closed ? '' : ' never closed'}`}`,
    ...scan.headings.map(({ level, text }) => `heading ${level} ${JSON.stringify(text)}`),
    ...scan.fences.map(({ start, info, nested, closed, contentStart, contentEnd }) =>
      `fence ${place(start)} info ${JSON.stringify(info)}${nested ? ' nested' : ''}${closed ? '' : ' open'}: ${JSON.stringify(scan.text.slice(contentStart, contentEnd))}`),
    ...scan.tables.map(({ start, end }) => `table ${place(start)} to ${place(end)}`),
    ...scan.inert.filter(({ closed }) => !closed).map(({ start, kind }) => `open ${kind} ${place(start)}`),
    ...scan.dangling.map(({ offset, kind }) => `dangling ${kind} ${place(offset)}`),
  ];
}
