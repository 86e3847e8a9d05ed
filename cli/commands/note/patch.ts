// `note patch`
import { TouchstoneError } from '../../../shared/errors';
import { patchNote, type PatchRequest } from '../../../shared/note/planners/patch-note';
import { writeAnswer } from '../../answer';
import type { Invocation, Run } from '../../verb';

export const patch: Run = (call) => {
  const { required, context } = call;
  const result = context.write(patchNote({ ref: required('note'), part: partOf(call), text: newText(call) }));
  return writeAnswer(result, ({ path, section, line }) => (
    line === null ? `${path} reads so already` : `Changed ${section === null ? `line ${line}` : `"${section}"`} of ${path}`
  ));
};

function partOf({ option }: Invocation): PatchRequest['part'] {
  const section = option('section');
  const lines = option('lines');
  const find = option('find');
  const given = [section, lines, find].filter((value) => value !== undefined);
  if (given.length !== 1) {
    throw new TouchstoneError('E_USAGE', given.length === 0 ? 'The part to change is not named.' : 'The part to change is named in more than one way.', {
      hint: 'Give exactly one of --section <heading>, --lines <a-b> and --find <text>.',
    });
  }
  if (section !== undefined) return { section };
  return lines !== undefined ? { lines } : { find: find ?? '' };
}

function newText({ flag, context }: Invocation): string | null {
  const text = context.body();
  if (flag('delete') === (text === undefined)) return text ?? null;
  throw new TouchstoneError('E_USAGE', text === undefined ? 'There is no text to put in its place.' : 'A part is replaced or deleted, not both.', {
    hint: text === undefined ? 'Give the text, --body-file <path>, or --delete to take the part out.' : 'Leave out the text, or --delete.',
  });
}
