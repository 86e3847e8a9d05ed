// `note capture`
import { captureNote, type CaptureItem } from '../../../shared/knowledge/capture';
import { writeAnswer } from '../../answer';
import { cleanLine } from '../../output/clean';
import type { Run } from '../../verb';

export const capture: Run = ({ required, option, context }) => {
  const scope = option('scope');
  const result = context.write(captureNote({
    title: required('title'),
    type: option('type') ?? 'concept',
    body: context.body() ?? '',
    ...(scope !== undefined && { scope: scope === 'system' ? 'system' as const : 'project' as const }),
  }));
  return writeAnswer(result, captureText);
};

function captureText({ path, scope, scope_suggested: suggested, similar }: CaptureItem): string {
  return [
    `Captured ${cleanLine(path)} (${scope} scope${suggested ? ', as suggested; --scope chooses' : ''})`,
    ...similar.map((hit) => `  ${hit.linked ? 'like it, and linked' : 'perhaps like it'}: ${cleanLine(hit.path)}`),
  ].join('\n');
}
