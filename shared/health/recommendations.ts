// What to do about what the report found: one table of rules in the order of their urgency, each with the command to
// run next. None of the commands decides or destroys anything by itself.
import { isBuiltIn } from '../story/statuses';
import { TRANSITIONS, type TransitionName } from '../story/transitions';
import type { StatusReport } from './status-report';

export interface Recommendation {
  /** What was found, in a sentence. */
  text: string;
  command: string;
}

/** A report before its recommendations. */
export type Findings = Omit<StatusReport, 'recommendations'>;

interface Rule {
  /** `null` when there is nothing to do. */
  recommend(findings: Findings): Recommendation | null;
}

const RULES: readonly Rule[] = [
  rule(({ integrity }) => integrity.broken_chains, (chains) => ({
    text: `The ledger is broken: ${chains.map(({ writer, line }) => `${writer} in line ${line}`).join(', ')}.`,
    command: 'touchstone integrity verify',
  })),
  rule(({ integrity }) => alarmingDrift(integrity), (paths, first) => ({
    text: `${noteWord(paths.length)} that only Touchstone may change ${paths.length === 1 ? 'was' : 'were'} changed, moved or deleted by something else. See what happened; a person then acknowledges or restores.`,
    command: `touchstone integrity diff ${quoted(first)}`,
  })),
  rule(({ integrity }) => integrity.unreadable, (unreadable, first) => ({
    text: `${noteWord(unreadable.length)} can't be read, so no list can judge ${unreadable.length === 1 ? 'it' : 'them'}: ${first.path}, ${first.problem}.`,
    command: `touchstone note history ${quoted(first.path)}`,
  })),
  rule(({ proposals }) => proposals.damaged, (damaged, first) => ({
    text: `${noteWord(damaged.length)} in the inbox should be ${damaged.length === 1 ? 'a proposal' : 'proposals'} and can't be read as one.`,
    command: `touchstone note read ${quoted(first.path)}`,
  })),
  rule(({ integrity }) => Array.from({ length: integrity.conflicts }), (copies) => ({
    text: `${copies.length} conflict ${copies.length === 1 ? 'copy is' : 'copies are'} kept from writes that met somebody else's.`,
    command: 'touchstone integrity conflicts list',
  })),
  rule(({ backlog }) => backlog.immovable, (stories, first) => ({
    text: `${counted(stories.length, 'story', 'stories')} can't be moved until a person acknowledges or restores: ${first.id}, ${first.reason}.`,
    command: `touchstone integrity diff ${quoted(first.path)}`,
  })),
  rule(({ integrity }) => ordinaryDrift(integrity), (paths) => ({
    text: `${noteWord(paths.length)} changed outside of Touchstone, or ${paths.length === 1 ? 'has' : 'have'} no baseline yet.`,
    command: 'touchstone integrity status',
  })),
  rule(({ backlog }) => backlog.escalated, (stories, first) => ({
    text: `${counted(stories.length, 'story was', 'stories were')} rejected too often and ${stories.length === 1 ? 'waits' : 'wait'} for a person to reopen.`,
    command: `touchstone story show ${quoted(first.id)}`,
  })),
  rule(({ backlog }) => backlog.delivered, (stories, first) => ({
    text: `${counted(stories.length, 'delivery waits', 'deliveries wait')} for a reviewer.`,
    command: `touchstone story show ${quoted(first.id)}`,
  })),
  rule(({ backlog }) => backlog.stalled, (stories, first) => ({
    text: `${counted(stories.length, 'claim has', 'claims have')} expired; whoever takes ${stories.length === 1 ? 'it' : 'one'} over carries on.`,
    command: `touchstone story claim ${quoted(first.id)}`,
  })),
  rule(({ proposals }) => proposals.overdue, (ids, first) => ({
    text: `${counted(ids.length, 'proposal has', 'proposals have')} waited longer than proposal_expiry_days for a person.`,
    command: `touchstone proposal show ${quoted(first)}`,
  })),
  rule(({ proposals }) => proposals.deferred.filter(({ due }) => due), (deferred, first) => ({
    text: `${counted(deferred.length, 'deferred proposal is', 'deferred proposals are')} due.`,
    command: `touchstone proposal show ${quoted(first.id)}`,
  })),
  rule(({ proposals }) => proposals.pending.filter(({ id }) => !proposals.overdue.includes(id)), (pending) => ({
    text: `${counted(pending.length, 'proposal waits', 'proposals wait')} for a person.`,
    command: 'touchstone proposal list',
  })),
  rule(({ learnings }) => learnings.damaged, (damaged, first) => ({
    text: `${noteWord(damaged.length)} should be ${damaged.length === 1 ? 'a learning' : 'learnings'} and can't be read as one.`,
    command: `touchstone note prop get ${quoted(first.path)}`,
  })),
  rule(({ learnings }) => learnings.pending, (pending) => ({
    text: `${counted(pending.length, 'learning is', 'learnings are')} neither incorporated nor dismissed.`,
    command: 'touchstone learning list --pending',
  })),
  rule(({ scope_contradictions: contradictions }) => contradictions.filter(({ folder_scope }) => folder_scope === 'project'), (found, first) => ({
    text: `${noteWord(found.length)} in project folders ${found.length === 1 ? 'says' : 'say'} another scope; the folder's counts.`,
    command: `touchstone note prop set ${quoted(first.path)} scope=project`,
  })),
  rule(({ scope_contradictions: contradictions }) => contradictions.filter(({ folder_scope }) => folder_scope === 'system'), (found, first) => ({
    text: `${noteWord(found.length)} in folders of system scope ${found.length === 1 ? 'says' : 'say'} another scope; the folder's counts.`,
    command: `touchstone note prop get ${quoted(first.path)} scope`,
  })),
  rule(({ graph }) => Array.from({ length: graph.broken_links }), (links) => ({
    text: `${counted(links.length, 'link leads', 'links lead')} nowhere.`,
    command: 'touchstone note broken',
  })),
  rule(({ lint }) => Array.from({ length: lint.errors }), (errors) => ({
    text: `${counted(errors.length, 'finding', 'findings')} of the linter ${errors.length === 1 ? 'is an error' : 'are errors'}.`,
    command: 'touchstone note lint --all',
  })),
  rule(({ backlog }) => backlog.ready, (ids) => ({
    text: `${counted(ids.length, 'story is', 'stories are')} ready.`,
    command: 'touchstone story claim --next',
  })),
];

export function recommendationsFor(findings: Findings): Recommendation[] {
  const general = RULES.flatMap((one) => one.recommend(findings) ?? []);
  return [...general, ...findings.backlog.hand_changed.map(handChange)];
}

/** `decisions.md` 31: the report offers to run the change as a transition, or to undo it. */
function handChange({ id, path, status, edited_status: edited, drifted }: Findings['backlog']['hand_changed'][number]): Recommendation {
  const undo = drifted ? `touchstone integrity diff ${quoted(path)}` : `touchstone note history ${quoted(path)}`;
  return {
    text: `${id} says ${edited} in its text, but its last transition left ${status}, which counts. Run the change as a transition; or look at it with \`${undo}\` and undo it.`,
    command: `touchstone story ${transitionWords(quoted(id), status, edited)}`,
  };
}

/** Transitions that stand for somebody's judgment of the work, or of another's claim: nobody means those by a status. */
const JUDGMENTS: readonly TransitionName[] = ['approve_red', 'reject', 'escalate', 'release_other'];

const NEEDED_OPTIONS: Readonly<Partial<Record<string, string>>> = {
  close: ' --reason <text>', defer: ' --until <date>', update: ' --status blocked --reason <text>',
};

/** The verb that makes the change; its gates decide whether it may. Where no verb does, what shows the story. */
function transitionWords(id: string, from: string, to: string): string {
  const row = TRANSITIONS.find((candidate) => candidate.to === to && candidate.from.includes(from) && !JUDGMENTS.includes(candidate.name));
  if (row !== undefined) return `${row.verb} ${id}${NEEDED_OPTIONS[row.verb] ?? ''}`;
  return isBuiltIn(to) || !/^[\w-]+$/u.test(to) ? `show ${id}` : `update ${id} --status ${to}`;
}

function rule<Found>(find: (findings: Findings) => readonly Found[], say: (found: readonly Found[], first: Found) => Recommendation): Rule {
  return {
    recommend: (findings) => {
      const found = find(findings);
      const first = found[0];
      return found.length === 0 ? null : say(found, first as Found);
    },
  };
}

function alarmingDrift(integrity: Findings['integrity']): string[] {
  const unreadable = new Set(integrity.unreadable.map(({ path }) => path));
  return integrity.alarming.flatMap(({ path }) => (path === null || unreadable.has(path) ? [] : [path]));
}

function ordinaryDrift(integrity: Findings['integrity']): string[] {
  const alarming = new Set(integrity.alarming.map(({ path }) => path));
  const drifted = [...integrity.modified, ...integrity.deleted, ...integrity.moved.map(({ path }) => path), ...integrity.untracked];
  return drifted.filter((path) => !alarming.has(path));
}

function noteWord(count: number): string {
  return counted(count, 'note', 'notes');
}

function counted(count: number, one: string, several: string): string {
  return `${count} ${count === 1 ? one : several}`;
}

/** A path as one word of a shell command. */
function quoted(path: string): string {
  return /^[\w./-]+$/u.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}
