// A note as search sees it: its fields, and what a hit is shown by. Made from the note's text alone.
import { readFrontmatter, type Properties } from '../note/frontmatter';
import { scanNote } from '../note/scan';
import { tagsOf } from '../note/tags';
import { listOf } from '../note/values';
import { nameOf } from '../vault/paths';
import type { Field } from './parameters';

export interface SearchDocument {
  path: string;
  /** Text of each field, one entry of a list to a line. */
  fields: Readonly<Record<Field, string>>;
  /** The property `title`, else the first heading of level 1, else the file's name. */
  title: string;
  type: string | null;
  /** In properties and body, without `#`. */
  tags: readonly string[];
  /** `null` when they can't be read; `problem` says why. The body is searched all the same. */
  properties: Properties | null;
  problem: string | null;
  /** Offset at which the body begins. */
  bodyStart: number;
}

const NO_PROPERTIES: Properties = Object.freeze(Object.create(null) as Properties);

export function searchDocument(path: string, text: string): SearchDocument {
  const scan = scanNote(text);
  const reading = readFrontmatter(text);
  const properties = reading.kind === 'properties' ? reading.properties : reading.kind === 'none' ? NO_PROPERTIES : null;
  const name = noteName(path);
  const heading = scan.headings.find(({ level }) => level === 1)?.text;
  const given = listOf(properties?.['title'])[0];
  const tags = [...new Set(tagsOf(scan, properties).map(({ tag }) => tag))];
  const type = properties?.['type'];
  return {
    path,
    fields: {
      title: [...new Set([name, heading, given])].filter((part) => part !== undefined).join('\n'),
      aliases: [...listOf(properties?.['aliases']), ...listOf(properties?.['alias'])].join('\n'),
      headings: scan.headings.map((item) => item.text).join('\n'),
      tags: tags.join('\n'),
      body: text.slice(scan.bodyStart),
    },
    title: given ?? heading ?? name,
    type: typeof type === 'string' ? type : null,
    tags,
    properties,
    problem: reading.kind === 'unreadable' ? problemOf(reading) : null,
    bodyStart: scan.bodyStart,
  };
}

/** `knowledge/Retry.md` → `Retry`. */
export function noteName(path: string): string {
  return nameOf(path).replace(/\.md$/i, '');
}

function problemOf({ problem, line }: { problem: string; line: number | null }): string {
  return line === null ? problem : `${problem} (line ${line})`;
}
