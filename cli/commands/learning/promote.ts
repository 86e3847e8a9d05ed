// `learning promote`
import { promoteLearning } from '../../../shared/proposal/promote';
import { writeAnswer } from '../../answer';
import type { Run } from '../../verb';

export const promote: Run = ({ required, option, context }) => {
  const [target, motivation, impact] = [option('target'), option('motivation'), option('impact')];
  const result = context.write(promoteLearning({
    ref: required('learning'),
    ...(target !== undefined && { target }),
    ...(motivation !== undefined && { motivation }),
    ...(impact !== undefined && { impact }),
  }));
  return writeAnswer(result, ({ id, source, target_path: place, path: note }) => (
    `Proposed ${id}: ${source ?? ''} as ${place}; it waits for a person in ${note}`
  ));
};
