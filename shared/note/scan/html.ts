// HTML in a note as CommonMark 0.31 (4.6, 6.6) delimits it: where a block begins and ends, and how far one tag reaches.
import { matchAt } from './containers';
import { isBlankCode } from './cursor';

/** What ends a block of HTML: a line that holds the pattern, or (`null`) the line before a blank one. */
export interface HtmlBlock {
  until: RegExp | null;
}

const RAW = /<(?:script|pre|textarea|style)(?=[ \t>\r\n]|$)/iy;
const RAW_END = /<\/(?:script|pre|textarea|style)>/i;
const INSTRUCTION = /<\?/y;
const DECLARATION = /<![A-Za-z]/y;
const CDATA = /<!\[CDATA\[/y;
/** Block-level names, CommonMark 4.6 condition 6. */
const BLOCK_TAG = new RegExp('</?(?:address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|'
  + 'dd|details|dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|'
  + 'iframe|legend|li|link|main|menu|menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|'
  + 'tbody|td|tfoot|th|thead|title|tr|track|ul)(?=[ \\t\\r\\n]|/?>|$)', 'iy');

/**
 * The block of HTML that begins with the `<` at `offset`, or `null`. Comments are not asked for here.
 * @param mayBeAlone whether one complete tag alone on its line begins a block (it can't interrupt a paragraph)
 */
export function htmlBlockAt(text: string, offset: number, end: number, mayBeAlone: boolean): HtmlBlock | null {
  if (matchAt(RAW, text, offset)) return { until: RAW_END };
  if (matchAt(INSTRUCTION, text, offset)) return { until: /\?>/ };
  if (matchAt(CDATA, text, offset)) return { until: /\]\]>/ };
  if (matchAt(DECLARATION, text, offset)) return { until: />/ };
  if (matchAt(BLOCK_TAG, text, offset)) return { until: null };
  if (!mayBeAlone) return null;
  const tagEnd = tagEndAt(text, offset, end);
  if (tagEnd === -1) return null;
  for (let at = tagEnd; at < end; at += 1) if (!isBlankCode(text.charCodeAt(at))) return null;
  return { until: null };
}

/** Characters outside attribute values that one tag may have; keeps nested half-open tags from costing length². */
const MAX_TAG_STEPS = 2_000;

/** Offset after the tag that begins with the `<` at `offset`, or -1 when it is no complete tag before `end`. */
export function tagEndAt(text: string, offset: number, end: number): number {
  let at = offset + 1;
  let steps = MAX_TAG_STEPS;
  const closing = text[at] === '/';
  if (closing) at += 1;
  if (!isLetter(text.charCodeAt(at))) return -1;
  while (at < end && isTagName(text.charCodeAt(at)) && steps-- > 0) at += 1;
  for (;;) {
    const afterBlanks = skipWhite(text, at, end, steps);
    steps -= afterBlanks - at;
    const code = afterBlanks < end ? text.charCodeAt(afterBlanks) : NaN;
    if (code === 62) return afterBlanks + 1;
    if (closing || steps <= 0) return -1;
    if (code === 47) return text[afterBlanks + 1] === '>' && afterBlanks + 1 < end ? afterBlanks + 2 : -1;
    if (afterBlanks === at) return -1;
    const next = attributeEnd(text, afterBlanks, end, steps);
    if (next === null) return -1;
    at = next.at;
    steps -= next.steps;
  }
}

/** Offset after the attribute at `from`, and the characters it took outside a quoted value. */
function attributeEnd(text: string, from: number, end: number, budget: number): { at: number; steps: number } | null {
  if (!isAttributeStart(text.charCodeAt(from))) return null;
  let at = from + 1;
  while (at < end && at - from < budget && isAttributeName(text.charCodeAt(at))) at += 1;
  const nameEnd = at;
  at = skipWhite(text, at, end, budget);
  if (at >= end || text[at] !== '=') return { at: nameEnd, steps: nameEnd - from };
  at = skipWhite(text, at + 1, end, budget);
  const quote = at < end ? text[at] : undefined;
  if (quote === '"' || quote === "'") {
    const close = text.indexOf(quote, at + 1);
    return close === -1 || close >= end ? null : { at: close + 1, steps: at - from + 2 };
  }
  const valueStart = at;
  while (at < end && at - from < budget && isUnquotedValue(text.charCodeAt(at))) at += 1;
  return at === valueStart ? null : { at, steps: at - from };
}

function skipWhite(text: string, from: number, end: number, budget: number): number {
  let at = from;
  while (at < end && at - from < budget) {
    const code = text.charCodeAt(at);
    if (!isBlankCode(code) && code !== 10 && code !== 13) break;
    at += 1;
  }
  return at;
}

function isLetter(code: number): boolean {
  return (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function isTagName(code: number): boolean {
  return isLetter(code) || isDigit(code) || code === 45;
}

function isAttributeStart(code: number): boolean {
  return isLetter(code) || code === 95 || code === 58;
}

function isAttributeName(code: number): boolean {
  return isAttributeStart(code) || isDigit(code) || code === 46 || code === 45;
}

function isUnquotedValue(code: number): boolean {
  return !(isBlankCode(code) || code === 10 || code === 13 || code === 34 || code === 39 || code === 60 || code === 61
    || code === 62 || code === 96);
}
