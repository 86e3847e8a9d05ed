// `note toggle`
import { toggleTask } from '../../../shared/note/planners/toggle-task';
import { writeAnswer } from '../../answer';
import type { Run } from '../../verb';

export const toggle: Run = ({ required, context }) => writeAnswer(
  context.write(toggleTask({ ref: required('note'), line: required('line') })),
  ({ path, line, status, text }) => `[${status}] ${text} (${path}, line ${line})`,
);
