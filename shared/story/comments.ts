// Comments of a story: append-only, each under a level 3 heading with its time and actor.
import type { NoteScan } from '../note/scan';
import { givenEntry, trimBlankLines } from './given-text';
import { appendToStory, storySection } from './sections';

export interface Comment {
  at: string;
  actor: string;
  text: string;
}

const HEADING = /^(\d{4}-\d\d-\d\dT\S+) (.+)$/;

/** Appends a comment. @throws E_USAGE when it is empty or holds structure. */
export function appendComment(text: string, at: string, actor: string, comment: string): string {
  return appendToStory(text, 'Comments', `### ${at} ${actor}\n${givenEntry('The comment', comment)}`, 'paragraph');
}

/** All comments, oldest first. */
export function readComments(scan: NoteScan): Comment[] {
  const section = storySection(scan, 'Comments');
  if (section === null) return [];
  const headings = scan.headings.filter(({ level, start }) => level === 3 && start >= section.contentStart && start < section.end);
  return headings.flatMap((heading, n) => {
    const match = HEADING.exec(heading.text);
    if (match === null) return [];
    const end = headings[n + 1]?.start ?? section.end;
    return [{ at: match[1] ?? '', actor: match[2] ?? '', text: trimBlankLines(scan.text.slice(heading.end, end)) }];
  });
}
