// `note outline`
import { noteOutline, type OutlineRow } from '../../../shared/note/queries/outline';
import { listAnswer } from '../../answer';
import { readListOptions } from '../../list-options';
import type { Column } from '../../output/table';
import type { Run } from '../../verb';

const COLUMNS: readonly Column<OutlineRow>[] = [
  { title: 'line', cell: ({ line }) => String(line), align: 'right' },
  { title: 'heading', cell: ({ level, heading }) => `${'  '.repeat(level - 1)}${heading}`, flexible: true },
];

export const outline: Run = (call) => {
  const request = readListOptions(call, ['line', 'level', 'heading']);
  const { path, also, rows } = call.context.read(noteOutline(call.required('note')));
  return listAnswer(request, { rows, columns: COLUMNS, meta: { path, also }, empty: `${path} has no headings.` });
};
