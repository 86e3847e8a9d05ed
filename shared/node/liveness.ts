// Whether the process that left a lock behind still exists. It must never call a living process dead:
// wherever the answer is not certain it is `unknown`, and the lock then goes by age.
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname, uptime } from 'node:os';

/** Names one process among all computers, boots and containers that may share a folder. */
export interface ProcessIdentity {
  pid: number;
  /** Start time in clock ticks since boot (field 22 of `/proc/<pid>/stat`); `null` where there is no `/proc`. */
  started: string | null;
  /** Kernel's boot id; where there is none, `up:<epoch seconds of the boot>`. */
  boot: string;
  /** PID namespace; the platform's name where there are none; `null` when it can't be found out. */
  namespace: string | null;
  host: string;
}

/** `suspended`: stopped by a signal or a debugger; it may go on at any time. */
export type Liveness = 'running' | 'suspended' | 'dead' | 'unknown';

/** Seconds that two readings of one computer's boot time may differ by (clock corrections, rounding). */
const BOOT_TIME_TOLERANCE = 5;

let here: ProcessIdentity | undefined;

/** Identity of the calling process; read once, since none of it changes while a process lives. */
export function thisProcess(): ProcessIdentity {
  here ??= {
    pid: process.pid,
    started: statOf(process.pid)?.started ?? null,
    boot: bootId(),
    namespace: pidNamespace(),
    host: hostname(),
  };
  return here;
}

/**
 * Whether `other` still lives, as far as this process can know. `dead` is certain: same boot, same PID namespace,
 * and the pid is gone, is a zombie, or belongs to a process that started at another time.
 */
export function livenessOf(other: ProcessIdentity): Liveness {
  const self = thisProcess();
  if (other.namespace === null || other.namespace !== self.namespace || !sameBoot(other, self)) return 'unknown';
  if (!pidExists(other.pid)) return 'dead';
  const found = statOf(other.pid);
  // A pid without a start time to compare may be the holder or a later process that got its number.
  if (found === null || other.started === null) return pidExists(other.pid) ? 'unknown' : 'dead';
  if (found.started !== other.started) return 'dead';
  if (found.state === 'Z' || found.state === 'X') return 'dead';
  return found.state === 'T' || found.state === 't' ? 'suspended' : 'running';
}

function sameBoot(a: ProcessIdentity, b: ProcessIdentity): boolean {
  if (a.boot === b.boot) return true;
  const [first, second] = [bootTime(a.boot), bootTime(b.boot)];
  if (first === null || second === null || a.host !== b.host) return false;
  return Math.abs(first - second) <= BOOT_TIME_TOLERANCE;
}

function bootTime(boot: string): number | null {
  const seconds = /^up:(\d+)$/.exec(boot)?.[1];
  return seconds === undefined ? null : Number(seconds);
}

/** A signal of number 0 is only checked, never sent; EPERM says that the process exists and is somebody else's. */
function pidExists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

/** State letter (field 3) and start time (field 22) of proc(5); `null` without `/proc` or such a process. */
function statOf(pid: number): { state: string; started: string } | null {
  const text = readOrNull(`/proc/${pid}/stat`);
  if (text === null) return null;
  // Field 2 is the program's name in brackets and may hold spaces and brackets itself: count from its end.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const [state, started] = [fields[0], fields[19]];
  return state === undefined || started === undefined ? null : { state, started };
}

function bootId(): string {
  const kernels = readOrNull('/proc/sys/kernel/random/boot_id')?.trim();
  return kernels ?? `up:${Math.round(Date.now() / 1000 - uptime())}`;
}

function pidNamespace(): string | null {
  // Only Linux has PID namespaces; elsewhere one computer has one set of pids.
  if (process.platform !== 'linux') return process.platform;
  try {
    return readlinkSync('/proc/self/ns/pid');
  } catch {
    return null;
  }
}

function readOrNull(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
