// `integrity ack` and `integrity baseline`: present bytes become the baseline, in somebody's name.
import { TouchstoneError } from '../../../shared/errors';
import { findPresentOrPast } from '../../../shared/integrity/note-difference';
import { acknowledge, takeBaseline, type RecordedItem } from '../../../shared/integrity/record-drift';
import type { Planner } from '../../../shared/vault/plan';
import { writeAnswer } from '../../answer';
import type { Run } from '../../verb';

export const ack: Run = ({ list, flag, context }) => {
  const refs = list('note');
  if (flag('all') === refs.length > 0) {
    throw new TouchstoneError('E_USAGE', 'integrity ack takes either notes or --all.', {
      hint: 'See what drifted with `touchstone integrity status`.',
    });
  }
  const result = context.write(flag('all') ? acknowledge({ all: true }) : acknowledgeRefs(refs));
  return writeAnswer(result, (item) => recordedText(item, 'acknowledged'));
};

export const baseline: Run = ({ context }) => (
  writeAnswer(context.write(takeBaseline()), (item) => recordedText(item, 'baselined'))
);

function acknowledgeRefs(refs: readonly string[]): Planner<RecordedItem> {
  return function* (view) {
    const paths: string[] = [];
    for (const ref of refs) paths.push(yield* findPresentOrPast(view, ref));
    return yield* acknowledge({ paths })(view);
  };
}

function recordedText({ recorded }: RecordedItem, word: string): string {
  return recorded.map(({ path, drift }) => `${word}  ${path} (${drift})`).join('\n');
}
