// A governed vault and the command line on it, as agents call it while the app is open.
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { programEnvironment, testProgram } from '../cli/program';
import type { Obsidian } from './obsidian';
import { vaultWith, writeInto } from './temporary-vault';

const PLANNER = ['--as', 'planner', '--role', 'sr-pm'];

export interface CliResult {
  code: number | null;
  /** The JSON document on standard output; `null` when there was none. */
  answer: { kind: string; data: unknown; meta?: Record<string, unknown>; error?: Record<string, unknown> } | null;
  stderr: string;
}

interface LedgerEntry {
  op: string;
  actor: string;
  role: string | null;
  kind: string;
  notes: { path: string; before: string | null; after: string | null }[];
  writer: string;
  seq: number;
}

export class GovernedVault {
  private constructor(readonly root: string) {}

  /** With these notes, which are baselined, and the prefix `LAMP`. */
  static make(notes: Readonly<Record<string, string>> = {}): GovernedVault {
    const vault = new GovernedVault(vaultWith(notes));
    mkdirSync(join(vault.root, '.obsidian'), { recursive: true });
    vault.expect(['init', '--project', 'lantern', '--prefix', 'LAMP']);
    return vault;
  }

  /** Runs a command to its end; a failure is an answer. */
  run(args: readonly string[], actor: readonly string[] = PLANNER): CliResult {
    const { status, stdout, stderr } = spawnSync(process.execPath, this.argv(args, actor), { encoding: 'utf8', env: this.env() });
    return { code: status, answer: parsed(stdout), stderr };
  }

  /** Runs a command that must succeed, and answers its `data`. */
  expect<Data>(args: readonly string[], actor: readonly string[] = PLANNER): Data {
    const { code, answer, stderr } = this.run(args, actor);
    if (code !== 0 || answer === null) throw new Error(`touchstone ${args.join(' ')} ended with ${code}: ${JSON.stringify(answer)} ${stderr}`);
    return answer.data as Data;
  }

  /** Starts a command beside others. */
  start(args: readonly string[], actor: readonly string[] = PLANNER): Promise<CliResult> {
    const child = spawn(process.execPath, this.argv(args, actor), { env: this.env(), stdio: ['ignore', 'pipe', 'pipe'] });
    let [stdout, stderr] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => { stdout += text; });
    child.stderr.setEncoding('utf8').on('data', (text: string) => { stderr += text; });
    return new Promise((done) => { child.on('close', (code) => { done({ code, answer: parsed(stdout), stderr }); }); });
  }

  /** Writes round the tool, as an editor elsewhere does. */
  write(path: string, text: string): void {
    writeInto(this.root, path, text);
  }

  /** How a note stands: `ok`, or the kind of its drift. */
  integrity(path: string): string {
    return this.drift()[path] ?? 'ok';
  }

  /** The kind of drift of each note that drifted, by its path. */
  drift(): Record<string, string> {
    // Ends with 6 where something is wrong.
    const { drifted } = this.run(['integrity', 'status']).answer?.data as { drifted: { path: string; kind: string }[] };
    return Object.fromEntries(drifted.map(({ path, kind }) => [path, kind]));
  }

  /** The ledger's entries of a note, or all of them; newest first. */
  log(path?: string): LedgerEntry[] {
    return this.expect<LedgerEntry[]>(['integrity', 'log', ...(path === undefined ? ['--limit', '0'] : ['--note', path])]);
  }

  /**
   * What was done to a note, oldest first, as the ledger's files say: for waiting. To ask the program again and again would
   * take a processor from what is waited for.
   */
  opsOnDisk(path: string): string[] {
    const folder = join(this.root, '.touchstone/ledger');
    const lines = readdirSync(folder).flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n').slice(0, -1));
    return lines.map((line) => JSON.parse(line) as LedgerEntry).filter(({ notes }) => notes.some((note) => note.path === path)).map(({ op }) => op);
  }

  private argv(args: readonly string[], actor: readonly string[]): string[] {
    return [testProgram(), ...args, '--vault', this.root, '--json', ...actor];
  }

  private env(): NodeJS.ProcessEnv {
    // So many at once may have to wait for each other longer than an agent would.
    return { ...programEnvironment(), TOUCHSTONE_LOCK_WAIT: '60s' };
  }
}

/** Gives the person at this device a name; before the app's views are used. */
export function nameThePerson(obsidian: Obsidian, name = 'ada'): Promise<void> {
  return obsidian.page.evaluate((given) => { window.app.saveLocalStorage('touchstone-person', given); }, name);
}

function parsed(stdout: string): CliResult['answer'] {
  return stdout.trim() === '' ? null : JSON.parse(stdout) as CliResult['answer'];
}
