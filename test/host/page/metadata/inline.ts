// Links, embeds and tags inside a block's text.
import type { EmbedCache, LinkCache, TagCache } from 'obsidian';
import { posOf, type Line } from './lines';

export interface Inline {
  links: LinkCache[];
  embeds: EmbedCache[];
  tags: TagCache[];
}

const WIKILINK = /(!?)\[\[([^[\]\n|]+)(?:\|([^[\]\n]*))?\]\]/g;
const MARKDOWN_LINK = /(!?)\[([^[\]\n]*)\]\((?:<([^>\n]+)>|([^()\s]+))\)/g;
const TAG = /(^|[\s(])#([\p{L}\p{N}_/-]*[\p{L}_/-][\p{L}\p{N}_/-]*)/gu;
const INERT = /(`+)(?!`)[\s\S]*?[^`]\1(?!`)|%%[\s\S]*?%%|\$\$[\s\S]*?\$\$/g;
const EXTERNAL = /^[a-z][a-z0-9+.-]*:/i;

/** Adds what `note.slice(start, end)` holds to `found`. */
export function readInline(found: Inline, note: string, lines: readonly Line[], start: number, end: number): void {
  const text = note.slice(start, end).replace(INERT, (inert) => ' '.repeat(inert.length));
  for (const match of text.matchAll(WIKILINK)) {
    const [original, bang, link = '', shown] = match;
    addLink(found, lines, start + match.index, { original, bang, link: link.trim(), shown: shown ?? link.trim() });
  }
  for (const match of text.matchAll(MARKDOWN_LINK)) {
    const [original, bang, shown = '', angled, plain = ''] = match;
    const link = angled ?? decoded(plain);
    if (!EXTERNAL.test(link)) addLink(found, lines, start + match.index, { original, bang, link, shown });
  }
  for (const match of text.matchAll(TAG)) {
    const [, before = '', tag = ''] = match;
    const offset = start + match.index + before.length;
    found.tags.push({ tag: `#${tag}`, position: posOf(lines, offset, offset + tag.length + 1) });
  }
}

interface Found {
  original: string;
  bang: string | undefined;
  link: string;
  shown: string;
}

function addLink(found: Inline, lines: readonly Line[], offset: number, { original, bang, link, shown }: Found): void {
  const target = bang === '!' ? found.embeds : found.links;
  target.push({ link, original, displayText: shown, position: posOf(lines, offset, offset + original.length) });
}

function decoded(link: string): string {
  try {
    return decodeURIComponent(link);
  } catch {
    return link;
  }
}
