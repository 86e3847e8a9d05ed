// The status report as the view shows it: sections of rows, each row with what it leads to. No DOM.
import type { LintFinding } from '../../../shared/knowledge/lint-note';
import type { IncomingLink } from '../../../shared/note/queries/graph/links';
import type { StatusReport } from '../../../shared/health/status-report';
import type { ConflictCopy } from '../../../shared/vault/conflicts';
import { statusName } from '../backlog/columns';

export type Leads =
  | { to: 'note'; path: string }
  | { to: 'story'; id: string }
  | { to: 'proposal'; id: string }
  | { to: 'learnings' }
  /** `isDrifted`: the edit is no baseline yet. */
  | { to: 'hand_change'; id: string; path: string; status: string; edited: string; isDrifted: boolean }
  | { to: 'conflict'; id: string }
  | { to: 'nothing' };

export interface HealthRow {
  key: string;
  text: string;
  detail: string;
  leads: Leads;
}

/** Lists that the report only counts; each is asked for when its section is open. */
export interface Lists {
  broken: readonly IncomingLink[];
  orphans: readonly string[];
  deadEnds: readonly string[];
  findings: readonly LintFinding[];
  conflicts: readonly ConflictCopy[];
}

export interface Section {
  id: SectionId;
  title: string;
  count: number;
  /** It asks for somebody: open until somebody folds it, while there is something in it. */
  isUrgent: boolean;
  rows: readonly HealthRow[];
}

export type SectionId =
  | 'ledger' | 'hand' | 'conflicts' | 'immovable' | 'unreadable' | 'delivered' | 'escalated' | 'stalled' | 'ready' | 'statuses'
  | 'proposals' | 'learnings' | 'broken' | 'orphans' | 'deadEnds' | 'lint' | 'scope' | 'folders' | 'types' | 'recent';

/** Which list a section needs beyond the report. */
export const LISTED: Readonly<Partial<Record<SectionId, keyof Lists>>> = {
  broken: 'broken', orphans: 'orphans', deadEnds: 'deadEnds', lint: 'findings', conflicts: 'conflicts',
};

export function sectionsOf(report: StatusReport, lists: Partial<Lists>): Section[] {
  return [...integritySections(report, lists), ...backlogSections(report), ...inboxSections(report), ...noteSections(report, lists)];
}

function integritySections({ integrity, backlog, proposals, learnings }: StatusReport, lists: Partial<Lists>): Section[] {
  const unreadable = new Map([...learnings.damaged, ...proposals.damaged, ...integrity.unreadable].map(({ path, problem }) => [path, problem]));
  return [
    section('ledger', 'Broken ledger links', true, integrity.broken_chains.map(({ writer, line, problem }) => row(`${writer}:${line}`, `${writer}, line ${line}`, problem, { to: 'nothing' }))),
    section('hand', 'Statuses changed by hand', true, backlog.hand_changed.map(({ id, path, status, edited_status: edited }) => (
      row(id, id, `says ${statusName(edited).toLowerCase()}; its last transition left ${statusName(status).toLowerCase()}`, { to: 'hand_change', id, path, status, edited, isDrifted: integrity.modified.includes(path) })
    ))),
    section('conflicts', 'Conflict copies', true, (lists.conflicts ?? []).map(({ id, path, at, holds }) => (
      row(id, path, `${holds === 'governed' ? 'the governed text' : 'what somebody else wrote'}, ${timeText(at)}`, { to: 'conflict', id })
    )), integrity.conflicts),
    section('immovable', 'Stories that can\'t be moved', true, backlog.immovable.map(({ id, reason }) => row(id, id, reason, { to: 'story', id }))),
    section('unreadable', 'Unreadable notes', true, [...unreadable].map(([path, problem]) => row(path, path, problem, { to: 'note', path }))),
  ];
}

function backlogSections({ backlog }: StatusReport): Section[] {
  const byStory = (id: string, text: string, detail: string): HealthRow => row(id, text, detail, { to: 'story', id });
  return [
    section('delivered', 'Deliveries to review', true, backlog.delivered.map(({ id, title, assignee }) => byStory(id, title, `${id}, by ${assignee ?? 'nobody'}`))),
    section('escalated', 'Escalated stories', true, backlog.escalated.map(({ id, title, rejections }) => byStory(id, title, `${id}, rejected ${rejections} times`))),
    section('stalled', 'Expired claims', false, backlog.stalled.map(({ id, title, assignee, lease_until: until }) => byStory(id, title, `${id}, ${assignee ?? 'nobody'}${until === null ? '' : `, until ${timeText(until)}`}`))),
    section('ready', 'Ready stories', false, backlog.ready.map((id) => byStory(id, id, ''))),
    section('statuses', 'Stories by status', false, backlog.by_status.filter(({ count }) => count > 0).map(({ status, count }) => row(status, statusName(status), String(count), { to: 'nothing' })), backlog.total),
  ];
}

function inboxSections({ proposals, learnings }: StatusReport): Section[] {
  const overdue = new Set(proposals.overdue);
  const waiting = [...proposals.pending, ...proposals.deferred.filter(({ due }) => due)];
  return [
    section('proposals', 'Proposals', true, waiting.map(({ id, target_path: target, author, age_days: age }) => (
      row(id, target, `by ${author}${age === null ? '' : `, ${days(age)}`}${overdue.has(id) ? ', overdue' : ''}`, { to: 'proposal', id })
    ))),
    section('learnings', 'Pending learnings', false, learnings.pending.map(({ path, title, type, created }) => row(path, title, `${type}${created === null ? '' : `, ${created}`}`, { to: 'note', path }))),
  ];
}

function noteSections({ graph, lint, notes, recent, scope_contradictions: scopes }: StatusReport, lists: Partial<Lists>): Section[] {
  const paths = (found: readonly string[] | undefined): HealthRow[] => (found ?? []).map((path) => row(path, path, '', { to: 'note', path }));
  const links = (lists.broken ?? []).map(({ path, line, link }, index) => row(`${index} ${path}`, path, `line ${line}: ${link}`, { to: 'note', path }));
  const findings = (lists.findings ?? []).map(({ path, line, severity, message }, index) => row(`${index} ${path}`, path, `${severity}, line ${line}: ${message}`, { to: 'note', path }));
  return [
    section('broken', 'Broken links', false, links, graph.broken_links),
    section('lint', 'Findings of the linter', false, findings, lint.errors + lint.warnings),
    section('scope', 'Scope contradictions', false, scopes.map(({ path, scope, folder_scope: folder }) => row(path, path, `says ${scope}; its folder is ${folder}`, { to: 'note', path }))),
    section('orphans', 'Orphans', false, paths(lists.orphans), graph.orphans),
    section('deadEnds', 'Dead ends', false, paths(lists.deadEnds), graph.dead_ends),
    section('recent', 'Last governed writes', false, recent.map((write) => recentRow(write))),
    section('folders', 'Notes by folder', false, notes.by_folder.map(({ folder, count }) => row(folder, folder === '' ? 'Top of the vault' : folder, String(count), { to: 'nothing' })), notes.total),
    section('types', 'Notes by type', false, notes.by_type.map(({ type, count }) => row(String(type), type ?? 'No type', String(count), { to: 'nothing' })), notes.total - notes.unreadable),
  ];
}

function recentRow({ at, actor, role, kind, op, op_id: id, paths, note_count: count }: StatusReport['recent'][number]): HealthRow {
  const [first] = paths;
  const what = count === 1 && first !== undefined ? first : `${count} notes`;
  return row(id, `${op.replace('.', ' ')}: ${what}`, `${actor} (${role ?? kind}), ${timeText(at)}`, first === undefined ? { to: 'nothing' } : { to: 'note', path: first });
}

function section(id: SectionId, title: string, isUrgent: boolean, rows: readonly HealthRow[], count = rows.length): Section {
  return { id, title, count, isUrgent: isUrgent && count > 0, rows };
}

function row(key: string, text: string, detail: string, leads: Leads): HealthRow {
  return { key, text, detail, leads };
}

/** `2026-11-21 09:00`, as everywhere in the product in UTC. */
function timeText(at: string): string {
  return at.slice(0, 16).replace('T', ' ');
}

function days(count: number): string {
  return count === 1 ? '1 day old' : `${count} days old`;
}
