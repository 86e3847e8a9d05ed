// YAML and frontmatter, by the package `yaml` that the app itself uses.
import type { FrontMatterInfo } from 'obsidian';
import { parse, stringify } from 'yaml';
import { readPlainMapping } from '../metadata/plain-mapping';

export function parseYaml(yaml: string): unknown {
  return parse(yaml);
}

export function stringifyYaml(value: unknown): string {
  return stringify(value, { lineWidth: 0, nullStr: '' });
}

const OPENING = /^\uFEFF?---[ \t]*\r?\n/;
const CLOSING = /^---[ \t]*(\r?\n|$)/gm;

export function getFrontMatterInfo(content: string): FrontMatterInfo {
  const opening = OPENING.exec(content);
  if (opening) {
    const from = opening[0].length;
    CLOSING.lastIndex = from;
    const closing = CLOSING.exec(content);
    if (closing) {
      const frontmatter = content.slice(from, closing.index);
      return { exists: true, frontmatter, from, to: closing.index, contentStart: closing.index + closing[0].length };
    }
  }
  return { exists: false, frontmatter: '', from: 0, to: 0, contentStart: 0 };
}

/** A mapping, or `null` when there is none or it can't be read. */
export function readFrontmatter(content: string): Record<string, unknown> | null {
  const info = getFrontMatterInfo(content);
  if (!info.exists) return null;
  const plain = readPlainMapping(info.frontmatter);
  if (plain) return plain;
  try {
    const value = parseYaml(info.frontmatter);
    return isMapping(value) ? value : null;
  } catch {
    return null;
  }
}

export function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function parseFrontMatterEntry(frontmatter: unknown, key: string | RegExp): unknown {
  if (!isMapping(frontmatter)) return null;
  const found = Object.keys(frontmatter).find((name) => (typeof key === 'string' ? name === key : key.test(name)));
  return found === undefined ? null : frontmatter[found] ?? null;
}

/** A text is split at commas, a list taken as it is. */
export function parseFrontMatterStringArray(frontmatter: unknown, key: string | RegExp): string[] | null {
  const value = parseFrontMatterEntry(frontmatter, key);
  const items = typeof value === 'string' ? value.split(',') : Array.isArray(value) ? value.map(String) : null;
  const texts = items?.map((item) => item.trim()).filter(Boolean) ?? [];
  return texts.length === 0 ? null : texts;
}

export function parseFrontMatterAliases(frontmatter: unknown): string[] | null {
  return parseFrontMatterStringArray(frontmatter, /^alias(es)?$/i);
}

export function parseFrontMatterTags(frontmatter: unknown): string[] | null {
  const value = parseFrontMatterEntry(frontmatter, /^tags?$/i);
  const items = typeof value === 'string' ? value.split(/[,\s]+/) : Array.isArray(value) ? value.map(String) : [];
  const tags = items.map((item) => item.trim()).filter(Boolean).map((tag) => (tag.startsWith('#') ? tag : `#${tag}`));
  return tags.length === 0 ? null : tags;
}
