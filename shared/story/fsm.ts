// The strict status machine (setting `workflow.fsm`): one step forward, any step back, exits from blocked and
// deferred by rule. Setting a story aside is always possible.
import type { Config } from '../settings/config';
import type { StoryFields } from './fields';

const ASIDE = ['blocked', 'deferred'];

/**
 * Statuses that `story` may be moved to; `null` when all are: the setting is off, the story is an epic (which is
 * never claimed, so the steps mean nothing to it), or its status is none of the sequence and has no exit rule.
 */
export function nextStatuses(config: Config, story: Pick<StoryFields, 'status' | 'kind'>): string[] | null {
  const { 'workflow.fsm': strict, 'workflow.sequence': sequence, 'workflow.exit_rules': exits } = config.settings;
  if (!strict || story.kind === 'epic') return null;
  if (Object.hasOwn(exits, story.status)) return unique([story.status, ...(exits[story.status] ?? []), ...ASIDE]);
  const at = sequence.indexOf(story.status);
  if (at < 0) return null;
  return unique([...sequence.slice(0, at + 2), ...ASIDE]);
}

function unique(statuses: readonly string[]): string[] {
  return [...new Set(statuses)];
}
