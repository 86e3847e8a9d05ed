// The History of a story: one line per transition or change of its fields, append-only, oldest first.
// `- 2026-11-21T09:00:00Z dev-7 (developer): status open -> in_progress`
import type { NoteScan } from '../note/scan';
import { isInert } from '../note/scan';
import type { Role } from '../policy/actor';
import { ROLES } from '../policy/actor';
import { actorLabel } from '../policy/roles';
import { givenReason } from './given-text';
import { appendToStory, storySection } from './sections';

export interface HistoryEntry {
  at: string;
  actor: string;
  role: Role | null;
  text: string;
  /** Set when the line records a transition. */
  from: string | null;
  to: string | null;
}

const ENTRY = /^- (\S+) (.{1,200}?)(?: \(([a-z-]+)\))?: (.*)$/;
const MOVE = /^status ([\w-]+) -> ([\w-]+)/;

/** Appends one line to History; the section is created where it belongs. */
export function appendHistory(text: string, at: string, actor: { name: string; role: Role | null }, what: string): string {
  return appendToStory(text, 'History', `- ${at} ${actorLabel(actor.name, actor.role)}: ${oneLine(what)}`, 'line');
}

/** All lines of History that read as entries, oldest first; other text in the section is left out. */
export function readHistory(scan: NoteScan): HistoryEntry[] {
  const section = storySection(scan, 'History');
  if (section === null) return [];
  const entries: HistoryEntry[] = [];
  let offset = section.contentStart;
  for (const line of scan.text.slice(section.contentStart, section.end).split('\n')) {
    const entry = isInert(scan, offset) ? null : readEntry(line.trimEnd());
    if (entry !== null) entries.push(entry);
    offset += line.length + 1;
  }
  return entries;
}

/** The newest transition on record, or `null` for a story that never moved. */
export function lastMove(history: readonly HistoryEntry[]): HistoryEntry | null {
  return history.findLast(({ to }) => to !== null) ?? null;
}

/** A given reason at the end of a History line, or nothing. @throws E_USAGE */
export function reasonText(reason: string | undefined): string {
  const line = givenReason(reason);
  return line === undefined ? '' : ` · reason: ${line}`;
}

/** A given reason as a plan has it. @throws E_USAGE */
export function reasonOf(reason: string | undefined): { reason?: string } {
  const line = givenReason(reason);
  return line === undefined ? {} : { reason: line };
}

/** `text` as one line: runs of white space become one space. */
export function oneLine(text: string): string {
  return text.trim().replace(/\s+/g, ' ');
}

function readEntry(line: string): HistoryEntry | null {
  if (line.length > 5000) return null;
  const match = ENTRY.exec(line);
  if (match === null) return null;
  const [, at = '', actor = '', role, text = ''] = match;
  const known = ROLES.find((candidate) => candidate === role) ?? null;
  const move = MOVE.exec(text);
  return {
    at, text, role: known,
    actor: role !== undefined && known === null ? `${actor} (${role})` : actor,
    from: move?.[1] ?? null,
    to: move?.[2] ?? null,
  };
}
