// The vault's health in one report (`touchstone status`, and the plugin's view of it). The same vault and the same clock
// give the same report; every list has a fixed order. Its keys are those of its JSON.
import type { Scope } from '../settings/config';
import { readBacklog } from '../story/backlog';
import type { Io } from '../vault/io';
import type { VaultView } from '../vault/view';
import { backlogHealth, type BacklogHealth } from './backlog-health';
import { learningsHealth, proposalsHealth, type LearningsHealth, type ProposalsHealth } from './inbox-health';
import { graphHealth, type GraphHealth } from './graph-health';
import { lintHealth, type LintHealth } from './lint-health';
import { integrityHealth, type IntegrityHealth } from './integrity-health';
import { countNotes, type NoteCounts } from './note-counts';
import { recentWrites, type RecentWrite } from './recent-writes';
import { recommendationsFor, type Recommendation } from './recommendations';
import { scopeContradictions, type ScopeContradiction } from './scope-findings';

export interface StatusReport {
  project: string;
  prefix: string;
  scope: Scope;
  /** When it was asked: leases and expiries are judged by it. */
  at: string;
  notes: NoteCounts;
  backlog: BacklogHealth;
  proposals: ProposalsHealth;
  learnings: LearningsHealth;
  integrity: IntegrityHealth;
  graph: GraphHealth;
  lint: LintHealth;
  scope_contradictions: ScopeContradiction[];
  /** The last ten, newest first. */
  recent: RecentWrite[];
  /** Most urgent first. */
  recommendations: Recommendation[];
}

/** Reads every note's stat, and the bytes of those that changed since the index knew them (`decisions.md` 42). */
export function* statusReport(view: VaultView): Io<StatusReport> {
  const { config, now } = view;
  const notes = yield* view.table('');
  const findings = {
    project: config.project,
    prefix: config.prefix,
    scope: config.scope,
    at: now,
    notes: countNotes(notes),
    backlog: backlogHealth(yield* readBacklog(view), config),
    proposals: yield* proposalsHealth(view),
    learnings: learningsHealth(notes, config),
    integrity: integrityHealth(yield* view.drift('changed'), config),
    graph: yield* graphHealth(view),
    lint: yield* lintHealth(view),
    scope_contradictions: scopeContradictions(notes, config),
    recent: yield* recentWrites(view),
  };
  return { ...findings, recommendations: recommendationsFor(findings) };
}
