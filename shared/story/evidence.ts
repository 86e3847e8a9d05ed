// One evidence of the delivery contract: a command that ran, how it ended, what it printed, and at which commit.
// Written as a list item with the output's last lines in a fence below it, and read back from that.
import { TouchstoneError } from '../errors';
import { fenceAround } from '../note/structure';
import { MAX_COMMAND, inlineCode, outputTail, quoteCommand, readInlineCode } from './command-text';

/** A run as the caller saw it; it is over when it gets here. */
export interface Run {
  argv: readonly string[];
  /** `null` when a signal ended it. */
  exitCode: number | null;
  signal: string | null;
  durationMs: number;
  /** SHA-256 over stdout and stderr as they came. */
  outputSha256: string;
  /** The end of the output; cleaned and cut to 20 lines here. */
  outputTail: string;
  /** HEAD of the repository of the folder it ran in; `null` outside a repository. */
  commit: string | null;
  /** Whether the work tree, without the vault, equalled that commit. */
  clean: boolean;
}

/** An evidence as the contract records it. */
export interface Evidence {
  command: string;
  exit_code: number | null;
  signal: string | null;
  duration_ms: number;
  output_sha256: string;
  commit: string | null;
  clean: boolean | null;
  at: string;
}

/**
 * Asserts that `argv` can be recorded; a caller does so before it runs the command.
 *
 * @throws E_USAGE
 */
export function checkCommand(argv: readonly string[]): void {
  if (argv.length === 0 || argv[0] === '') {
    throw new TouchstoneError('E_USAGE', 'There is no command to run.', {
      hint: 'Give it after --, as in touchstone story evidence PROJ-a3f8k -- npm test',
    });
  }
  const { length } = quoteCommand(argv);
  if (length > MAX_COMMAND) {
    throw new TouchstoneError('E_USAGE', `The command has ${length} characters; ${MAX_COMMAND} can be recorded.`, {
      hint: 'Put it into a script and run that.',
      details: { length, limit: MAX_COMMAND },
    });
  }
}

/** `run` as text of the contract. @throws E_USAGE when the command can't be recorded */
export function evidenceText(run: Run, at: string): string {
  checkCommand(run.argv);
  const item = [
    `- ${inlineCode(quoteCommand(run.argv))} ${endText(run)} ${(run.durationMs / 1000).toFixed(3)} s`,
    `output sha256:${run.outputSha256}`,
    ...(run.commit === null ? ['no repository'] : [`commit ${run.commit}`, run.clean ? 'clean' : 'uncommitted changes']),
    `at ${at}`,
  ].join(' · ');
  const tail = outputTail(run.outputTail);
  return tail === '' ? item : `${item}\n${indent(fenceAround(tail, 'text'))}`;
}

function endText(run: Run): string {
  return run.exitCode === null ? `was killed by ${run.signal ?? 'a signal'} after` : `exited ${run.exitCode} in`;
}

const TAIL = /^ (?:exited (\d{1,10}) in|was killed by ([A-Za-z0-9 ]{1,20}) after) (\d{1,12}(?:\.\d{1,3})?) s · output sha256:([0-9a-f]{64}) · (?:no repository|commit ([0-9a-f]{7,64}) · (clean|uncommitted changes)) · at (\S{1,40})$/;

/** The evidence that a line of the contract records, or `null` when it records none. */
export function readEvidence(line: string): Evidence | null {
  if (!line.startsWith('- `')) return null;
  const code = readInlineCode(line, 2);
  const match = code === null ? null : TAIL.exec(line.slice(code.end));
  if (code === null || match === null) return null;
  const [, exitCode, signal, seconds, sha, commit, clean, at = ''] = match;
  return {
    command: code.text,
    exit_code: exitCode === undefined ? null : Number(exitCode),
    signal: signal ?? null,
    duration_ms: Math.round(Number(seconds) * 1000),
    output_sha256: sha ?? '',
    commit: commit ?? null,
    clean: commit === undefined ? null : clean === 'clean',
    at,
  };
}

function indent(text: string): string {
  return text.split('\n').map((line) => (line === '' ? '' : `  ${line}`)).join('\n');
}
