// The four parts of a rejection: what was expected, what was delivered, the gap, and the fix (formats.md).
import { givenEntry, givenLine } from './given-text';
import type { Criteria } from './criteria';
import { oneLine } from './history';

export const REJECTION_PARTS = ['expected', 'delivered', 'gap', 'fix'] as const;
export type RejectionPart = (typeof REJECTION_PARTS)[number];
export type Rejection = Record<RejectionPart, string>;

/** A line may hold U+2028, which only ends one to JavaScript's dot. */
const LABEL = /^(EXPECTED|DELIVERED|GAP|FIX):[ \t]*(.*)$/s;
/** A quotation shorter than this names nothing. */
const SHORTEST_QUOTE = 8;

/** Parts that are missing or blank, in the order of the format. */
export function emptyParts(parts: Partial<Rejection>): RejectionPart[] {
  return REJECTION_PARTS.filter((part) => (parts[part] ?? '').trim() === '');
}

/** True when `expected` names a criterion that exists (`AC #n`) or quotes one. */
export function namesCriterion(expected: string, criteria: Criteria): boolean {
  for (const match of expected.matchAll(/\bAC ?#?(\d{1,4})\b/gi)) {
    if (criteria.numbered.some(({ n }) => n === Number(match[1]))) return true;
  }
  const said = oneLine(expected).toLowerCase();
  const texts = [...criteria.numbered.map(({ text }) => text), ...criteria.unnumbered];
  return texts.some((text) => text.length >= SHORTEST_QUOTE && said.includes(oneLine(text).toLowerCase()));
}

/** The four parts as contract text. Lines after the first are indented, so that none can pose as another part. @throws E_USAGE */
export function rejectionText(parts: Rejection): string {
  return REJECTION_PARTS.map((part) => partText(part, parts[part])).join('\n');
}

function partText(part: RejectionPart, text: string): string {
  const label = `${part.toUpperCase()}:`;
  const lines = givenEntry(`--${part}`, text).replace(/\r\n?/g, '\n').split('\n');
  if (lines.length === 1) return `${label} ${givenLine(`--${part}`, lines[0] ?? '')}`;
  return [label, ...lines.map((line) => (line === '' ? '' : `  ${line}`))].join('\n');
}

/** Reads the parts back; `null` when the text has none of them. */
export function readRejection(text: string): Rejection | null {
  const found: Partial<Record<RejectionPart, string[]>> = {};
  let current: string[] | null = null;
  for (const line of text.split('\n')) {
    const match = LABEL.exec(line.trimEnd());
    if (match !== null) {
      current = match[2] === '' ? [] : [match[2] ?? ''];
      found[(match[1] ?? '').toLowerCase() as RejectionPart] = current;
    } else if (current !== null) {
      current.push(line.trimEnd().replace(/^ {2}/, ''));
    }
  }
  if (Object.keys(found).length === 0) return null;
  const textOf = (part: RejectionPart): string => (found[part] ?? []).join('\n').trim();
  return { expected: textOf('expected'), delivered: textOf('delivered'), gap: textOf('gap'), fix: textOf('fix') };
}
