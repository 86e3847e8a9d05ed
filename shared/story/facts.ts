// What gates judge by: the story, the actor, what was asked, and what other stories say. Gathered once per
// transition; what costs a look at other stories is gathered only when a gate of the transition needs it.
import type { Actor, Role } from '../policy/actor';
import type { Config } from '../settings/config';
import type { Io } from '../vault/io';
import type { VaultView } from '../vault/view';
import { childrenOf, isClosed, liveClaims, readBacklog } from './backlog';
import { contractText } from './contract-text';
import { criteriaText } from './criteria';
import type { Run } from './evidence';
import { GATES } from './gates';
import { openAmong } from './load';
import type { ReferredStory } from './load';
import { phaseOf } from './model';
import type { Story } from './model';
import type { Rejection } from './rejection';
import type { Transition, TransitionName } from './transitions';

/** The commit that a delivery is made at, as its caller sees it. */
export interface Head {
  /** HEAD of the repository of the current folder; `null` outside a repository. */
  commit: string | null;
  /** Other commits that differ from HEAD at most in the vault's own path. */
  same: readonly string[];
}

/** What a verb asks of the transition function; each transition reads its own parts. */
export interface Asked {
  transition: TransitionName;
  reason?: string | undefined;
  /** For `set_status` and `set_custom`. */
  status?: string;
  /** `4h`; the setting `claim.lease` when absent. */
  lease?: string | undefined;
  run?: Run;
  proof?: { n: number; by: string };
  head?: Head;
  rejection?: Partial<Rejection>;
  until?: string | undefined;
}

export interface Facts {
  actor: Actor;
  role: Role | null;
  config: Config;
  now: string;
  story: Story;
  row: Transition;
  /** What the status means to the table: itself, or the phase of a custom one. */
  phase: string;
  /** The status that the transition leads to. */
  to: string;
  asked: Asked;
  /** Stories that block this one and aren't closed. */
  openBlockers: ReferredStory[];
  /** Ids of other stories that the actor holds a live claim on. */
  liveClaims: string[];
  /** Ids of children that aren't closed (epics). */
  openChildren: string[];
  /** Digests of the criteria as they are and of the last block's evidence and proof. */
  criteriaDigest: string;
  contractDigest: string;
}

export type Need = 'blockers' | 'claims' | 'children';

export function* gatherFacts(view: VaultView, story: Story, role: Role | null, row: Transition, asked: Asked): Io<Facts> {
  const needs = new Set<Need>(row.gates.flatMap((gate) => GATES[gate].needs ?? []));
  const others = yield* othersOf(view, story, needs);
  const last = story.contract.at(-1);
  return {
    actor: view.actor, role, config: view.config, now: view.now,
    story, row, asked,
    phase: phaseOf(story),
    to: targetStatus(story, row, asked),
    openBlockers: needs.has('blockers') ? yield* openAmong(view, story.blockedBy) : [],
    ...others,
    criteriaDigest: yield* view.sha256(criteriaText(story.criteria)),
    contractDigest: yield* view.sha256(contractText(last ?? { evidenceText: '', proofText: '' })),
  };
}

function* othersOf(view: VaultView, story: Story, needs: ReadonlySet<Need>): Io<Pick<Facts, 'liveClaims' | 'openChildren'>> {
  const wantsChildren = needs.has('children') && story.kind === 'epic';
  if (!needs.has('claims') && !wantsChildren) return { liveClaims: [], openChildren: [] };
  const backlog = yield* readBacklog(view);
  return {
    liveClaims: liveClaims(backlog, view.actor.name).map(({ id }) => id).filter((id) => id !== story.id),
    openChildren: wantsChildren ? childrenOf(backlog, story.id).filter((child) => !isClosed(child)).map(({ id }) => id) : [],
  };
}

function targetStatus(story: Story, row: Transition, asked: Asked): string {
  if (row.to === 'same') return story.status;
  return row.to === 'asked' ? asked.status ?? story.status : row.to;
}
