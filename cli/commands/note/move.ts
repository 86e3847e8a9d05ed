// `note move`
import { moveNote, type MovedItem } from '../../../shared/note/planners/move-note';
import { writeAnswer } from '../../answer';
import { hunkText } from '../../output/hunks';
import type { Paint } from '../../paint';
import type { Run } from '../../verb';

export const move: Run = ({ required, context }) => {
  const result = context.write(moveNote({ ref: required('note'), to: required('to') }));
  const isDryRun = result.op?.dry_run === true;
  return writeAnswer(result, (item, paint) => {
    if (item.moved.length === 0) return '';
    return [summary(item, isDryRun), ...(isDryRun ? differences(item, paint) : [])].join('\n');
  });
};

function summary({ from, path, kind, moved, mended }: MovedItem, isDryRun: boolean): string {
  const what = kind === 'folder' ? ` (${counted(moved.length, 'file')})` : '';
  const links = mended.reduce((sum, note) => sum + note.links, 0);
  const mending = links === 0 ? '' : `; ${isDryRun ? 'would mend' : 'mended'} ${counted(links, 'link')} in ${counted(mended.length, 'file')}`;
  return `${isDryRun ? 'Would move' : 'Moved'} ${from} to ${path}${what}${mending}`;
}

function differences({ mended }: MovedItem, paint: Paint): string[] {
  return mended.flatMap(({ path, hunks }) => [paint.bold(path), hunkText(hunks, paint)]);
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
