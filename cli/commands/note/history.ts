// `note history`
import { noteHistory, type NoteHistoryRow } from '../../../shared/note/queries/note-history';
import { listAnswer } from '../../answer';
import { readListOptions } from '../../list-options';
import type { Column } from '../../output/table';
import type { Run } from '../../verb';

const FIELDS = ['at', 'actor', 'role', 'kind', 'op', 'op_id', 'seq', 'writer', 'before', 'after', 'reason', 'session'] as const;

/** Digits of a hash that tables show; `note restore --at` takes them. */
const SHOWN_DIGITS = 12;

const COLUMNS: readonly Column<NoteHistoryRow>[] = [
  { title: 'at', cell: ({ at }) => at },
  { title: 'actor', cell: ({ actor, role }) => (role === null ? actor : `${actor} (${role})`) },
  { title: 'operation', cell: ({ op }) => op },
  { title: 'version', cell: ({ after }) => after?.slice(0, SHOWN_DIGITS) ?? 'deleted' },
  { title: 'reason', cell: ({ reason }) => reason ?? '', flexible: true },
];

export const history: Run = (call) => {
  const request = readListOptions(call, FIELDS);
  const { path, also, rows } = call.context.read(noteHistory(call.required('note')));
  return listAnswer(request, { rows, columns: COLUMNS, meta: { path, also }, empty: `No governed operation wrote ${path}.` });
};
