// What the environment says of the engine's ports: how long to wait for the lock and, in test builds, clock and faults.
import { TouchstoneError } from '../shared/errors';
import type { NodeOptions } from '../shared/node/open';
import type { Environment } from './output/terminal';

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000 };

/** @throws E_USAGE for a wait that is no duration. */
export function portOptions(env: Environment): NodeOptions {
  const wait = env['TOUCHSTONE_LOCK_WAIT'];
  return {
    ...(wait === undefined || wait === '' ? {} : { lockWaitMs: milliseconds(wait) }),
    ...(__TEST_BUILD__ ? testOptions(env) : {}),
  };
}

/** `10s`, `500ms`, `1m`, or a plain number of seconds. */
function milliseconds(text: string): number {
  const [, amount, unit = 's'] = /^(\d{1,6})(ms|s|m)?$/.exec(text) ?? [];
  if (amount !== undefined) return Number(amount) * (UNITS[unit] ?? 1);
  throw new TouchstoneError('E_USAGE', `TOUCHSTONE_LOCK_WAIT is "${text}", which is no time to wait.`, {
    hint: 'Give seconds, or a duration such as 500ms, 10s or 1m.',
    details: { value: text },
  });
}

/**
 * `TOUCHSTONE_NOW` stands still as the clock; `TOUCHSTONE_FAULT=<checkpoint>[:<n>]` kills the process at the nth pass, or
 * sends it `TOUCHSTONE_FAULT_SIGNAL`.
 */
function testOptions(env: Environment): NodeOptions {
  const now = env['TOUCHSTONE_NOW'];
  const fault = env['TOUCHSTONE_FAULT'];
  return {
    ...(now === undefined ? {} : { clock: { now: () => now } }),
    ...(fault === undefined ? {} : { checkpoint: killerAt(fault, env['TOUCHSTONE_FAULT_SIGNAL'] ?? 'SIGKILL') }),
  };
}

function killerAt(fault: string, signal: string): (name: string) => void {
  const [wanted = '', nth = '1'] = fault.split(':');
  let left = Number(nth);
  return (name) => {
    if (name !== wanted) return;
    left -= 1;
    if (left === 0) process.kill(process.pid, signal);
  };
}
