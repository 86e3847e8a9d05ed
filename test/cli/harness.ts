// Runs the built program as a real process in temporary vaults, with a clean environment. Every `--json` document
// is held against its schema as it comes in.
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { inject } from 'vitest';
import { folderOfFile } from '../temporary-folders';
import { parseDocument, type AnswerDocument, type ErrorDocument } from './documents';
import { testProgram } from './program';

export interface CallOptions {
  /** `--as`, `--role` and `--session` by their variables. */
  as?: string;
  role?: string;
  session?: string;
  /** What is piped in; without it stdin is `/dev/null`. */
  input?: string | Uint8Array;
  cwd?: string;
  env?: Record<string, string>;
  /** Default: the program for tests. */
  program?: string;
  /** Id of the user and group that the program runs as; only root may choose. */
  uid?: number;
}

export interface Outcome {
  /** `null` when a signal ended the process. */
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
  /** The answer; throws when the call failed. Holds the document against its schema. */
  json<Data>(): AnswerDocument<Data>;
  /** The error; throws when the call succeeded. */
  failure(): ErrorDocument['error'];
}

/** When every call of a test happens, unless it says otherwise. */
export const NOW = '2026-11-21T09:00:00Z';

/** An empty folder, removed after the test file. */
export function temporaryFolder(): string {
  return folderOfFile('touchstone-test-');
}

/** Nothing of the machine that runs the tests gets in: no agent's variable, no colours, no time zone. */
function environment(options: CallOptions): Record<string, string> {
  return {
    PATH: process.env['PATH'] ?? '',
    HOME: tmpdir(),
    LANG: 'C.UTF-8',
    TZ: 'UTC',
    SHELL: '/bin/sh',
    TOUCHSTONE_NOW: NOW,
    // One for the run: what one call compiled, the next of its kind needn't.
    TOUCHSTONE_CODE_CACHE: inject('programFolder'),
    ...(options.as === undefined ? {} : { TOUCHSTONE_ACTOR: options.as }),
    ...(options.role === undefined ? {} : { TOUCHSTONE_ROLE: options.role }),
    ...(options.session === undefined ? {} : { TOUCHSTONE_SESSION: options.session }),
    ...options.env,
  };
}

/** Runs the program and waits for it. */
export function run(args: readonly string[], options: CallOptions = {}): Outcome {
  const { status, signal, stdout, stderr, error } = spawnSync(process.execPath, [options.program ?? testProgram(), ...args], {
    cwd: options.cwd ?? tmpdir(),
    env: environment(options),
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
    ...(options.uid === undefined ? {} : { uid: options.uid, gid: options.uid }),
    ...(options.input === undefined ? { stdio: ['ignore', 'pipe', 'pipe'] } : { input: options.input }),
  });
  if (error !== undefined) throw error;
  return outcome(args, { code: status, signal, stdout, stderr });
}

/** Starts the program beside others; resolves when it has ended. */
async function start(args: readonly string[], options: CallOptions = {}): Promise<Outcome> {
  const child = spawn(process.execPath, [options.program ?? testProgram(), ...args], {
    cwd: options.cwd ?? tmpdir(),
    env: environment(options),
    stdio: [options.input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
  });
  const collected = { stdout: '', stderr: '' };
  child.stdout?.setEncoding('utf8').on('data', (text: string) => { collected.stdout += text; });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => { collected.stderr += text; });
  child.stdin?.end(options.input);
  const ended = await new Promise<Pick<Outcome, 'code' | 'signal'>>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => { resolve({ code, signal }); });
  });
  return outcome(args, { ...ended, ...collected });
}

function outcome(args: readonly string[], ended: Pick<Outcome, 'code' | 'signal' | 'stdout' | 'stderr'>): Outcome {
  const end = args.indexOf('--');
  const wantsJson = (end === -1 ? args : args.slice(0, end)).includes('--json');
  const document = wantsJson && ended.signal === null ? parseDocument(ended.stdout) : null;
  return {
    ...ended,
    json: <Data>() => {
      if (document === null || 'error' in document) throw new Error(`no answer: exit ${ended.code}\n${ended.stdout}${ended.stderr}`);
      return document as AnswerDocument<Data>;
    },
    failure: () => {
      if (document === null || !('error' in document)) throw new Error(`no failure: exit ${ended.code}\n${ended.stdout}${ended.stderr}`);
      return document.error;
    },
  };
}

/** What a person saw and how it ended. The terminal mixes stdout and stderr, and ends lines with CR LF. */
export interface Seen {
  code: number | null;
  output: string;
}

/**
 * Runs the program on a real terminal, made by `script` of util-linux, which is what makes its caller a person.
 *
 * @param options.input what is typed; `as`, `role` and `session` would make the caller an agent.
 */
export function runAsHuman(args: readonly string[], options: Omit<CallOptions, 'session'> = {}): Seen {
  const command = [process.execPath, options.program ?? testProgram(), ...args].map(shellQuoted).join(' ');
  const { status, stdout, error } = spawnSync('script', ['-qefc', command, '/dev/null'], {
    cwd: options.cwd ?? tmpdir(),
    env: { TERM: 'xterm-256color', ...environment(options) },
    encoding: 'utf8',
    input: options.input ?? '',
  });
  if (error !== undefined) throw error;
  return { code: status, output: stdout };
}

function shellQuoted(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}

/** A governed vault in a temporary folder. */
export interface TestVault {
  readonly root: string;
  run(args: readonly string[], options?: CallOptions): Outcome;
  start(args: readonly string[], options?: CallOptions): Promise<Outcome>;
  runAsHuman(args: readonly string[], options?: Omit<CallOptions, 'session'>): Seen;
  /** Writes behind the program's back, as an editor does. Makes missing folders. */
  edit(path: string, content: string | Uint8Array): void;
  read(path: string): string;
}

export interface VaultOptions {
  prefix?: string;
  project?: string;
  scope?: 'system' | 'project' | 'both';
  /** `--set` of `init`. */
  settings?: Record<string, string>;
  /** Notes that lie there before `init`. */
  notes?: Record<string, string>;
}

/** Makes a vault by `init`; removed after the test file. */
export function temporaryVault(options: VaultOptions = {}): TestVault {
  const root = temporaryFolder();
  const vault = vaultAt(root);
  for (const [path, content] of Object.entries(options.notes ?? {})) vault.edit(path, content);
  const made = run([
    'init', root, '--prefix', options.prefix ?? 'PROJ', '--project', options.project ?? 'test-project', '--scope', options.scope ?? 'both',
    ...Object.entries(options.settings ?? {}).flatMap(([key, value]) => ['--set', `${key}=${value}`]),
  ], { as: 'set-up' });
  if (made.code !== 0) throw new Error(`init failed with ${made.code}\n${made.stdout}${made.stderr}`);
  return vault;
}

/** The vault in a folder that is one already, or will be. */
export function vaultAt(root: string): TestVault {
  return {
    root,
    run: (args, options = {}) => run(args, { cwd: root, ...options }),
    start: (args, options = {}) => start(args, { cwd: root, ...options }),
    runAsHuman: (args, options = {}) => runAsHuman(args, { cwd: root, ...options }),
    edit: (path, content) => {
      const file = join(root, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content);
    },
    read: (path) => readFileSync(join(root, path), 'utf8'),
  };
}
