// The process that starts what is measured, one at a time or a herd of them. It holds nothing else: starting a process
// copies the page tables of its parent, and from one that holds 300 MB that takes longer than Node itself.
import { spawn, spawnSync } from 'node:child_process';

/** A program with its arguments, its folder and its whole environment. */
export interface Call {
  argv: readonly [program: string, ...args: string[]];
  cwd: string;
  env: Record<string, string>;
}

/** `one`: a single call. `herd`: each lane makes its calls one after the other, all lanes at the same time. */
export type Order = { kind: 'one'; call: Call } | { kind: 'herd'; lanes: readonly (readonly Call[])[] };

/** Milliseconds from the start of the first process to the end of the last, and the exit codes; `null` for a signal. */
export interface Timing {
  milliseconds: number;
  codes: (number | null)[];
}

process.on('message', (order: Order) => {
  void carryOut(order).then((timing) => process.send?.(timing));
});

async function carryOut(order: Order): Promise<Timing> {
  if (order.kind === 'one') return one(order.call);
  const startedAt = performance.now();
  const codes = await Promise.all(order.lanes.map(lane));
  return { milliseconds: performance.now() - startedAt, codes: codes.flat() };
}

function one({ argv: [program, ...args], cwd, env }: Call): Timing {
  const startedAt = performance.now();
  const { status } = spawnSync(program, args, { cwd, env, stdio: 'ignore' });
  return { milliseconds: performance.now() - startedAt, codes: [status] };
}

async function lane(calls: readonly Call[]): Promise<(number | null)[]> {
  const codes: (number | null)[] = [];
  for (const { argv: [program, ...args], cwd, env } of calls) {
    codes.push(await new Promise((done) => {
      const child = spawn(program, args, { cwd, env, stdio: 'ignore' });
      child.once('error', () => { done(null); });
      child.once('close', done);
    }));
  }
  return codes;
}
