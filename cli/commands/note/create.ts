// `note create`
import { createNote } from '../../../shared/note/planners/create-note';
import { writeAnswer } from '../../answer';
import type { Run } from '../../verb';

export const create: Run = ({ required, option, options, context }) => {
  const type = option('type');
  const title = option('title');
  const body = context.body();
  const result = context.write(createNote({
    path: required('path'),
    assignments: options('prop'),
    ...(type !== undefined && { type }),
    ...(title !== undefined && { title }),
    ...(body !== undefined && { body }),
  }));
  return writeAnswer(result, ({ path }) => `Created ${path}`);
};
