// `note read`
import { readNote } from '../../../shared/note/queries/read-note';
import type { Run } from '../../verb';

export const read: Run = ({ required, option, context }) => {
  const lines = option('lines');
  const section = option('section');
  const at = option('at');
  const { also, problem, ...note } = context.read(readNote({
    ref: required('note'),
    ...(section !== undefined && { section }),
    ...(lines !== undefined && { lines }),
    ...(at !== undefined && { at }),
  }));
  return {
    data: note,
    meta: { also, warnings: warningsOf(note.path, also, problem) },
    text: () => note.text,
    verbatim: true,
  };
};

function warningsOf(path: string, also: readonly string[], problem: string | null): string[] {
  const warnings: string[] = [];
  if (also.length > 0) warnings.push(`the name also fits ${also.join(', ')}; this is ${path}`);
  if (problem !== null) warnings.push(`the properties of ${path} can't be read: ${problem}`);
  return warnings;
}
