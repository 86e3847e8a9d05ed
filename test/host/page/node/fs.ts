// Node's `fs` in a page: every function runs in the page's process, on the real disk, and blocks until it has.
import { callSync } from '../bridge';
import { BridgedEntry, BridgedStats } from './stats';

type Bytes = Uint8Array;

function bridged(name: string): (...args: unknown[]) => unknown {
  return (...args) => callSync(`fs.${name}`, ...args);
}

function readSync(fd: number, target: Bytes, offset = 0, length = target.byteLength - offset, position: number | null = null): number {
  const bytes = callSync<Bytes>('fs.readSync', fd, length, position);
  target.set(bytes, offset);
  return bytes.length;
}

/** Only what is written travels. */
function writeSync(fd: number, source: Bytes | string, offset: number | null = 0, length?: number, position: number | null = null): number {
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
  closeSync: bridged('closeSync'),
  copyFileSync: bridged('copyFileSync'),
  existsSync: bridged('existsSync'),
  fdatasyncSync: bridged('fdatasyncSync'),
  fstatSync: bridged('fstatSync'),
  fsyncSync: bridged('fsyncSync'),
  ftruncateSync: bridged('ftruncateSync'),
  linkSync: bridged('linkSync'),
  lstatSync: bridged('lstatSync'),
  mkdirSync: bridged('mkdirSync'),
  mkdtempSync: bridged('mkdtempSync'),
  openSync: bridged('openSync'),
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
