// A note as search sees it: its fields, and what a hit is shown by. Made from the note's text alone, each part when it
// is first asked for.
import { readFrontmatter, type FrontmatterReading, type Properties } from '../note/frontmatter';
import { frontmatterBlock, scanNote, type NoteScan } from '../note/scan';
import { plainHeadings } from '../note/plain-headings';
import { propertyTags, tagsOf } from '../note/tags';
import { listOf } from '../note/values';
import { nameOf } from '../vault/paths';
import { byField, type Field } from './parameters';

const NO_PROPERTIES: Properties = Object.freeze(Object.create(null) as Properties);

/** Where in a note terms may stand outside of its running text. */
export interface Parts {
  name: boolean;
  properties: boolean;
  /** Those up to this offset. */
  headings: number;
  /** Those in the body. */
  tags: boolean;
}

const ALL_PARTS: Parts = { name: true, properties: true, headings: Number.POSITIVE_INFINITY, tags: true };

interface Outlined {
  level: number;
  text: string;
}

export class SearchDocument {
  private read: FrontmatterReading | null = null;
  private scanned: NoteScan | null = null;
  private outlined: readonly Outlined[] | null = null;

  /** @param plainStart offset at which the body begins, where the properties are plain (`plain-properties.ts`) */
  constructor(readonly path: string, readonly text: string, private readonly plainStart: number | null = null) {}

  /** Text of each field. */
  get fields(): Readonly<Record<Field, string>> {
    return byField((field) => this.field(field));
  }

  /** Text of one field, one entry of a list to a line; as far as it comes from these parts of the note. */
  field(field: Field, from: Parts = ALL_PARTS): string {
    switch (field) {
      case 'title': return joined([from.name && noteName(this.path), titleOf(this.headings(from.headings)), from.properties && this.given]);
      case 'aliases': return from.properties ? [...this.textsOf('aliases'), ...this.textsOf('alias')].join('\n') : '';
      case 'headings': return this.headings(from.headings).map(({ text }) => text).join('\n');
      case 'tags': return joined([...(from.properties ? propertyTags(this.properties) : []), ...(from.tags ? this.bodyTags : [])]);
      case 'body': return this.text.slice(this.bodyStart);
    }
  }

  /** The property `title`, else the first heading of level 1, else the file's name. */
  get title(): string {
    return this.given ?? titleOf(this.headings()) ?? noteName(this.path);
  }

  get type(): string | null {
    const type = this.properties?.['type'];
    return typeof type === 'string' ? type : null;
  }

  /** In properties and body, without `#`. */
  get tags(): readonly string[] {
    return [...new Set([...propertyTags(this.properties), ...this.bodyTags])];
  }

  /** `null` when they can't be read; `problem` says why. The body is searched all the same. */
  get properties(): Properties | null {
    const { reading } = this;
    return reading.kind === 'properties' ? reading.properties : reading.kind === 'none' ? NO_PROPERTIES : null;
  }

  get problem(): string | null {
    if (this.plainStart !== null) return null;
    const { reading } = this;
    if (reading.kind !== 'unreadable') return null;
    return reading.line === null ? reading.problem : `${reading.problem} (line ${reading.line})`;
  }

  /** Offset at which the body begins. */
  get bodyStart(): number {
    if (this.plainStart !== null) return this.plainStart;
    const block = frontmatterBlock(this.text);
    return block?.closed === true ? block.end : this.text.startsWith('\ufeff') ? 1 : 0;
  }

  private get reading(): FrontmatterReading {
    return this.read ??= readFrontmatter(this.text);
  }

  private get scan(): NoteScan {
    return this.scanned ??= scanNote(this.text);
  }

  private textsOf(key: string): string[] {
    return listOf(this.properties?.[key]);
  }

  private get given(): string | undefined {
    return this.textsOf('title')[0];
  }

  /** All headings up to an offset, and perhaps more. */
  private headings(end = Number.POSITIVE_INFINITY): readonly Outlined[] {
    if (end <= this.bodyStart) return [];
    if (end < this.text.length) return plainHeadings(this.text, this.bodyStart, end) ?? this.headings();
    return this.outlined ??= plainHeadings(this.text, this.bodyStart) ?? this.scan.headings;
  }

  private get bodyTags(): string[] {
    return tagsOf(this.scan, null).map(({ tag }) => tag);
  }
}

function titleOf(headings: readonly Outlined[]): string | undefined {
  return headings.find(({ level }) => level === 1)?.text;
}

/** Each entry once. */
function joined(entries: readonly (string | false | undefined)[]): string {
  return [...new Set(entries)].filter((entry) => entry !== undefined && entry !== false).join('\n');
}

/** `knowledge/Retry.md` → `Retry`. */
export function noteName(path: string): string {
  return nameOf(path).replace(/\.md$/i, '');
}
