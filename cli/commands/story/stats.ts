// `story stats`
import { storyStats } from '../../../shared/story/queries/stats';
import { renderFields } from '../../output/table';
import type { Run } from '../../verb';

export const stats: Run = ({ context }) => {
  const found = context.read(storyStats());
  return {
    data: found,
    text: (paint) => renderFields([
      ['stories', String(found.total)],
      ['by status', counts(found.by_status)],
      ['by kind', counts(found.by_kind)],
      ['open by priority', counts(found.open_by_priority)],
      ['claims', counts(found.claims)],
      ['ready', `${found.ready} (${found.claimable} claimable)`],
      ['waiting for blockers', String(found.waiting_for_blockers)],
      ['escalated', String(found.escalated)],
      ['lease ended', String(found.stale)],
      ['rejections', String(found.rejections)],
      ['estimate', `${found.estimate.open} open, ${found.estimate.closed} closed, ${found.estimate.open_without} open stories without one`],
      ['criteria', `${found.criteria.done} of ${found.criteria.total} ticked`],
      ['unreadable', found.unreadable === 0 ? null : String(found.unreadable)],
    ], paint),
  };
};

function counts(tally: Readonly<Record<string, number>>): string {
  return Object.entries(tally).filter(([, count]) => count > 0).map(([word, count]) => `${word} ${count}`).join(', ');
}
