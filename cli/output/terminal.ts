// What the streams of this process are connected to, and whether they want colours.
import { fstatSync, statSync } from 'node:fs';

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Whether a stream is a terminal. Node's own answer costs 3 ms, because `node:tty` brings the network in; most calls
 * of agents have pipes, files or the null device, which the file system tells apart from terminals.
 */
export function isTerminal(descriptor: number): boolean {
  try {
    const stat = fstatSync(descriptor);
    return stat.isCharacterDevice() && stat.rdev !== nullDevice() && process.getBuiltinModule('node:tty').isatty(descriptor);
  } catch {
    return false;
  }
}

/** Device number of `/dev/null`; `null` where there is no such device. */
function nullDevice(): number | null {
  return statSync('/dev/null', { throwIfNoEntry: false })?.rdev ?? null;
}

/** @returns columns of the terminal behind a stream, `null` when it is none. */
export function terminalWidth(descriptor: 1 | 2): number | null {
  if (!isTerminal(descriptor)) return null;
  // A terminal that does not say its width (some serial and CI consoles) reports 0.
  const { columns } = descriptor === 1 ? process.stdout : process.stderr;
  return columns > 0 ? columns : 80;
}

/**
 * Colours go to terminals only. `NO_COLOR` (no-color.org) and `TERM=dumb` switch them off; `FORCE_COLOR`
 * (force-color.org) switches them on even in a pipe, and off when it says `0` or `false`.
 */
export function wantsColours(descriptor: 1 | 2, env: Environment): boolean {
  const forced = env['FORCE_COLOR'];
  if (env['NO_COLOR'] !== undefined && env['NO_COLOR'] !== '') return false;
  if (forced !== undefined) return forced !== '0' && forced !== 'false';
  if (env['TERM'] === 'dumb') return false;
  return isTerminal(descriptor);
}

/** True when a person can be asked: what is typed is read from a terminal and questions are seen on one. */
export function isInteractive(): boolean {
  return isTerminal(0) && isTerminal(2);
}
