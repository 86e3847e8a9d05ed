// The gates of the transitions, as data: what each asks, and a pure check that says what was found and what would
// satisfy it. Gates judge by what governed operations wrote, never by ticks or edits.
import { hasLiveClaim } from './backlog';
import type { Evidence } from './evidence';
import type { Facts, Need } from './facts';
import { nextStatuses } from './fsm';
import { emptyParts, namesCriterion } from './rejection';
import { ESCALATED, HARD_TDD } from './statuses';
import { isPast } from './times';

export interface Finding {
  /** What was found. */
  found: string;
  /** What would satisfy the gate, with the command where there is one. */
  allowed: string;
}

export interface Gate {
  /** What it asks, for docs and help. */
  asks: string;
  /** Setting that turns it into a warning or off. */
  setting?: 'gates.evidence';
  needs?: readonly Need[];
  /** `null` when it holds. */
  check(facts: Facts): Finding | null;
}

export type GateName =
  | 'status' | 'fsm' | 'not_epic' | 'defer_passed' | 'lease_free' | 'assigned' | 'no_open_blocker' | 'claim_limit'
  | 'claimant' | 'evidence' | 'commit' | 'criteria_proved' | 'not_the_deliverer' | 'other_session' | 'as_delivered'
  | 'rejection_parts' | 'rejection_names_criterion' | 'reason_given' | 'block_reason' | 'children_closed' | 'escalation'
  | 'not_claimed';

export const GATES: Readonly<Record<GateName, Gate>> = {
  status: {
    asks: 'The story is in a status that the transition starts from.',
    check: ({ row, phase, story }) => (row.from.includes(phase) ? null : { found: `status ${story.status}`, allowed: `status ${row.from.join(', ')}` }),
  },
  fsm: {
    asks: 'With workflow.fsm on: one step forward in workflow.sequence, any step back, exits by workflow.exit_rules; epics are free.',
    check: ({ config, story, to }) => {
      const next = nextStatuses(config, story);
      return next === null || next.includes(to) ? null : { found: `${story.status} -> ${to}`, allowed: next.join(', ') };
    },
  },
  not_epic: {
    asks: 'The story is no epic; epics are worked on through their children.',
    check: ({ story }) => (story.kind === 'epic' ? { found: 'an epic', allowed: `one of its children: touchstone story list --parent ${story.id}` } : null),
  },
  defer_passed: {
    asks: 'It isn\'t deferred, or its defer_until has passed.',
    check: ({ story, now }) => {
      if (story.deferUntil !== null) return isPast(story.deferUntil, now) ? null : { found: `deferred until ${story.deferUntil}`, allowed: `touchstone story undefer ${story.id}, by sr-pm or human` };
      return story.status === 'deferred' ? { found: 'deferred without a date', allowed: `touchstone story undefer ${story.id}, by sr-pm or human` } : null;
    },
  },
  lease_free: {
    asks: 'Nobody\'s lease on it runs, also none of the same actor in another session.',
    check: ({ story, now, actor }) => {
      if (!hasLiveClaim(story, now)) return null;
      const whose = story.assignee === actor.name ? `${actor.name} in another session` : story.assignee;
      return { found: `claimed by ${whose ?? ''} until ${story.leaseUntil ?? ''}`, allowed: 'another story: touchstone story claim --next' };
    },
  },
  assigned: {
    asks: 'It isn\'t assigned to somebody else ahead of time.',
    check: ({ story, actor }) => {
      if (story.status === 'in_progress' || story.assignee === null || story.assignee === actor.name) return null;
      return { found: `assigned to ${story.assignee}`, allowed: 'another story: touchstone story claim --next' };
    },
  },
  no_open_blocker: {
    asks: 'All stories in blocked_by are closed.',
    needs: ['blockers'],
    check: ({ openBlockers, story }) => {
      if (openBlockers.length === 0) return null;
      return { found: `blocked by ${openBlockers.map(({ id, status }) => `${id} (${status})`).join(', ')}`, allowed: `all of them closed first; touchstone story dep tree ${story.id} shows what they wait for` };
    },
  },
  claim_limit: {
    asks: 'The actor holds fewer live claims than claim.limit.',
    needs: ['claims'],
    check: ({ liveClaims, config, actor }) => {
      const limit = config.settings['claim.limit'];
      if (liveClaims.length < limit) return null;
      return { found: `${actor.name} already holds ${liveClaims.join(', ')}`, allowed: `${limit} at a time: deliver or release ${liveClaims[0] ?? 'it'} first` };
    },
  },
  claimant: {
    asks: 'The actor is the one who claimed it.',
    check: ({ story, actor }) => {
      if (story.claimedAt !== null && story.assignee === actor.name) return null;
      return { found: story.assignee === null || story.claimedAt === null ? 'no claim' : `claimed by ${story.assignee}`, allowed: `its own claim: touchstone story claim ${story.id}` };
    },
  },
  evidence: {
    asks: 'At least one run is recorded since the claim, and the last one exited 0. A RED delivery (label hard-tdd) asks for a recorded run only.',
    setting: 'gates.evidence',
    check: (facts) => {
      const last = lastRun(facts);
      const allowed = `a recorded run that exits 0: touchstone story evidence ${facts.story.id} -- <command>`;
      if (last === undefined) return { found: 'no recorded run', allowed };
      return last.exit_code === 0 || isRed(facts) ? null : { found: `${last.command} ${endOf(last)}`, allowed };
    },
  },
  commit: {
    asks: 'In a repository, the last run was recorded at the current commit (the vault\'s own path left out).',
    setting: 'gates.evidence',
    check: (facts) => {
      const { head } = facts.asked;
      const last = lastRun(facts);
      if (head === undefined || head.commit === null || last === undefined) return null;
      if (last.commit !== null && (last.commit === head.commit || head.same.includes(last.commit))) return null;
      return {
        found: last.commit === null ? 'a run outside the repository' : `a run at commit ${short(last.commit)}`,
        allowed: `a run at the current commit ${short(head.commit)}: touchstone story evidence ${facts.story.id} -- <command>`,
      };
    },
  },
  criteria_proved: {
    asks: 'Each acceptance criterion has a proof recorded since the claim.',
    check: ({ story }) => {
      const { numbered, unnumbered } = story.criteria;
      const proved = new Set(story.contract.at(-1)?.proof.map(({ n }) => n));
      const open = numbered.filter(({ n }) => !proved.has(n)).map(({ n }) => `AC #${n}`);
      const twice = numbered.filter(({ n }, at) => numbered.findIndex((other) => other.n === n) < at).map(({ n }) => `AC #${n} stands twice`);
      const missing = [...open, ...twice, ...unnumbered.map((text) => `a criterion without a number (${text})`)];
      if (missing.length === 0) return null;
      return { found: `without proof: ${missing.join(', ')}`, allowed: `a proof of each: touchstone story prove ${story.id} --ac <n> --by <text>` };
    },
  },
  not_the_deliverer: {
    asks: 'The actor isn\'t the one who delivered.',
    check: ({ story, actor }) => {
      const by = deliveryOf(story)?.by ?? null;
      return by === actor.name ? { found: `delivered by ${by}`, allowed: 'another pm, or a person' } : null;
    },
  },
  other_session: {
    asks: 'It wasn\'t delivered in the actor\'s own session; an agent has a session when the delivery had one.',
    check: ({ story, actor }) => {
      const session = deliveryOf(story)?.session ?? null;
      if (session === null) return null;
      if (actor.session === session) return { found: `delivered in the same session ${session}`, allowed: 'another session' };
      if (actor.session !== null || actor.kind === 'human') return null;
      return { found: `delivered in session ${session}, and no session of your own`, allowed: 'a session: set TOUCHSTONE_SESSION' };
    },
  },
  as_delivered: {
    asks: 'Criteria, evidence and proof are as they were delivered.',
    check: ({ story, criteriaDigest, contractDigest }) => {
      const delivery = deliveryOf(story);
      const allowed = `what was delivered: touchstone story reject ${story.id}, or a person undoes the change`;
      if (delivery === null) return { found: 'no delivery in the contract', allowed };
      if (delivery.criteria !== criteriaDigest) return { found: 'the criteria changed after the delivery', allowed };
      return delivery.contract === contractDigest ? null : { found: 'evidence or proof changed after the delivery', allowed };
    },
  },
  rejection_parts: {
    asks: 'A rejection has four parts: --expected, --delivered, --gap and --fix.',
    check: ({ asked }) => {
      const empty = emptyParts(asked.rejection ?? {});
      return empty.length === 0 ? null : { found: `nothing for ${empty.map((part) => `--${part}`).join(', ')}`, allowed: 'a text for each of --expected, --delivered, --gap and --fix' };
    },
  },
  rejection_names_criterion: {
    asks: 'EXPECTED names a criterion (AC #n) or quotes one.',
    check: ({ asked, story }) => {
      const expected = asked.rejection?.expected ?? '';
      if (expected.trim() === '' || namesCriterion(expected, story.criteria)) return null;
      const known = story.criteria.numbered.map(({ n }) => `AC #${n}`);
      if (known.length === 0 && story.criteria.unnumbered.length === 0) return null;
      return { found: `--expected names none of the criteria: ${expected}`, allowed: `a text that names ${known.join(', ')} or quotes it` };
    },
  },
  reason_given: {
    asks: 'sr-pm gives a reason; a person may leave it out.',
    check: ({ asked, role }) => (role === 'human' || hasReason(asked.reason) ? null : { found: 'no reason', allowed: '--reason <text>' }),
  },
  block_reason: {
    asks: 'A reason is given.',
    check: ({ asked }) => (hasReason(asked.reason) ? null : { found: 'no reason', allowed: '--reason <text>' }),
  },
  children_closed: {
    asks: 'An epic\'s children are closed.',
    needs: ['children'],
    check: ({ openChildren }) => (openChildren.length === 0 ? null : { found: `open children: ${openChildren.join(', ')}`, allowed: 'children that are closed' }),
  },
  escalation: {
    asks: 'A story with the label escalated is taken up again by a person only.',
    check: ({ story, role }) => {
      if (!story.labels.includes(ESCALATED) || role === 'human') return null;
      return { found: `escalated after ${story.rejections} rejections`, allowed: `a person: touchstone story reopen ${story.id} in an interactive terminal` };
    },
  },
  not_claimed: {
    asks: 'Nobody\'s lease on it runs.',
    check: ({ story, now }) => (hasLiveClaim(story, now) ? { found: `claimed by ${story.assignee ?? ''} until ${story.leaseUntil ?? ''}`, allowed: `touchstone story release ${story.id} first` } : null),
  },
};

/** True for a delivery of tests only: label hard-tdd, and no RED delivery was approved yet. */
export function isRed({ story }: Pick<Facts, 'story'>): boolean {
  return story.labels.includes(HARD_TDD) && !story.contract.some(({ status }) => status === 'red-approved');
}

/** The delivery that waits for its verdict: the last block, if it is one. */
function deliveryOf(story: Facts['story']): Facts['story']['contract'][number] | null {
  const last = story.contract.at(-1);
  return last?.status === 'delivered' ? last : null;
}

function lastRun({ story }: Facts): Evidence | undefined {
  return story.contract.at(-1)?.evidence.at(-1);
}

function endOf({ exit_code, signal }: Evidence): string {
  return exit_code === null ? `was killed by ${signal ?? 'a signal'}` : `exited ${exit_code}`;
}

function hasReason(reason: string | undefined): boolean {
  return reason !== undefined && reason.trim() !== '';
}

function short(commit: string): string {
  return commit.slice(0, 8);
}
