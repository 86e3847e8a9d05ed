// `story claim`, `renew` and `release`
import { TouchstoneError } from '../../../shared/errors';
import { claimNext, claimStory, releaseClaim, renewClaim } from '../../../shared/story/planners/claim';
import type { StoryItem } from '../../../shared/story/item';
import type { Answer, Invocation, Run } from '../../verb';
import { storyAnswer } from './words';

export const claim: Run = (call) => {
  const story = call.arg('story');
  if ((story === undefined) !== call.flag('next')) {
    throw new TouchstoneError('E_USAGE', 'story claim takes either a story or --next.', {
      hint: 'touchstone story claim --next takes the first claimable story of the queue.',
    });
  }
  return story === undefined ? claimFromQueue(call) : claimOne(call, story);
};

function claimOne(call: Invocation, story: string): Answer {
  const filter = ['parent', 'kind', 'label'].find((name) => call.options(name).length > 0);
  if (filter !== undefined) {
    throw new TouchstoneError('E_USAGE', `--${filter} goes with --next only.`, { hint: 'Leave it out, or give --next in place of the story.' });
  }
  const result = call.context.write(claimStory({ story, lease: call.option('lease'), reason: call.option('reason') }));
  return storyAnswer(result, 'Claimed', leaseOf);
}

function claimFromQueue({ option, options, context }: Invocation): Answer {
  const result = context.write(claimNext({
    lease: option('lease'), reason: option('reason'),
    parent: option('parent'), kind: option('kind'), labels: options('label'),
  }));
  const { item } = result;
  if (item !== null) return storyAnswer({ ...result, item }, 'Claimed', leaseOf);
  const { warnings, conflicts } = result;
  return { data: null, meta: { warnings, conflicts }, text: () => 'Nothing to claim.', brief: '' };
}

export const renew: Run = ({ required, option, context }) => (
  storyAnswer(context.write(renewClaim({ story: required('story'), lease: option('lease'), reason: option('reason') })), 'Renewed', leaseOf)
);

export const release: Run = ({ required, option, context }) => (
  storyAnswer(context.write(releaseClaim({ story: required('story'), reason: option('reason') })), 'Released')
);

function leaseOf({ lease_until }: StoryItem): string {
  return lease_until === null ? '' : `until ${lease_until}`;
}
