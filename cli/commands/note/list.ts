// `note list`
import { listNotes, type NoteRow } from '../../../shared/note/queries/list-notes';
import { listAnswer } from '../../answer';
import { conditionOf } from '../../conditions';
import { readListOptions } from '../../list-options';
import type { Column } from '../../output/table';
import type { Run } from '../../verb';

const FIELDS = ['path', 'sha256', 'type', 'integrity', 'properties'] as const;

const COLUMNS: readonly Column<NoteRow>[] = [
  { title: 'path', cell: ({ path }) => path, flexible: true },
  { title: 'type', cell: ({ type }) => type ?? '' },
  { title: 'integrity', cell: ({ integrity }) => integrity },
];

export const list: Run = (call) => {
  const folder = call.option('folder');
  const type = call.option('type');
  const request = readListOptions(call, FIELDS);
  const { notes, unreadable } = call.context.read(listNotes({
    where: call.options('where').map(conditionOf),
    ...(folder !== undefined && { folder }),
    ...(type !== undefined && { type }),
  }));
  return listAnswer(request, { rows: notes, columns: COLUMNS, unreadable, empty: 'No notes fit.' });
};
