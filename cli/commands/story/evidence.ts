// `story evidence`: asks whether the run may be recorded, runs it, records it, and passes its exit code on.
import { constants } from 'node:os';
import { mayRecord, recordEvidence } from '../../../shared/story/planners/deliver';
import type { Run as RecordedRun } from '../../../shared/story/evidence';
import type { StoryItem } from '../../../shared/story/item';
import type { OperationResult } from '../../../shared/vault/operation';
import type { Answer, Context, Run } from '../../verb';
import { findRepository, isClean } from './repository';
import { runCommand } from './run-command';
import { storyAnswer } from './words';

export const evidence: Run = async ({ required, rest, flag, option, context }) => {
  const argv = flag('shell') ? shellCommand(rest) : rest;
  // Named first, so that a call without an actor is refused as every write is.
  context.actor();
  const story = context.read(mayRecord(required('story'), argv));
  if (flag('dry-run')) return dryRun(story, argv);
  const place = standing(context);
  const ended = await runCommand(argv, { folder: context.cwd, json: context.json });
  const run: RecordedRun = { argv, ...ended, ...place };
  const result = context.write(recordEvidence({ story, run, reason: option('reason') }));
  return recorded(result, run);
};

/** HEAD and the state of the work tree before the run: what it ran on. */
function standing(context: Context): Pick<RecordedRun, 'commit' | 'clean'> {
  const vault = context.vault();
  const repository = findRepository(context.cwd, vault.ports.place, vault.config);
  if (repository?.commit == null) return { commit: null, clean: false };
  return { commit: repository.commit, clean: isClean(repository) };
}

function recorded(result: OperationResult<StoryItem>, run: RecordedRun): Answer {
  const exitCode = exitCodeOf(run);
  const answer = storyAnswer(result, 'Recorded on', () => endText(run));
  return { ...answer, data: { ...(answer.data as object), exit_code: exitCode, run: runItem(run) }, exitCode };
}

/** A dry run records nothing, so it runs nothing either: a command may well change things. */
function dryRun(story: string, argv: readonly string[]): Answer {
  return {
    data: { item: null, op: null, notes: [], unblocked: [], exit_code: null, run: null },
    meta: { warnings: [], conflicts: [] },
    text: () => `Dry run: ${argv.join(' ')} was not run; it would be recorded on ${story}.`,
    brief: story,
  };
}

/** 128 and the signal's number, as shells have it (POSIX, 2.8.2). */
function exitCodeOf({ exitCode, signal }: RecordedRun): number {
  if (exitCode !== null) return exitCode;
  const numbers: Readonly<Record<string, number>> = constants.signals;
  return 128 + (numbers[signal ?? ''] ?? 0);
}

function endText({ exitCode, signal, durationMs, commit, clean }: RecordedRun): string {
  const end = exitCode === null ? `killed by ${signal ?? 'a signal'}` : `exit ${exitCode}`;
  const at = commit === null ? 'no repository' : `commit ${commit.slice(0, 8)}${clean ? '' : ' with uncommitted changes'}`;
  return `${end} after ${(durationMs / 1000).toFixed(1)} s, ${at}`;
}

function runItem(run: RecordedRun): object {
  return {
    argv: run.argv, exit_code: run.exitCode, signal: run.signal, duration_ms: run.durationMs,
    output_sha256: run.outputSha256, commit: run.commit, clean: run.commit === null ? null : run.clean,
  };
}

function shellCommand(words: readonly string[]): string[] {
  if (words.length === 0) return [];
  const line = words.join(' ');
  return process.platform === 'win32' ? ['cmd', '/d', '/s', '/c', line] : ['sh', '-c', line];
}
