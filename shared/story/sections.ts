// The sections of a story: their order, and edits that append to one or create it where it belongs.
// Only level 2 headings outside inert text count; unknown sections and their order stay as they are.
import { scanNote } from '../note/scan';
import type { NoteScan } from '../note/scan';
import { insertSection, sectionsNamed } from '../note/sections';
import type { Section } from '../note/sections';
import { trimBlankLines } from './given-text';

export const CONTRACT = 'nd_contract';
export const CRITERIA = 'Acceptance Criteria';
/** In the order of formats.md. */
export const STORY_SECTIONS = ['Description', CRITERIA, 'Design', 'Notes', CONTRACT, 'History', 'Comments'] as const;
export type StorySection = (typeof STORY_SECTIONS)[number];

/** The section called `name`, the last one where a story has several; `null` when it has none. */
export function storySection(scan: NoteScan, name: StorySection): Section | null {
  return sectionsNamed(scan, name, 2).at(-1) ?? null;
}

/** Text of a section without outer blank lines; `null` when there is no such section. */
export function storySectionText(scan: NoteScan, name: StorySection): string | null {
  const section = storySection(scan, name);
  return section === null ? null : trimBlankLines(scan.text.slice(section.contentStart, section.end));
}

/**
 * Appends `content` to a section, which is created where it belongs when missing.
 *
 * @param gap `line`: on the next line, as entries of a list; `paragraph`: after a blank line.
 */
export function appendToStory(text: string, name: StorySection, content: string, gap: 'line' | 'paragraph'): string {
  const scan = scanNote(text);
  const section = storySection(scan, name);
  return section === null ? newSection(text, name, content) : appendWithin(scan, section.contentStart, section.end, content, gap);
}

/** Replaces what a section holds; creates it where it belongs when missing. */
export function replaceInStory(text: string, name: StorySection, content: string): string {
  const scan = scanNote(text);
  const section = storySection(scan, name);
  if (section === null) return newSection(text, name, content);
  return spliceContent(scan, section.contentStart, section.end, content);
}

/** Adds a section after those that come before it, also when there are others of its name. */
export function newSection(text: string, name: StorySection, content: string): string {
  const later = STORY_SECTIONS.slice(STORY_SECTIONS.indexOf(name) + 1);
  return insertSection(text, `## ${name}`, content, later);
}

/** Appends `content` to the stretch `[start, end)` of a note, leaving one blank line before what follows it. */
export function appendWithin(scan: NoteScan, start: number, end: number, content: string, gap: 'line' | 'paragraph'): string {
  const present = scan.text.slice(start, end);
  if (present.trim() === '') return spliceContent(scan, start, end, content);
  const kept = present.trimEnd();
  const separator = gap === 'line' ? scan.eol : scan.eol + scan.eol;
  return join(scan, start + kept.length, end, separator + withEol(content, scan.eol));
}

function spliceContent(scan: NoteScan, start: number, end: number, content: string): string {
  return join(scan, start, end, withEol(content, scan.eol));
}

/** `text[0, from)`, `insert`, and what stands from `end` on, after exactly one blank line. */
function join(scan: NoteScan, from: number, end: number, insert: string): string {
  const head = scan.text.slice(0, from);
  const onNewLine = head === '' || head.endsWith('\n') || insert.startsWith(scan.eol) ? '' : scan.eol;
  const rest = scan.text.slice(end);
  return head + onNewLine + insert + scan.eol + (rest === '' ? '' : scan.eol + rest);
}

function withEol(text: string, eol: string): string {
  return text.replace(/\r\n?|\n/g, eol);
}
