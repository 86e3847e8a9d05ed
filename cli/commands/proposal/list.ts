// `proposal list`
import type { ProposalItem } from '../../../shared/proposal/item';
import { PROPOSAL_STATUSES } from '../../../shared/proposal/proposal';
import { listProposals } from '../../../shared/proposal/queries';
import { listAnswer } from '../../answer';
import { readListOptions } from '../../list-options';
import type { Column } from '../../output/table';
import type { Run } from '../../verb';

const FIELDS = [
  'id', 'path', 'sha256', 'kind', 'status', 'title', 'target_path', 'base_sha256', 'author', 'author_role', 'project',
  'created', 'age_days', 'overdue', 'defer_until', 'due', 'evidence', 'source', 'reverts', 'decided_by', 'decided_at',
  'decision_reason', 'applied_sha256', 'superseded_by',
] as const satisfies readonly (keyof ProposalItem)[];

const COLUMNS: readonly Column<ProposalItem>[] = [
  { title: 'id', cell: ({ id }) => id },
  { title: 'age', align: 'right', cell: ({ age_days: age }) => (age === null ? '' : `${age}d`), paint: (text, { overdue }, paint) => (overdue ? paint.yellow(text) : text) },
  { title: 'status', cell: statusOf, paint: (text, { overdue, due }, paint) => (overdue || due ? paint.yellow(text) : text) },
  { title: 'kind', cell: ({ kind }) => kind },
  { title: 'author', cell: ({ author, author_role: role }) => (role === null ? author : `${author} (${role})`) },
  { title: 'target', cell: ({ target_path: target }) => target, flexible: true },
];

export const list: Run = (call) => {
  const request = readListOptions(call, FIELDS);
  const named = call.options('status');
  const statuses = PROPOSAL_STATUSES.filter((status) => named.includes('all') || named.includes(status));
  const author = call.option('author');
  const { items, unreadable } = call.context.read((view) => listProposals(view, {
    ...(statuses.length > 0 && { statuses }),
    ...(author !== undefined && { author }),
  }));
  return listAnswer(request, {
    rows: items,
    columns: COLUMNS,
    unreadable,
    empty: statuses.length > 0 ? 'No such proposals.' : 'No proposals wait for a decision.',
  });
};

function statusOf({ status, overdue, due, defer_until: until }: ProposalItem): string {
  if (overdue) return `${status}, overdue`;
  if (status !== 'deferred') return status;
  return due ? 'deferred, due' : `deferred to ${until ?? ''}`;
}
