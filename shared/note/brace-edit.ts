// Edits on properties written in braces, as JSON is (`{"tags": "x", "publish": false}`): between the commas, in JSON.
import type { PropertyValue } from './frontmatter';
import { editSeparated } from './list-edit';
import type { Span } from './list-edit';
import { applySplices } from './splice';
import type { Region } from './splice';
import { locateYaml } from './yaml-ranges';
import type { BracedMapping } from './yaml-ranges';

/** Each change is a small edit of its own, so that pairs between two changes keep their lines. */
export function editBraces(
  text: string,
  region: Region,
  changes: ReadonlyMap<string, PropertyValue | undefined>,
): string {
  let edited = text;
  for (const [key, value] of changes) {
    const to = region.to + edited.length - text.length;
    const located = locateYaml(edited, region.from, to);
    if (located.kind === 'lines') throw new Error('braces became lines');
    edited = editPair(edited, located.mapping, key, value);
  }
  return edited;
}

function editPair(text: string, mapping: BracedMapping, key: string, value: PropertyValue | undefined): string {
  const spans = mapping.pairs.map((pair): Span => ({ start: pair.start, end: pair.valueEnd }));
  const index = mapping.pairs.findIndex((pair) => pair.key === key);
  const pair = mapping.pairs[index];
  if (pair !== undefined && value !== undefined) {
    return applySplices(text, [{ start: pair.valueStart, end: pair.valueEnd, text: ` ${JSON.stringify(value)}` }]);
  }
  const kept: (Span | string)[] = spans.filter((_, place) => place !== index);
  if (value !== undefined) kept.push(`${JSON.stringify(key)}: ${JSON.stringify(value)}`);
  const row = spans.length === 0 ? [{ start: mapping.close, end: mapping.close }] : spans;
  return applySplices(text, editSeparated(text, row, kept, commaOf(text, mapping)));
}

/** A comma, and a line break with indentation where the pairs stand on lines of their own. */
function commaOf(text: string, mapping: BracedMapping): string {
  const last = mapping.pairs.at(-1);
  if (last === undefined) return ', ';
  const gap = /\s*$/.exec(text.slice(Math.max(0, last.start - 200), last.start))?.[0] ?? '';
  return gap.includes('\n') ? `,${gap}` : ', ';
}
