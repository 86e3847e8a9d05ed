// Measures calls in rounds: A B C A B C …, each a process of its own, so that what slows the machine down for a while
// slows all of them down.
import { fork, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Call, Order, Timing } from '../processes/stopwatch';

/** Something that is measured again and again. */
export interface Contestant {
  /** Unique among those of one measurement. */
  name: string;
  /** The call of a round; rounds count from 0, warm-up included. */
  call: (round: number) => Call;
  /** Done before each call, and not measured. */
  prepare?: () => void | Promise<void>;
}

/** Rounds that warm caches up: the code of a verb is found out by its first call and compiled by its second. */
const WARM_UP = 2;

/** Milliseconds by contestant, one for each round that counts. */
export type Samples = ReadonlyMap<string, readonly number[]>;

export class Stopwatch {
  private constructor(private readonly child: ChildProcess) {}

  /** @param program path of the bundled `processes/stopwatch`. */
  static start(program: string): Stopwatch {
    return new Stopwatch(fork(program, { execArgv: [], env: {} }));
  }

  stop(): void {
    if (this.child.connected) this.child.disconnect();
  }

  async time(call: Call): Promise<number> {
    const { milliseconds, codes: [code] } = await this.ask({ kind: 'one', call });
    if (code !== 0) throw new Error(failureOf(call));
    return milliseconds;
  }

  /** Milliseconds until all lanes have ended; how many calls failed is the caller's to judge. */
  async herd(lanes: readonly (readonly Call[])[]): Promise<Timing> {
    return this.ask({ kind: 'herd', lanes });
  }

  /**
   * @param options.rounds those that count; before them come {@link WARM_UP}, which are thrown away.
   * @param options.progress called after each round.
   * @throws Error when a call fails: the time of a failure says nothing.
   */
  async rounds(contestants: readonly Contestant[], options: { rounds: number; progress?: (round: number) => void }): Promise<Samples> {
    const samples = new Map(contestants.map(({ name }) => [name, [] as number[]]));
    if (samples.size !== contestants.length) throw new Error('two contestants have the same name');
    for (let round = 0; round < WARM_UP + options.rounds; round++) {
      for (const { name, call, prepare } of contestants) {
        await prepare?.();
        const milliseconds = await this.time(call(round));
        if (round >= WARM_UP) samples.get(name)?.push(milliseconds);
      }
      options.progress?.(round);
    }
    return samples;
  }

  private async ask(order: Order): Promise<Timing> {
    const ended = new AbortController();
    try {
      const gone = once(this.child, 'exit', { signal: ended.signal }).then(() => { throw new Error('the stopwatch ended'); });
      const answer = once(this.child, 'message', { signal: ended.signal }) as Promise<[Timing]>;
      this.child.send(order);
      const [timing] = await Promise.race([answer, gone]);
      return timing;
    } finally {
      ended.abort();
    }
  }
}

/** Makes the call once more to tell what it says. */
function failureOf({ argv, cwd, env }: Call): string {
  const [program, ...args] = argv;
  const { status, stdout, stderr, error } = spawnSync(program, args, { cwd, env, encoding: 'utf8' });
  return `${argv.join(' ')} failed while it was measured; once more it ended with ${String(status)}\n${error?.message ?? ''}${stdout}${stderr}`;
}
