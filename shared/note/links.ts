// The links of a note, in its body and its properties, with every part in place, so that one can be followed, judged and
// spliced. What a link leads to is decided in `link-resolution.ts`.
import { readMarkdownTarget } from './links/markdown-link';
import type { NoteLink } from './links/model';
import { propertyLinks } from './links/property-links';
import { readWikilink } from './links/wikilink';
import { lineOf, type LinkMark, type NoteScan } from './scan';

export type { LinkForm, NoteLink, TextRange } from './links/model';

/**
 * All links and embeds to something in the vault, sorted by their beginning: wikilinks, Markdown links, and the
 * definitions that reference links follow. URLs with a scheme are none; inert text holds none.
 */
export function linksOf(scan: NoteScan): NoteLink[] {
  const body = scan.links.flatMap((mark) => {
    const link = linkOf(scan, mark);
    return link === null ? [] : [link];
  });
  return [...propertyLinks(scan), ...body.sort((a, b) => a.start - b.start)];
}

function linkOf(scan: NoteScan, mark: LinkMark): NoteLink | null {
  const { kind, embed, start, end } = mark;
  const inner = { start: mark.innerStart, end: mark.innerEnd };
  const parts = kind === 'wikilink'
    ? readWikilink(scan.text, inner.start, inner.end)
    : readMarkdownTarget(scan.text, inner, { start: mark.labelStart, end: mark.labelEnd });
  if (parts === null) return null;
  return { form: kind, embed, start, end, line: lineOf(scan, start), property: null, quote: '', ...parts };
}
