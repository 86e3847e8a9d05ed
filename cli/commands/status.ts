// `status`: the report for people, and as it is for programs. Exit 6 when integrity is broken.
import { EXIT_CODES } from '../../shared/errors';
import { statusReport, type StatusReport } from '../../shared/health/status-report';
import type { Paint } from '../paint';
import type { Run } from '../verb';

/** Lines that one part of the text lists; `--json` has all. */
const SHOWN = 8;

export const status: Run = ({ context }) => {
  const report = context.read(statusReport);
  return {
    data: report,
    text: (paint) => reportText(report, paint),
    brief: report.integrity.alarming.map(({ path, reason }) => path ?? reason).join('\n'),
    ...(report.integrity.broken && { exitCode: EXIT_CODES.E_INTEGRITY }),
  };
};

function reportText(report: StatusReport, paint: Paint): string {
  return [
    `${paint.bold(report.project)} (${report.prefix}, ${report.scope}) at ${report.at}`,
    ...part('Notes', noteLines(report), paint),
    ...part('Backlog', backlogLines(report), paint),
    ...part('Waiting for a decision', decisionLines(report), paint),
    ...part('Integrity', integrityLines(report, paint), paint),
    ...part('Links, tags and types', [...graphLines(report), lintLine(report)], paint),
    ...part('Last writes', report.recent.map(recentLine), paint),
    ...part('Next', nextLines(report, paint), paint),
  ].join('\n');
}

function part(title: string, lines: readonly string[], paint: Paint): string[] {
  return ['', paint.bold(title), ...lines.map((line) => `  ${line}`)];
}

function noteLines({ notes }: StatusReport): string[] {
  const folders = notes.by_folder.map(({ folder, count }) => `${folder === '' ? '(top)' : folder} ${count}`);
  const types = notes.by_type.map(({ type, count }) => `${type ?? '(none)'} ${count}`);
  return [
    `${notes.total} in all${notes.unreadable > 0 ? `, ${notes.unreadable} unreadable` : ''}`,
    ...(notes.total > 0 ? [`by folder: ${shortened(folders)}`, `by type: ${shortened(types)}`] : []),
  ];
}

function backlogLines({ backlog }: StatusReport): string[] {
  const statuses = backlog.by_status.filter(({ count }) => count > 0).map(({ status: name, count }) => `${name} ${count}`);
  return [
    backlog.total === 0 ? 'no stories' : `${backlog.total} stories: ${statuses.join(', ')}`,
    ...listed('ready', backlog.ready),
    ...listed('delivered and waiting', backlog.delivered.map(({ id }) => id)),
    ...listed('stalled', backlog.stalled.map(({ id, assignee }) => `${id} (${assignee ?? 'nobody'})`)),
    ...listed('escalated', backlog.escalated.map(({ id }) => id)),
    ...listed('status changed by hand', backlog.hand_changed.map(({ id, status: was, edited_status: is }) => `${id} (${was}, its text says ${is})`)),
    ...listed('can\'t be moved', backlog.immovable.map(({ id, reason }) => `${id} (${reason})`)),
  ];
}

function decisionLines({ proposals, learnings }: StatusReport): string[] {
  const lines = [
    ...listed('pending proposals', proposals.pending.map(({ id, target_path: target }) => `${id} (${target})`)),
    ...listed('of these overdue', proposals.overdue),
    ...listed('deferred proposals', proposals.deferred.map((item) => `${item.id} (${item.due ? 'due' : `until ${item.defer_until ?? 'now'}`})`)),
    ...listed('damaged proposals', proposals.damaged.map(({ path }) => path)),
    ...listed('pending learnings', learnings.pending.map(({ title }) => title)),
    ...listed('damaged learnings', learnings.damaged.map(({ path }) => path)),
  ];
  return lines.length === 0 ? ['nothing'] : lines;
}

function integrityLines({ integrity, scope_contradictions: contradictions }: StatusReport, paint: Paint): string[] {
  const counts = [
    `${integrity.ok} as recorded`,
    ...(['modified', 'deleted', 'moved', 'untracked', 'unreadable'] as const).filter((kind) => integrity[kind].length > 0).map((kind) => `${integrity[kind].length} ${kind}`),
    ...(integrity.conflicts > 0 ? [`${integrity.conflicts} conflict copies`] : []),
  ];
  return [
    `${integrity.broken ? paint.red('broken') : paint.green('sound')}: ${counts.join(', ')}`,
    ...integrity.alarming.slice(0, SHOWN).map(({ path, reason }) => paint.red(path === null ? reason : `${path}: ${reason}`)),
    ...more(integrity.alarming.length),
    ...listed('unreadable', integrity.unreadable.map(({ path }) => path)),
    ...listed('scope against folder', contradictions.map(({ path, scope }) => `${path} (${scope})`)),
  ];
}

function graphLines({ graph }: StatusReport): string[] {
  const { links, broken_links: broken, notes_with_broken_links: notes, orphans, dead_ends: deadEnds, tags, top_tags: top } = graph;
  const one = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;
  return [
    `${one(links, 'link')}, ${broken} broken${broken === 0 ? '' : ` in ${one(notes, 'note')}`}; ${one(orphans, 'orphan')}, ${one(deadEnds, 'dead end')}`,
    tags === 0 ? 'no tags' : `${one(tags, 'tag')}: ${shortened(top.map(({ tag, count }) => `#${tag} ${count}`), tags)}`,
  ];
}

function lintLine({ lint: { notes, errors, warnings } }: StatusReport): string {
  return notes === 0 ? 'no knowledge notes to check' : `${notes} knowledge ${notes === 1 ? 'note' : 'notes'} checked: ${errors} ${errors === 1 ? 'error' : 'errors'}, ${warnings} ${warnings === 1 ? 'warning' : 'warnings'}`;
}

function recentLine({ at, actor, role, op, paths, note_count: count }: StatusReport['recent'][number]): string {
  const notes = count === 1 ? paths[0] : `${count} notes`;
  return `${at}  ${actor}${role === null ? '' : ` (${role})`}  ${op}  ${notes ?? ''}`;
}

function nextLines({ recommendations }: StatusReport, paint: Paint): string[] {
  if (recommendations.length === 0) return ['nothing to do'];
  return recommendations.flatMap(({ text, command }) => [text, `  ${paint.cyan(command)}`]);
}

/** No line at all for an empty list. */
function listed(title: string, items: readonly string[]): string[] {
  return items.length === 0 ? [] : [`${title}: ${items.length}: ${shortened(items)}`];
}

/** @param total when more than `items` are there */
function shortened(items: readonly string[], total = items.length): string {
  const rest = total - Math.min(items.length, SHOWN);
  return items.slice(0, SHOWN).join(', ') + (rest > 0 ? `, … ${rest} more` : '');
}

function more(count: number): string[] {
  return count > SHOWN ? [`… ${count - SHOWN} more`] : [];
}
