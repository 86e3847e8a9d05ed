// The statuses, kinds and priorities of a story, and what each status means to the rules.
import { TouchstoneError } from '../errors';
import type { Config } from '../settings/config';

export const STATUSES = ['open', 'in_progress', 'delivered', 'closed', 'blocked', 'deferred'] as const;
export type Status = (typeof STATUSES)[number];

/** Stands for every status of `workflow.custom_statuses` in the table of transitions. */
export const CUSTOM = 'custom';

export const KINDS = ['feature', 'bug', 'task', 'chore', 'epic', 'decision'] as const;
export type StoryKind = (typeof KINDS)[number];

export const DEFAULT_KIND: StoryKind = 'task';
/** The middle of 0 (critical) to 4. */
export const DEFAULT_PRIORITY = 2;

/** Label of a story that was rejected `rejections.limit` times; a person takes it from there. */
export const ESCALATED = 'escalated';
/** Label of a story whose tests are delivered and approved (RED) before the implementation (GREEN). */
export const HARD_TDD = 'hard-tdd';

export function isBuiltIn(status: string): status is Status {
  return (STATUSES as readonly string[]).includes(status);
}

/** All statuses that this vault knows, the built-in ones first. */
export function knownStatuses(config: Config): string[] {
  return [...STATUSES, ...config.settings['workflow.custom_statuses'].filter((status) => !isBuiltIn(status))];
}

/**
 * The status that `text` names.
 *
 * @throws E_USAGE listing the known ones.
 */
export function parseStatus(text: string, config: Config): string {
  const known = knownStatuses(config);
  if (known.includes(text)) return text;
  throw new TouchstoneError('E_USAGE', `There is no status ${JSON.stringify(text)}.`, {
    hint: `Use one of ${known.join(', ')}; the setting workflow.custom_statuses adds more.`,
    details: { status: text, allowed: known },
  });
}

/** @throws E_USAGE listing the kinds. */
export function parseKind(text: string): StoryKind {
  const kind = KINDS.find((known) => known === text);
  if (kind !== undefined) return kind;
  throw new TouchstoneError('E_USAGE', `There is no kind of story ${JSON.stringify(text)}.`, {
    hint: `Use one of ${KINDS.join(', ')}.`,
    details: { kind: text, allowed: KINDS },
  });
}

/** A priority, 0 (critical) to 4; `P0` to `P4` are accepted. @throws E_USAGE */
export function parsePriority(text: string): number {
  const match = /^[Pp]?([0-4])$/.exec(text.trim());
  if (match !== null) return Number(match[1]);
  throw new TouchstoneError('E_USAGE', `${JSON.stringify(text)} is no priority.`, {
    hint: 'Use 0 (critical) to 4, or P0 to P4.',
    details: { priority: text, allowed: ['0', '1', '2', '3', '4'] },
  });
}

/** An estimate in points: a number from 0 to 1000. @throws E_USAGE */
export function parseEstimate(text: string): number {
  const estimate = /^\d{1,4}(\.\d{1,2})?$/.test(text.trim()) ? Number(text) : Number.NaN;
  if (estimate >= 0 && estimate <= 1000) return estimate;
  throw new TouchstoneError('E_USAGE', `${JSON.stringify(text)} is no estimate.`, {
    hint: 'Use a number from 0 to 1000, such as 3 or 0.5.',
    details: { estimate: text },
  });
}
