// What every benchmark works with: the installed program, vaults of each size, the stopwatch, and a place for words
// about the progress. Vaults are made when they are first asked for, and kept until the run is over.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Findings } from './findings';
import { Stopwatch } from './measure/stopwatch';
import type { Call } from './processes/stopwatch';
import { writeVault, type GeneratedVault } from './vault/write';

export const SIZES: readonly number[] = [100, 1000, 10_000, 100_000];
export const QUICK_SIZES: readonly number[] = [100, 1000];
const SEED = 20261121;

export interface Benchmark {
  name: string;
  /** A few words, for the list of benchmarks. */
  summary: string;
  run: (bench: Workbench) => Promise<Findings>;
}

export class Workbench {
  readonly stopwatch: Stopwatch;
  readonly node = process.execPath;
  private readonly made = new Map<number, GeneratedVault>();
  private readonly env: Record<string, string>;

  /**
   * @param root of the repository.
   * @param folder the run's own: `built/` holds our bundled processes, `prefix/` the program as npm would install it.
   * @param sizes notes in a vault, ascending.
   */
  constructor(readonly root: string, readonly folder: string, readonly sizes: readonly number[], readonly say: (text: string) => void) {
    this.stopwatch = Stopwatch.start(this.processPath('stopwatch'));
    this.env = { PATH: process.env['PATH'] ?? '', HOME: join(folder, 'home'), LANG: 'C.UTF-8', TZ: 'UTC', TOUCHSTONE_ACTOR: 'bench', TOUCHSTONE_LOCK_WAIT: '60s' };
    mkdirSync(this.env['HOME'] ?? '', { recursive: true });
  }

  /** One of our processes, bundled. */
  processPath(name: string): string {
    return join(this.folder, 'built', `${name}.cjs`);
  }

  /** @param notes how many; not only those of `sizes`. */
  vault(notes: number): GeneratedVault {
    const made = this.made.get(notes) ?? this.make(notes);
    this.made.set(notes, made);
    return made;
  }

  vaults(): GeneratedVault[] {
    return this.sizes.map((notes) => this.vault(notes));
  }

  /** The largest of the asked sizes that is no larger; `null` when all are. */
  vaultUpTo(notes: number): GeneratedVault | null {
    const fitting = this.sizes.filter((size) => size <= notes).at(-1);
    return fitting === undefined ? null : this.vault(fitting);
  }

  /** The installed program, started through its link as a shell would, from inside the vault. */
  touchstone(vault: { root: string } | null, args: readonly string[], env: Record<string, string> = {}): Call {
    return this.other([join(this.folder, 'prefix/bin/touchstone'), ...args], vault?.root ?? this.folder, env);
  }

  /** The barest start of Node. */
  bareNode(): Call {
    return this.other([this.node, '-e', '0'], this.folder);
  }

  other(argv: Call['argv'], cwd: string, env: Record<string, string> = {}): Call {
    return { argv, cwd, env: { ...this.env, ...env } };
  }

  private make(notes: number): GeneratedVault {
    this.say(`making a vault of ${notes} notes`);
    return writeVault(join(this.folder, 'vaults', String(notes)), { notes, seed: SEED, program: join(this.folder, 'prefix/bin/touchstone') });
  }
}
