// What each transition changes in a story's text: properties, a contract block, ticks. Pure; the gates have held.
import type { PropertyValue } from '../note/frontmatter';
import { addSeconds, parseDuration } from '../settings/duration';
import { appendBlock, appendEntry, proofText } from './contract-text';
import type { NewBlock } from './contract-text';
import { tickCriteria } from './criteria';
import { evidenceText } from './evidence';
import type { Facts } from './facts';
import { givenLine, givenReason } from './given-text';
import { isRed } from './gates';
import { oneLine } from './history';
import { rejectionText } from './rejection';
import type { Rejection } from './rejection';
import { ESCALATED } from './statuses';
import type { TransitionName } from './transitions';

/** Values to set; `undefined` takes a property out. */
export type PropertyChanges = Record<string, PropertyValue | undefined>;

export interface Effect {
  properties?: PropertyChanges;
  /** Changes the body before the block is appended. */
  edit?: (text: string) => string;
  block?: Pick<NewBlock, 'fields' | 'parts'>;
  /** No new block: the last one goes on. */
  sameBlock?: true;
  /** Said in History beside or in place of the row's own word. */
  history?: string;
}

const NO_CLAIM: PropertyChanges = { assignee: undefined, claimed_at: undefined, lease_until: undefined };
const OPEN_PARTS: NonNullable<NewBlock['parts']> = [['evidence', ''], ['proof', '']];

export const EFFECTS: Readonly<Record<TransitionName, (facts: Facts) => Effect>> = {
  claim: claimEffect,
  renew: (facts) => ({ properties: { lease_until: leaseEnd(facts) } }),
  release: () => ({ properties: NO_CLAIM }),
  release_other: ({ story }) => ({ properties: NO_CLAIM, history: story.assignee === null ? 'release' : `release of the claim of ${oneLine(story.assignee)}` }),
  evidence: ({ asked, now }) => ({ edit: (text) => (asked.run === undefined ? text : appendEntry(text, 'evidence', evidenceText(asked.run, now))) }),
  prove: ({ asked }) => ({ edit: (text) => (asked.proof === undefined ? text : appendEntry(text, 'proof', proofText(asked.proof.n, givenLine('The proof', asked.proof.by)))) }),
  deliver: deliverEffect,
  accept: ({ actor, now, asked, story }) => ({
    properties: { verdict: 'accepted', accepted_by: actor.name, closed_at: now, close_reason: givenReason(asked.reason), blocked_reason: undefined },
    edit: (text) => tickCriteria(text, story.criteria.numbered, true),
    block: { fields: [['commit', story.contract.at(-1)?.commit ?? null], ['reason', givenReason(asked.reason) ?? null]] },
  }),
  approve_red: ({ story, asked }) => ({
    properties: { ...NO_CLAIM, verdict: undefined },
    block: { fields: [['commit', story.contract.at(-1)?.commit ?? null], ['reason', givenReason(asked.reason) ?? null]] },
  }),
  reject: rejectEffect,
  escalate: (facts) => {
    const rejections = facts.story.rejections + 1;
    const effect = rejectEffect(facts);
    const labels = [...facts.story.labels.filter((label) => label !== ESCALATED), ESCALATED];
    return { ...effect, properties: { ...effect.properties, labels, blocked_reason: `rejected ${rejections} times` } };
  },
  close: ({ story, now, asked }) => ({
    properties: {
      ...(story.claimedAt === null ? {} : NO_CLAIM),
      closed_at: now, close_reason: givenReason(asked.reason), blocked_reason: undefined, defer_until: undefined,
    },
  }),
  reopen: ({ story, asked }) => ({
    properties: {
      ...NO_CLAIM, verdict: undefined, closed_at: undefined, close_reason: undefined, accepted_by: undefined,
      blocked_reason: undefined, ...withoutEscalation(story.labels),
    },
    edit: (text) => tickCriteria(text, story.criteria.numbered, false),
    block: { fields: [['reason', givenReason(asked.reason) ?? null]] },
  }),
  defer: ({ story, asked }) => ({
    properties: {
      ...(story.claimedAt === null ? {} : NO_CLAIM), ...withoutEscalation(story.labels),
      defer_until: asked.until, blocked_reason: undefined,
    },
    history: asked.until === undefined ? 'deferred' : `deferred until ${asked.until}`,
  }),
  undefer: () => ({ properties: { defer_until: undefined } }),
  block: ({ story, asked }) => ({
    properties: { ...(story.claimedAt === null ? {} : NO_CLAIM), blocked_reason: givenReason(asked.reason), defer_until: undefined },
  }),
  set_status: ({ story, to }) => ({
    properties: { ...(to === 'open' && story.claimedAt !== null ? NO_CLAIM : {}), ...withoutEscalation(story.labels), blocked_reason: undefined, defer_until: undefined },
  }),
  set_custom: ({ story }) => ({ properties: { ...withoutEscalation(story.labels), blocked_reason: undefined, defer_until: undefined } }),
};

function claimEffect(facts: Facts): Effect {
  const { actor, now, story } = facts;
  const properties = { assignee: actor.name, claimed_at: now, lease_until: leaseEnd(facts), defer_until: undefined };
  if (story.status !== 'in_progress') return { properties, block: { parts: OPEN_PARTS } };
  const former = story.assignee ?? 'nobody';
  if (goesOn(facts)) return { properties: { ...properties, claimed_at: story.claimedAt ?? now }, sameBlock: true, history: 'claim taken up again after its lease ended' };
  return { properties, block: { parts: OPEN_PARTS }, history: `reclaim; the lease of ${oneLine(former)} ended ${oneLine(story.leaseUntil ?? 'unset')}` };
}

/** True when the same actor in the same session takes its own expired claim up again: its evidence still counts. */
function goesOn({ story, actor }: Facts): boolean {
  const last = story.contract.at(-1);
  return story.assignee === actor.name && last?.status === 'in_progress' && last.by === actor.name && last.session === actor.session;
}

function deliverEffect(facts: Facts): Effect {
  const { story, asked, criteriaDigest, contractDigest } = facts;
  const last = story.contract.at(-1);
  return {
    properties: { lease_until: undefined },
    block: {
      fields: [
        ['commit', asked.head?.commit ?? 'none (outside a repository)'],
        ['phase', isRed(facts) ? 'red' : null],
        ['criteria', `sha256:${criteriaDigest}`],
        ['contract', `sha256:${contractDigest}`],
        ['reason', givenReason(asked.reason) ?? null],
      ],
      parts: [['evidence', last?.evidenceText ?? ''], ['proof', last?.proofText ?? '']],
    },
  };
}

function rejectEffect({ story, asked }: Facts): Effect {
  return {
    properties: { ...NO_CLAIM, verdict: 'rejected', rejections: story.rejections + 1 },
    block: {
      fields: [['commit', story.contract.at(-1)?.commit ?? null], ['reason', givenReason(asked.reason) ?? null]],
      parts: [['rejection', rejectionText(asked.rejection as Rejection)]],
    },
  };
}

/** Whether a contract block is appended; a reopening does so only where there is a contract to begin anew. */
export function opensBlock({ row, story }: Facts, effect: Effect): boolean {
  return row.block !== undefined && effect.sameBlock !== true && (row.block !== 'new' || story.contract.length > 0);
}

/** Appends the block of the transition to `text`, where it has one. */
export function appendRowBlock(text: string, facts: Facts, effect: Effect): string {
  const { row, now, actor, role } = facts;
  if (row.block === undefined || !opensBlock(facts, effect)) return text;
  return appendBlock(text, {
    status: row.block, at: now, actor: { name: actor.name, role, session: actor.session },
    ...(effect.block?.fields && { fields: effect.block.fields }),
    ...(effect.block?.parts && { parts: effect.block.parts }),
  });
}

function leaseEnd({ asked, config, now }: Facts): string {
  return addSeconds(now, parseDuration(asked.lease ?? config.settings['claim.lease']));
}

function withoutEscalation(labels: readonly string[]): PropertyChanges {
  return labels.includes(ESCALATED) ? { labels: labels.filter((label) => label !== ESCALATED) } : {};
}
