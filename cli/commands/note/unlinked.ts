// `note orphans` and `note deadends`
import { deadEnds, orphans as orphansOf, type UnlinkedRequest } from '../../../shared/note/queries/graph/unlinked';
import { listAnswer } from '../../answer';
import { readListOptions } from '../../list-options';
import type { Answer, Invocation, Run } from '../../verb';

export const orphans: Run = (call) => answer(call, orphansOf, 'Every note is linked to.');

export const deadends: Run = (call) => answer(call, deadEnds, 'Every note leads to another.');

function answer(call: Invocation, find: typeof orphansOf, empty: string): Answer {
  const request = readListOptions(call, ['path']);
  const { rows, unreadable } = call.context.read(find(unlinkedRequest(call)));
  return listAnswer(request, { rows, columns: [{ title: 'path', cell: ({ path }) => path, flexible: true }], unreadable, empty });
}

function unlinkedRequest({ option, flag }: Invocation): UnlinkedRequest {
  const folder = option('folder');
  return { all: flag('all'), ...(folder !== undefined && { folder }) };
}
