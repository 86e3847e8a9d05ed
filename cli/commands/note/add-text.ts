// `note append` and `note prepend`
import { appendToNote, prependToNote, type AddedItem } from '../../../shared/note/planners/add-text';
import { writeAnswer } from '../../answer';
import type { Invocation, Run } from '../../verb';

export const append: Run = (call) => writeAnswer(
  call.context.write(appendToNote(requestOf(call))),
  (item) => `Added to the end of ${placeOf(item)}`,
);

export const prepend: Run = (call) => writeAnswer(
  call.context.write(prependToNote(requestOf(call))),
  (item) => `Added to the beginning of ${placeOf(item)}`,
);

function requestOf({ required, option, context }: Invocation): { ref: string; text: string; section?: string } {
  const section = option('section');
  return { ref: required('note'), text: context.body() ?? '', ...(section !== undefined && { section }) };
}

function placeOf({ path, section }: AddedItem): string {
  return section === null ? path : `"${section}" in ${path}`;
}
