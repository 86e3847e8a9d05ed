// `note write`
import { writeNote } from '../../../shared/note/planners/write-note';
import { writeAnswer } from '../../answer';
import type { Run } from '../../verb';

export const write: Run = ({ required, context }) => {
  const text = context.body() ?? '';
  return writeAnswer(context.write(writeNote({ ref: required('note'), text })), ({ path }) => `Wrote ${path}`);
};
