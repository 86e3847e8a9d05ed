// Reading what the metadata cache gives.
import type * as Obsidian from 'obsidian';
import { stripHeading } from './paths';
import { parseFrontMatterTags } from './yaml';

type Metadata = Obsidian.CachedMetadata;

/** From the properties and the text, with `#`; `null` when there is none. */
export function getAllTags(cache: Metadata): string[] | null {
  const tags = [...parseFrontMatterTags(cache.frontmatter) ?? [], ...(cache.tags ?? []).map(({ tag }) => tag)];
  return tags.length === 0 ? null : tags;
}

export function iterateRefs(refs: Obsidian.Reference[], callback: (ref: Obsidian.Reference) => boolean | void): boolean {
  return refs.some((ref) => callback(ref) === true);
}

export function iterateCacheRefs(cache: Metadata, callback: (ref: Obsidian.ReferenceCache) => boolean | void): boolean {
  return [...cache.links ?? [], ...cache.embeds ?? []].some((ref) => callback(ref) === true);
}

/** `#Heading`, `#Heading#Below` or `#^block`. */
export function resolveSubpath(cache: Metadata, subpath: string): Obsidian.HeadingSubpathResult | Obsidian.BlockSubpathResult | null {
  const parts = subpath.split('#').filter(Boolean);
  const last = parts.at(-1);
  if (last === undefined) return null;
  return last.startsWith('^') ? blockAt(cache, last.slice(1).toLowerCase()) : headingAt(cache.headings ?? [], parts);
}

function blockAt(cache: Metadata, id: string): Obsidian.BlockSubpathResult | null {
  const block = cache.blocks?.[id];
  return block ? { type: 'block', block, start: block.position.start, end: block.position.end } : null;
}

function headingAt(headings: readonly Obsidian.HeadingCache[], parts: readonly string[]): Obsidian.HeadingSubpathResult | null {
  let at = -1;
  for (const part of parts) {
    at = headings.findIndex(({ heading }, index) => index > at && stripHeading(heading).toLowerCase() === stripHeading(part).toLowerCase());
    if (at === -1) return null;
  }
  const current = headings[at];
  if (!current) return null;
  const next = headings.slice(at + 1).find(({ level }) => level <= current.level);
  return { type: 'heading', current, next: next as Obsidian.HeadingCache, start: current.position.start, end: next?.position.start ?? null };
}
