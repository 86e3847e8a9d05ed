// Counts how often a call waits for the disk, by strace: the program as it is released, watched from outside.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Call } from '../processes/stopwatch';

const SYNC = /\b(fsync|fdatasync|sync_file_range|syncfs|sync)\(/;

/** Calls of fsync and the like by the program and its children; `null` where strace is not installed. */
export function countSyncs({ argv, cwd, env }: Call): number | null {
  const folder = mkdtempSync(join(tmpdir(), 'touchstone-bench-strace-'));
  const log = join(folder, 'log');
  try {
    const { status, error } = spawnSync('strace', ['-f', '-qq', '-e', 'trace=fsync,fdatasync,sync_file_range,syncfs,sync', '-o', log, ...argv], { cwd, env, stdio: 'ignore' });
    if ((error as NodeJS.ErrnoException | undefined)?.code === 'ENOENT') return null;
    if (status !== 0) throw new Error(`${argv.join(' ')} ended with ${String(status)} under strace`);
    return countInTrace(readFileSync(log, 'utf8'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A call that strace shows in two halves (`<unfinished …>`, `<… resumed>`) counts once. */
export function countInTrace(trace: string): number {
  return trace.split('\n').filter((line) => SYNC.test(line) && !line.includes('resumed>')).length;
}
