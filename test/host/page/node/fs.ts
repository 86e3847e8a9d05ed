// Node's `fs` in a page: every function runs in the page's process, on the real disk, and blocks until it has.
import { callSync, postpone } from '../bridge';
import { BridgedEntry, BridgedStats } from './stats';

type Bytes = Uint8Array;

/**
 * What came with an opened file: its stats and content of that moment. It answers the very next calls only, so it is
 * never older than anything else that this page has seen or done.
 */
let ahead: Ahead | null = null;

interface Ahead {
  fd: number;
  stats: BridgedStats | null;
  bytes: Bytes | null;
}

function bridged(name: string): (...args: unknown[]) => unknown {
  return (...args) => {
    ahead = null;
    return callSync(`fs.${name}`, ...args);
  };
}

function openSync(path: string, flags: string | number = 'r', mode?: number): number {
  ahead = null;
  if (flags !== 'r') return callSync('fs.openSync', path, flags, mode);
  const opened = callSync<Ahead>('fs.openAhead', path);
  ahead = opened;
  return opened.fd;
}

function fstatSync(fd: number, options?: { bigint?: boolean }): BridgedStats {
  const stats = ahead?.fd === fd && options === undefined ? ahead.stats : null;
  if (ahead && stats) {
    ahead.stats = null;
    return stats;
  }
  ahead = null;
  return callSync('fs.fstatSync', fd, options);
}

/** Nothing depends on when a file is closed. */
function closeSync(fd: number): void {
  ahead = null;
  postpone('fs.closeSync', fd);
}

function readSync(fd: number, target: Bytes, offset = 0, length = target.byteLength - offset, position: number | null = null): number {
  const bytes = (position === 0 ? takeAhead(fd, length) : null) ?? callSync<Bytes>('fs.readSync', fd, length, position);
  target.set(bytes, offset);
  return bytes.length;
}

function takeAhead(fd: number, length: number): Bytes | null {
  const bytes = ahead?.fd === fd ? ahead.bytes : null;
  ahead = null;
  return bytes?.subarray(0, length) ?? null;
}

/** Only what is written travels. */
function writeSync(fd: number, source: Bytes | string, offset: number | null = 0, length?: number, position: number | null = null): number {
  ahead = null;
  if (typeof source === 'string') return callSync('fs.writeSync', fd, source, offset);
  const start = offset ?? 0;
  const bytes = source.subarray(start, start + (length ?? source.byteLength - start));
  return callSync('fs.writeSync', fd, bytes, 0, bytes.length, position);
}

const realpathSync = Object.assign(bridged('realpathSync'), { native: bridged('realpathSync.native') });

/** Values of Linux, where the tests run. */
const constants = {
  F_OK: 0, X_OK: 1, W_OK: 2, R_OK: 4, COPYFILE_EXCL: 1,
  S_IFMT: 0o170000, S_IFREG: 0o100000, S_IFDIR: 0o040000, S_IFLNK: 0o120000,
  O_RDONLY: 0, O_WRONLY: 1, O_RDWR: 2, O_CREAT: 0o100, O_EXCL: 0o200, O_TRUNC: 0o1000, O_APPEND: 0o2000,
};

export const fs = {
  accessSync: bridged('accessSync'),
  appendFileSync: bridged('appendFileSync'),
  chmodSync: bridged('chmodSync'),
  chownSync: bridged('chownSync'),
  closeSync,
  copyFileSync: bridged('copyFileSync'),
  existsSync: bridged('existsSync'),
  fdatasyncSync: bridged('fdatasyncSync'),
  fstatSync,
  fsyncSync: bridged('fsyncSync'),
  ftruncateSync: bridged('ftruncateSync'),
  linkSync: bridged('linkSync'),
  lstatSync: bridged('lstatSync'),
  mkdirSync: bridged('mkdirSync'),
  mkdtempSync: bridged('mkdtempSync'),
  openSync,
  readFileSync: bridged('readFileSync'),
  readSync,
  readdirSync: bridged('readdirSync'),
  readlinkSync: bridged('readlinkSync'),
  realpathSync,
  renameSync: bridged('renameSync'),
  rmSync: bridged('rmSync'),
  rmdirSync: bridged('rmdirSync'),
  statSync: bridged('statSync'),
  symlinkSync: bridged('symlinkSync'),
  truncateSync: bridged('truncateSync'),
  unlinkSync: bridged('unlinkSync'),
  utimesSync: bridged('utimesSync'),
  writeFileSync: bridged('writeFileSync'),
  writeSync,
  constants,
  Stats: BridgedStats,
  Dirent: BridgedEntry,
};
