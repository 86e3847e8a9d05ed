// Reads a note's metadata from its text, as the app caches it.
import type { CachedMetadata, FrontmatterLinkCache, HeadingCache, ListItemCache } from 'obsidian';
import { getFrontMatterInfo, readFrontmatter } from '../api/yaml';
import { readInline, type Inline } from './inline';
import { linesOf, posOf, type Line } from './lines';
import { HEADING, LIST_ITEM, sectionsOf, type Section } from './sections';

const BLOCK_ID = /(?:^|[ \t])\^([a-z0-9-]+)[ \t]*$/i;
/** Their text is not looked into for links. */
const INERT: readonly Section['type'][] = ['yaml', 'code', 'comment', 'math', 'thematicBreak'];

export function parseMetadata(note: string): CachedMetadata {
  const lines = linesOf(note);
  const info = getFrontMatterInfo(note);
  const bodyLine = info.exists ? lineAfter(lines, info.contentStart) : 0;
  const sections = sectionsOf(lines, bodyLine);
  const inline: Inline = { links: [], embeds: [], tags: [] };
  for (const section of sections) {
    if (!INERT.includes(section.type)) readInline(inline, note, lines, startOf(lines, section), endOf(lines, section));
  }
  return withoutEmpty({
    ...inline,
    headings: sections.filter(({ type }) => type === 'heading').map((section) => heading(lines, section)),
    listItems: sections.filter(({ type }) => type === 'list').flatMap((section) => listItems(lines, section)),
    sections: sections.map((section) => ({ type: section.type, position: posOf(lines, startOf(lines, section), endOf(lines, section)) })),
    blocks: blocks(lines, sections),
    ...(info.exists ? frontmatter(note, lines, info.contentStart) : {}),
  });
}

function frontmatter(note: string, lines: readonly Line[], end: number): CachedMetadata {
  const properties = readFrontmatter(note);
  if (properties === null) return {};
  return {
    frontmatter: properties,
    frontmatterPosition: posOf(lines, 0, note.slice(0, end).trimEnd().length),
    frontmatterLinks: Object.entries(properties).flatMap(([key, value]) => linksIn(key, value)),
  };
}

function linksIn(key: string, value: unknown): FrontmatterLinkCache[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => linksIn(`${key}.${index}`, item));
  const match = typeof value === 'string' ? /^\[\[([^[\]|]+)(?:\|([^[\]]*))?\]\]$/.exec(value.trim()) : null;
  if (!match) return [];
  const [original, link = '', shown] = match;
  return [{ key, link, original, displayText: shown ?? link }];
}

function heading(lines: readonly Line[], section: Section): HeadingCache {
  const match = HEADING.exec(lines[section.first]?.text ?? '');
  return {
    heading: match?.[2] ?? '',
    level: match?.[1]?.length ?? 1,
    position: posOf(lines, startOf(lines, section), endOf(lines, section)),
  };
}

function listItems(lines: readonly Line[], section: Section): ListItemCache[] {
  const items: ListItemCache[] = [];
  const open: { indent: number; line: number }[] = [];
  for (const line of lines.slice(section.first, section.last + 1)) {
    const match = LIST_ITEM.exec(line.text);
    if (!match) continue;
    const indent = (match[1] ?? '').replaceAll('\t', '    ').length;
    while (open.length > 0 && (open.at(-1)?.indent ?? 0) >= indent) open.pop();
    const [task, id] = [match[3], BLOCK_ID.exec(line.text)?.[1]];
    items.push({
      position: posOf(lines, line.start + (match[1] ?? '').length, line.end),
      parent: open.at(-1)?.line ?? -(section.first || 1),
      ...(task === undefined ? {} : { task }),
      ...(id === undefined ? {} : { id }),
    });
    open.push({ indent, line: line.number });
  }
  return items;
}

function blocks(lines: readonly Line[], sections: readonly Section[]): NonNullable<CachedMetadata['blocks']> {
  const found: NonNullable<CachedMetadata['blocks']> = {};
  for (const section of sections) {
    if (INERT.includes(section.type)) continue;
    for (const line of lines.slice(section.first, section.last + 1)) {
      const id = BLOCK_ID.exec(line.text)?.[1]?.toLowerCase();
      if (id !== undefined) found[id] = { id, position: posOf(lines, startOf(lines, section), endOf(lines, section)) };
    }
  }
  return found;
}

/** The app leaves out what a note has none of. */
function withoutEmpty(metadata: CachedMetadata): CachedMetadata {
  const entries = Object.entries(metadata) as [keyof CachedMetadata, object][];
  return Object.fromEntries(entries.filter(([key, value]) => key === 'frontmatter' || Object.keys(value).length > 0));
}

function lineAfter(lines: readonly Line[], offset: number): number {
  const index = lines.findIndex(({ start }) => start >= offset);
  return index === -1 ? lines.length : index;
}

function startOf(lines: readonly Line[], section: Section): number {
  return lines[section.first]?.start ?? 0;
}

function endOf(lines: readonly Line[], section: Section): number {
  return lines[section.last]?.end ?? 0;
}
