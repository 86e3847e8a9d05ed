// How stories are worded for people: the line that a write answers with, statuses with their colour, tables of stories.
import type { StoryItem } from '../../../shared/story/item';
import type { ListedStory } from '../../../shared/story/queries/list';
import type { OperationResult } from '../../../shared/vault/operation';
import { writeAnswer } from '../../answer';
import type { Column } from '../../output/table';
import type { Paint } from '../../paint';
import type { Answer } from '../../verb';

/** `Claimed PROJ-a3f8k Sign in`, and what is worth saying of it now. */
export function storyAnswer(result: OperationResult<StoryItem>, done: string, remark: (item: StoryItem) => string = () => ''): Answer {
  return writeAnswer(result, (item, paint) => {
    const said = remark(item);
    return `${done} ${paint.bold(item.id)} ${item.title}${said === '' ? '' : paint.dim(` (${said})`)}`;
  });
}

export function paintStatus(text: string, status: string, paint: Paint): string {
  switch (status) {
    case 'in_progress': return paint.cyan(text);
    case 'delivered': return paint.yellow(text);
    case 'closed': return paint.green(text);
    case 'blocked': return paint.red(text);
    case 'deferred': return paint.dim(text);
    default: return text;
  }
}

/** Fields of a listed story, in the order of its JSON: what `--fields` and `--sort` take. */
export const STORY_FIELDS = [
  'id', 'path', 'kind', 'title', 'status', 'edited_status', 'priority', 'labels', 'assignee', 'claimed_at', 'lease_until',
  'parent', 'blocked_by', 'follows', 'related', 'estimate', 'verdict', 'rejections', 'defer_until', 'blocked_reason',
  'closed_at', 'close_reason', 'accepted_by', 'created_at', 'created_by', 'updated_at', 'criteria', 'governed', 'integrity',
  'problems', 'sha256', 'open_blockers', 'ready', 'reclaim',
] as const satisfies readonly (keyof ListedStory)[];

export const STORY_COLUMNS: readonly Column<ListedStory>[] = [
  { title: 'id', cell: ({ id }) => id },
  { title: 'p', cell: ({ priority }) => String(priority), paint: (text, { priority }, paint) => (priority === 0 ? paint.red(text) : text) },
  { title: 'kind', cell: ({ kind }) => kind },
  { title: 'status', cell: statusCell, paint: (text, { status }, paint) => paintStatus(text, status, paint) },
  { title: 'title', cell: ({ title }) => title, flexible: true },
  { title: 'assignee', cell: ({ assignee }) => assignee ?? '' },
  { title: 'waits for', cell: ({ open_blockers }) => open_blockers.join(' ') },
];

function statusCell({ status, verdict, reclaim, edited_status }: ListedStory): string {
  const marks = [
    ...(verdict === 'rejected' && status === 'open' ? ['rejected'] : []),
    ...(reclaim ? ['lease ended'] : []),
    ...(edited_status === null ? [] : [`edited: ${edited_status}`]),
  ];
  return marks.length === 0 ? status : `${status} (${marks.join(', ')})`;
}
