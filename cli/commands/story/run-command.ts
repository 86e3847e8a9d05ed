// Runs a command: its output goes through as it comes, is hashed, and its end is kept. No shell is involved.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { TouchstoneError } from '../../../shared/errors';
import { TAIL_CHARACTERS } from '../../../shared/story/command-text';
import { writeStderr, writeStdout } from '../../output/write';

export interface EndedCommand {
  exitCode: number | null;
  signal: string | null;
  durationMs: number;
  outputSha256: string;
  outputTail: string;
}

/** Bytes kept of the end of the output: enough for 4,000 characters of any script, with colours around them. */
const TAIL_BYTES = 8 * TAIL_CHARACTERS;
/** How long, in milliseconds, output of processes that outlive the command is waited for. */
const AFTERMATH = 1000;
/** Signals that end the command and not us: what it did is still recorded. */
const PASSED_ON = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * @param options.json the command's output goes to stderr, since stdout holds the one document.
 * @throws E_NOT_FOUND when there is no such program; E_FAILED when it can't be started.
 */
export async function runCommand(argv: readonly string[], options: { folder: string; json: boolean }): Promise<EndedCommand> {
  const [program = '', ...args] = argv;
  const output = new Output();
  const started = process.hrtime.bigint();
  const child = spawn(program, args, { cwd: options.folder, stdio: ['inherit', 'pipe', 'pipe'] });
  const passOn = (signal: NodeJS.Signals): void => { child.kill(signal); };
  for (const signal of PASSED_ON) process.on(signal, passOn);
  try {
    const ended = output.drain(child.stdout, options.json ? writeStderr : writeStdout);
    const errorsEnded = output.drain(child.stderr, writeStderr);
    const end = await new Promise<{ exitCode: number | null; signal: string | null }>((resolve, reject) => {
      child.once('error', (error) => { reject(notStarted(program, error)); });
      child.once('exit', (exitCode, signal) => { resolve({ exitCode, signal }); });
    });
    const durationMs = Math.round(Number(process.hrtime.bigint() - started) / 1e6);
    await within(AFTERMATH, Promise.all([ended, errorsEnded]));
    child.stdout.destroy();
    child.stderr.destroy();
    return { ...end, durationMs, ...output.summary() };
  } finally {
    for (const signal of PASSED_ON) process.off(signal, passOn);
  }
}

/** What a command prints, in the order in which it comes. */
class Output {
  private readonly hash = createHash('sha256');
  private tail = Buffer.alloc(0);

  /** Passes all of a stream on; resolves when it has ended. */
  drain(stream: Readable, write: (chunk: Uint8Array) => void): Promise<void> {
    stream.on('data', (chunk: Buffer) => {
      this.hash.update(chunk);
      this.tail = Buffer.concat([this.tail, chunk]).subarray(-TAIL_BYTES);
      write(chunk);
    });
    return new Promise((resolve) => { stream.once('close', resolve); });
  }

  summary(): Pick<EndedCommand, 'outputSha256' | 'outputTail'> {
    return { outputSha256: this.hash.digest('hex'), outputTail: this.tail.toString('utf8') };
  }
}

/** Waits for `done`, but not for ever: a process that the command left behind may hold its output open. */
async function within(milliseconds: number, done: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  await Promise.race([done, new Promise((resolve) => { timer = setTimeout(resolve, milliseconds); })]);
  clearTimeout(timer);
}

function notStarted(program: string, error: Error): TouchstoneError {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') {
    return new TouchstoneError('E_NOT_FOUND', `There is no program "${program}", so nothing was run or recorded.`, {
      hint: 'Check the spelling and the PATH; builtins of a shell, pipes and variables need --shell.',
      details: { program },
    });
  }
  return new TouchstoneError('E_FAILED', `"${program}" could not be started: ${error.message}. Nothing was recorded.`, { details: { program }, cause: error });
}
