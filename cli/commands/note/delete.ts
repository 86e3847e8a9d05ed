// `note delete`
import { deleteNote } from '../../../shared/note/planners/delete-note';
import { writeAnswer } from '../../answer';
import type { Run } from '../../verb';

export const remove: Run = ({ required, context }) => writeAnswer(
  context.write(deleteNote({ ref: required('note') })),
  ({ path }) => `Moved ${path} to .trash/; "touchstone note restore" brings it back`,
);
