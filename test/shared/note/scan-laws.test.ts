// Laws that hold for every text, whatever it is made of.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isInert, lineOf, scanNote, type NoteScan } from '../../../shared/note/scan';
import { hostileText } from './texts';

const RUNS = { numRuns: 600 };

describe('for any text, a scan', () => {
  test('has sorted, disjoint, non-empty zones inside the body', () => {
    fc.assert(fc.property(hostileText(), (text) => {
      const scan = scanNote(text);
      let last = scan.bodyStart;
      for (const { start, end } of scan.inert) {
        expect(start).toBeGreaterThanOrEqual(last);
        expect(end).toBeGreaterThan(start);
        last = end;
      }
      expect(last).toBeLessThanOrEqual(text.length);
    }), RUNS);
  });

  test('is that of the text, whatever was scanned before', () => {
    fc.assert(fc.property(fc.uniqueArray(hostileText(), { minLength: 3, maxLength: 3 }), fc.array(fc.nat(2), { maxLength: 9 }), (texts, order) => {
      const alone = texts.map((text) => structuredClone(scanNote(text)));
      for (const n of order) expect(scanNote(texts[n] ?? '')).toEqual(alone[n]);
    }), { numRuns: 200 });
  });

  test('covers with each zone what its kind claims', () => {
    fc.assert(fc.property(hostileText(), (text) => {
      const scan = scanNote(text);
      for (const zone of scan.inert) expect(zoneProblem(scan, zone)).toBeNull();
    }), RUNS);
  });

  test('says of each offset whether it is inert as the zones do', () => {
    fc.assert(fc.property(hostileText(), (text) => {
      const scan = scanNote(text);
      const covered = new Uint8Array(text.length + 1);
      for (const { start, end } of scan.inert) covered.fill(1, start, end);
      for (let offset = 0; offset <= text.length; offset += 1) expect(isInert(scan, offset)).toBe(covered[offset] === 1);
    }), { numRuns: 200 });
  });

  test('has headings in order, on their own lines, none of them inside inert text', () => {
    fc.assert(fc.property(hostileText(), (text) => {
      const scan = scanNote(text);
      let last = scan.bodyStart;
      for (const { start, end, line, level } of scan.headings) {
        expect(start).toBeGreaterThanOrEqual(last);
        // A setext heading's text may begin with inline code; no block may hold it.
        expect(scan.inert.some((zone) => zone.start < start && start < zone.end)).toBe(false);
        expect(lineOf(scan, start)).toBe(line);
        expect([scan.bodyStart, scan.lineStarts[line]]).toContain(start);
        expect(end === text.length || scan.lineStarts.includes(end)).toBe(true);
        expect(level >= 1 && level <= 6).toBe(true);
        last = end;
      }
    }), RUNS);
  });

  test('counts lines as splitting at every break does', () => {
    fc.assert(fc.property(hostileText(), (text) => {
      const { lineStarts } = scanNote(text);
      const lines = text.split(/(?<=\n|\r(?!\n))/);
      expect(lineStarts.map((start, line) => text.slice(start, lineStarts[line + 1]))).toEqual(lines);
    }), RUNS);
  });

  test('finds the same with LF, CRLF and lone CR', () => {
    fc.assert(fc.property(hostileText(), (text) => {
      const unix = text.replace(/\r\n?/g, '\n');
      expect(shape(unix.replaceAll('\n', '\r\n'))).toEqual(shape(unix));
      expect(shape(unix.replaceAll('\n', '\r'))).toEqual(shape(unix));
    }), RUNS);
  });

  test('finds nothing else behind a BOM', () => {
    fc.assert(fc.property(hostileText(), (text) => {
      const plain = text.replaceAll('\ufeff', '');
      expect(shape(`\ufeff${plain}`)).toEqual(shape(plain));
    }), RUNS);
  });

  test('finds nothing else when text follows below a heading', () => {
    fc.assert(fc.property(hostileText(), hostileText(), (above, below) => {
      const upper = scanNote(`${above}\n\n`);
      fc.pre(upper.inert.every(({ closed }) => closed));
      const scan = scanNote(`${above}\n\n# End\n${below}`);
      fc.pre(scan.bodyStart === upper.bodyStart);
      const at = upper.text.length;
      expect(scan.headings.filter(({ start }) => start < at)).toEqual(upper.headings);
      expect(scan.headings.find(({ start }) => start === at)).toMatchObject({ text: 'End' });
      expect(scan.inert.filter(({ start }) => start < at)).toEqual(upper.inert);
    }), RUNS);
  });

  test('is the same every time', () => {
    fc.assert(fc.property(hostileText(), (text) => {
      expect(scanNote(text)).toEqual(scanNote(text));
    }), { numRuns: 100 });
  });
});

/** What a scan says, by lines and characters instead of offsets: breaks may differ. */
function shape(text: string): unknown {
  const { headings, inert, frontmatter, fences, tables, dangling } = scanNote(text);
  const unix = (from: number, to: number): string => text.slice(from, to).replace(/\r\n?/g, '\n');
  return {
    headings: headings.map(({ level, text: heading, line }) => [level, heading, line]),
    inert: inert.map(({ start, end, kind, closed }) => [kind, closed, unix(start, end)]),
    frontmatter: frontmatter === null ? null : [frontmatter.closed, unix(frontmatter.contentStart, frontmatter.contentEnd)],
    fences: fences.map(({ contentStart, contentEnd, info, nested }) => [info, nested, unix(contentStart, contentEnd)]),
    tables: tables.map(({ start, end }) => unix(start, end)),
    dangling: dangling.map(({ kind }) => kind),
  };
}

/** `null` when the zone begins and ends as its kind must. */
function zoneProblem(scan: NoteScan, zone: NoteScan['inert'][number]): string | null {
  const text = scan.text.slice(zone.start, zone.end);
  const wrong = `${zone.kind} ${JSON.stringify(text)}`;
  switch (zone.kind) {
    case 'code': {
      const marks = /^`+/.exec(text)?.[0] ?? '';
      return marks !== '' && text.endsWith(marks) && text.length > 2 * marks.length && scan.text[zone.end] !== '`' ? null : wrong;
    }
    case 'fence': {
      const fence = scan.fences.find(({ start }) => start === zone.start);
      const marks = /^(?:`{3,}|~{3,})/.exec(text)?.[0] ?? '';
      if (marks === '' || fence === undefined || fence.end !== zone.end || fence.closed !== zone.closed) return wrong;
      return !zone.closed || new RegExp(`${marks}${marks.charAt(0)}*[ \\t]*$`).test(text) ? null : wrong;
    }
    case 'comment': return text.startsWith('%%') && (!zone.closed || (text.length > 3 && text.endsWith('%%'))) ? null : wrong;
    case 'html_comment': return text.startsWith('<!--') && (!zone.closed || /-->[^\r\n]*$/.test(text)) ? null : wrong;
    case 'math': return text.startsWith('$') && (!zone.closed || (text.length > 2 && text.endsWith('$'))) ? null : wrong;
    case 'html': return text.startsWith('<') ? null : wrong;
    case 'indented_code': return /^[ \t]/.test(text) && /[^ \t\r\n]/.test(text) ? null : wrong;
  }
}
