// `note restore`
import { restoreNote } from '../../../shared/note/planners/restore-note';
import { writeAnswer } from '../../answer';
import type { Run } from '../../verb';

export const restore: Run = ({ required, option, context }) => {
  const at = option('at');
  const result = context.write(restoreNote({ ref: required('note'), ...(at !== undefined && { at }) }));
  return writeAnswer(result, (item) => `Restored ${item.path} as ${item.written_by} left it at ${item.written_at}`);
};
