// `note tasks`
import { TouchstoneError } from '../../../shared/errors';
import { listTasks, type TaskRow, type TasksRequest } from '../../../shared/note/queries/graph/tasks';
import { listAnswer } from '../../answer';
import { readListOptions } from '../../list-options';
import type { Column } from '../../output/table';
import type { Invocation, Run } from '../../verb';

const COLUMNS: readonly Column<TaskRow>[] = [
  { title: 'path', cell: ({ path }) => path },
  { title: 'line', cell: ({ line }) => String(line), align: 'right' },
  { title: 'task', cell: ({ status, text }) => `[${status}] ${text}`, flexible: true },
];

export const tasks: Run = (call) => {
  const request = readListOptions(call, ['path', 'line', 'status', 'done', 'text']);
  const { rows, unreadable, also } = call.context.read(listTasks(tasksRequest(call)));
  return listAnswer(request, { rows, columns: COLUMNS, unreadable, meta: { also }, empty: 'There are no such tasks.' });
};

function tasksRequest({ arg, option, flag }: Invocation): TasksRequest {
  const ref = arg('note');
  const folder = option('folder');
  if (flag('done') && flag('pending')) {
    throw new TouchstoneError('E_USAGE', '--done and --pending were both given.', { hint: 'Leave out both to list all tasks.' });
  }
  return {
    state: flag('done') ? 'done' : flag('pending') ? 'pending' : 'all',
    ...(ref !== undefined && { ref }),
    ...(folder !== undefined && { folder }),
  };
}
