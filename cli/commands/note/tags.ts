// `note tags`
import { vaultTags, type TagRow } from '../../../shared/note/queries/graph/tags';
import { listAnswer } from '../../answer';
import { readListOptions } from '../../list-options';
import type { Column } from '../../output/table';
import type { Run } from '../../verb';

const TAG: Column<TagRow> = { title: 'tag', cell: ({ tag }) => `#${tag}`, flexible: true };
const COUNTS: readonly Column<TagRow>[] = [
  { title: 'count', cell: ({ count }) => String(count), align: 'right' },
  { title: 'notes', cell: ({ notes }) => String(notes), align: 'right' },
];

export const tags: Run = (call) => {
  const request = readListOptions(call, ['tag', 'count', 'notes']);
  const { rows, unreadable } = call.context.read(vaultTags(call.option('folder') ?? ''));
  const counted = call.flag('counts');
  // Equal counts keep the order of the tags.
  return listAnswer(request, {
    rows: counted ? rows.toSorted((a, b) => b.count - a.count) : rows,
    columns: counted ? [TAG, ...COUNTS] : [TAG],
    unreadable,
    empty: 'No note has a tag.',
  });
};
