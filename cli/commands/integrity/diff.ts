// `integrity diff`: a note's baseline against its present text.
import { noteDifference } from '../../../shared/integrity/note-difference';
import { hunkText } from '../../output/hunks';
import type { Run } from '../../verb';

export const diff: Run = ({ required, context }) => {
  const difference = context.read((view) => noteDifference(view, required('note')));
  return {
    data: difference,
    text: (paint) => {
      if (difference.hunks.length === 0) return paint.dim(`${difference.path} is its baseline.`);
      return [paint.bold(`${difference.path} (${difference.integrity})`), hunkText(difference.hunks, paint)].join('\n');
    },
  };
};
