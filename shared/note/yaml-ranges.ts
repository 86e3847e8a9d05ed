// Where each property stands in a block that only the `yaml` package can read, in the same terms as the plain scanner.
import { isMap, isScalar, isSeq } from 'yaml';
import type { Pair, YAMLMap, YAMLSeq } from 'yaml';
import type { Entry, Item, Mapping } from './entries';
import type { PropertyValue } from './frontmatter';
import { keyOf, mappingOf, parseYaml } from './yaml-engine';

/** A mapping in braces: edited between its commas instead of by lines. */
export interface BracedMapping {
  pairs: { key: string; value: PropertyValue; start: number; valueStart: number; valueEnd: number }[];
  /** Offset of the closing brace. */
  close: number;
}

export type LocatedYaml = { kind: 'lines'; mapping: Mapping } | { kind: 'braces'; mapping: BracedMapping };

/**
 * Locates the properties of the YAML in `text` between two offsets.
 * @throws what `problemOf` explains; its offset counts from `from`.
 */
export function locateYaml(text: string, from: number, to: number): LocatedYaml {
  const document = parseYaml(text.slice(from, to));
  const root: unknown = document.contents;
  if (!isMap(root)) return { kind: 'lines', mapping: { entries: [], indent: 0 } };
  const values = mappingOf(document);
  const locator = new Locator(text, from);
  if (root.flow === true) return { kind: 'braces', mapping: locator.braced(root, values) };
  const first = root.range?.[0] ?? 0;
  return {
    kind: 'lines',
    mapping: { entries: locator.entries(root, values), indent: from + first - locator.lineStart(from + first) },
  };
}

/** Offsets of nodes and tokens count from `base` in the text that the edit is for. */
class Locator {
  private readonly text: string;
  private readonly base: number;

  constructor(text: string, base: number) {
    this.text = text;
    this.base = base;
  }

  entries(map: YAMLMap, values: Readonly<Record<string, PropertyValue>>): Entry[] {
    return map.items.map((pair) => this.entry(pair, values[keyOf(pair)] ?? null));
  }

  braced(map: YAMLMap, values: Readonly<Record<string, PropertyValue>>): BracedMapping {
    const pairs = map.items.map((pair) => {
      const key = keyOf(pair);
      const valueStart = this.colonOf(pair) + 1;
      const valueEnd = Math.max(valueStart, this.contentEnd(pair.value));
      return { key, value: values[key] ?? null, start: this.startOf(pair), valueStart, valueEnd };
    });
    return { pairs, close: this.base + (map.range?.[1] ?? 1) - 1 };
  }

  /** The first line starts at `base`, which a BOM may stand before. */
  lineStart(offset: number): number {
    return offset === this.base ? offset : Math.max(this.base, this.text.lastIndexOf('\n', offset - 1) + 1);
  }

  private entry(pair: Pair, value: PropertyValue): Entry {
    const colon = this.colonOf(pair);
    const afterColon = colon + 1;
    const end = this.lineEnd(Math.max(afterColon, this.contentEnd(pair.value)));
    const entry: Entry = {
      key: keyOf(pair), value, shape: 'other', start: this.lineStart(this.startOf(pair)), end, afterColon,
      inlineStart: afterColon, inlineEnd: afterColon, bodyStart: end, items: [], entries: [],
    };
    this.placeValue(entry, pair, value);
    return entry;
  }

  private placeValue(entry: Entry, pair: Pair, value: PropertyValue): void {
    const node: unknown = pair.value;
    const props = this.propsOf(pair);
    const valueStart = this.base + rangeOf(node)[0];
    const inlineStart = props ?? valueStart;
    const onKeyLine = !this.text.slice(entry.afterColon, inlineStart).includes('\n');
    const block = (isMap(node) || isSeq(node)) && node.flow !== true;
    const ownLine = this.lineEnd(entry.afterColon);
    if (isScalar(node) && (node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED')) {
      entry.bodyStart = this.lineEnd(valueStart);
      if (!onKeyLine) return;
      entry.inlineStart = inlineStart;
      entry.inlineEnd = valueStart + (/^[|>][-+0-9]*/.exec(this.text.slice(valueStart, valueStart + 4))?.[0].length ?? 1);
      if (props === null) entry.shape = 'block-text';
    } else if (block || !onKeyLine) {
      entry.bodyStart = Math.min(ownLine, entry.end);
      if (props !== null && onKeyLine) {
        entry.inlineStart = props;
        entry.inlineEnd = props + this.text.slice(props, Math.min(valueStart, ownLine)).replace(/\s+(?:#.*)?\s*$/, '').length;
      }
      if (block && (props === null || onKeyLine)) this.describeBlock(entry, node, value);
    } else if (rangeOf(node)[0] === rangeOf(node)[1] && props === null) {
      entry.shape = 'empty';
    } else {
      entry.inlineStart = inlineStart;
      entry.inlineEnd = Math.max(this.contentEnd(node), inlineStart);
      this.describeInline(entry, node);
    }
  }

  private describeBlock(entry: Entry, node: YAMLMap | YAMLSeq, value: PropertyValue): void {
    if (isMap(node)) {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
      entry.entries = this.entries(node, value);
      entry.shape = 'block-map';
      return;
    }
    if (!Array.isArray(value)) return;
    entry.items = this.blockItems(node, value);
    entry.shape = 'block-list';
  }

  private blockItems(list: YAMLSeq, values: readonly PropertyValue[]): Item[] {
    return list.items.map((node, index) => {
      const dash = this.dashOf(list, index);
      const valueEnd = Math.max(this.contentEnd(node), dash + 1);
      return {
        value: values[index] ?? null,
        start: this.lineStart(dash),
        end: this.lineEnd(valueEnd),
        valueStart: this.base + rangeOf(node)[0],
        valueEnd,
      };
    });
  }

  private dashOf(list: YAMLSeq, index: number): number {
    const item = list.srcToken?.type === 'block-seq' ? list.srcToken.items.at(index) : undefined;
    const dash = item?.start.find((token) => token.type === 'seq-item-ind');
    return this.base + (dash?.offset ?? rangeOf(list.items.at(index))[0]);
  }

  private describeInline(entry: Entry, node: unknown): void {
    if (isScalar(node)) entry.shape = 'scalar';
    if (!isSeq(node) || !Array.isArray(entry.value)) return;
    if (node.items.some((item) => !isScalar(item) || item.anchor !== undefined || item.tag !== undefined)) return;
    const values = entry.value;
    entry.items = node.items.map((item, index) => {
      const [start, end] = [this.base + rangeOf(item)[0], this.base + rangeOf(item)[1]];
      return { value: values[index] ?? null, start, end, valueStart: start, valueEnd: end };
    });
    entry.shape = 'inline-list';
  }

  private startOf(pair: Pair): number {
    const first = pair.srcToken?.start.find((token) => ['explicit-key-ind', 'anchor', 'tag'].includes(token.type));
    return this.base + (first?.offset ?? rangeOf(pair.key)[0]);
  }

  /** Offset of the colon, or of the key's last character where there is none (`? name`). */
  private colonOf(pair: Pair): number {
    const colon = pair.srcToken?.sep?.find((token) => token.type === 'map-value-ind');
    return this.base + (colon?.offset ?? rangeOf(pair.key)[1] - 1);
  }

  /** Offset of the first anchor or tag of the value. */
  private propsOf(pair: Pair): number | null {
    const sep = pair.srcToken?.sep ?? [];
    const colon = sep.findIndex((token) => token.type === 'map-value-ind');
    const props = sep.slice(colon + 1).find((token) => token.type === 'anchor' || token.type === 'tag');
    return props === undefined ? null : this.base + props.offset;
  }

  /** After the last character that belongs to a value, without its line break and comment. */
  private contentEnd(node: unknown): number {
    if (isMap(node) && node.flow !== true) {
      const last = node.items.at(-1);
      return last === undefined ? this.base + rangeOf(node)[1] : Math.max(this.colonOf(last), this.contentEnd(last.value));
    }
    if (isSeq(node) && node.flow !== true) return Math.max(this.dashOf(node, -1), this.contentEnd(node.items.at(-1)));
    const end = this.base + rangeOf(node)[1];
    if (!isScalar(node) || (node.type !== 'BLOCK_LITERAL' && node.type !== 'BLOCK_FOLDED')) return end;
    const start = this.base + rangeOf(node)[0];
    const keeps = /^[|>][0-9]?\+/.test(this.text.slice(start, start + 3));
    return keeps ? this.withoutBreak(end) : start + this.text.slice(start, end).trimEnd().length;
  }

  private withoutBreak(offset: number): number {
    return this.text[offset - 1] === '\n' ? offset - 1 : offset;
  }

  private lineEnd(offset: number): number {
    const newline = this.text.indexOf('\n', offset);
    return newline === -1 ? this.text.length : newline + 1;
  }
}

function rangeOf(node: unknown): [number, number] {
  const range = isMap(node) || isSeq(node) || isScalar(node) ? node.range : aliasRange(node);
  return [range?.[0] ?? 0, range?.[1] ?? 0];
}

function aliasRange(node: unknown): [number, number, number] | null | undefined {
  return (node as { range?: [number, number, number] | null } | null)?.range;
}
