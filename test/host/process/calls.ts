// Answers the calls that a page makes into this process: Node's own functions for the plugin, and the vault's folder
// for the host itself. Only what is listed here can be called.
import { spawnSync, type SpawnSyncOptions } from 'node:child_process';
import fs from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { uptime } from 'node:os';
import { decode, encode, type Wire, type WireCall, type WireEntry, type WireError, type WireReply, type WireStats } from '../wire';
import type { FolderWatch } from './folder-watch';
import { entriesAt, moveToFreeName, textsOf } from './vault-folder';

type Call = (...args: never[]) => unknown;

const FS_CALLS = [
  'accessSync', 'appendFileSync', 'chmodSync', 'chownSync', 'closeSync', 'copyFileSync', 'existsSync', 'fdatasyncSync',
  'fstatSync', 'fsyncSync', 'ftruncateSync', 'linkSync', 'lstatSync', 'mkdirSync', 'mkdtempSync', 'openSync',
  'readFileSync', 'readdirSync', 'readlinkSync', 'realpathSync', 'renameSync', 'rmSync', 'rmdirSync', 'statSync',
  'symlinkSync', 'truncateSync', 'unlinkSync', 'utimesSync', 'writeFileSync', 'writeSync',
] as const;

const STAT_FIELDS = [
  'dev', 'mode', 'nlink', 'uid', 'gid', 'rdev', 'blksize', 'ino', 'size', 'blocks', 'atimeMs', 'mtimeMs', 'ctimeMs',
  'birthtimeMs', 'atimeNs', 'mtimeNs', 'ctimeNs', 'birthtimeNs',
] as const;

const CALLS = new Map<string, Call>([
  ...FS_CALLS.map((name): [string, Call] => [`fs.${name}`, fs[name] as Call]),
  ['fs.realpathSync.native', fs.realpathSync.native],
  ['fs.openAhead', openAhead],
  ['fs.readSync', readBytes],
  ['os.uptime', uptime],
  ['process.kill', ((pid: number, signal: number | string) => process.kill(pid, signal))],
  ['child_process.spawnSync', run],
  ['vault.entriesAt', entriesAt],
  ['vault.texts', textsOf],
  ['vault.moveToFreeName', moveToFreeName],
]);

/** A request holds a list of calls; the answer the list of their replies, in that order. */
export async function answerAll(request: IncomingMessage, watch: FolderWatch): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const calls = JSON.parse(Buffer.concat(parts).toString('utf8')) as WireCall[];
  return JSON.stringify(calls.map((call) => answer(call, watch)));
}

function answer({ name, args }: WireCall, watch: FolderWatch): WireReply {
  try {
    if (name === 'vault.entries') return { value: encode(watch.entries()) };
    const call = CALLS.get(name);
    if (call === undefined) throw new Error(`the host's process has no call ${name}`);
    const given = args.map((arg) => decode(arg)) as never[];
    return { value: encode(call(...given), markStats) };
  } catch (error) {
    return { error: wireError(error) };
  }
}

function readBytes(fd: number, length: number, position: number | null): Uint8Array {
  const bytes = new Uint8Array(length);
  return bytes.subarray(0, fs.readSync(fd, bytes, 0, length, position));
}

/** Bytes that are worth sending before they are asked for. */
const AHEAD_BYTES = 256 * 1024;

/** Opens a file, and reads what is nearly always asked for next. */
function openAhead(path: string): { fd: number; stats: fs.Stats; bytes: Uint8Array | null } {
  const fd = fs.openSync(path, 'r');
  const stats = fs.fstatSync(fd);
  const isSmall = stats.isFile() && stats.size <= AHEAD_BYTES;
  return { fd, stats, bytes: isSmall ? readBytes(fd, stats.size, 0) : null };
}

function run(command: string, args: readonly string[], options: SpawnSyncOptions): object {
  const { status, signal, stdout, stderr, error } = spawnSync(command, args, options);
  return { status, signal, stdout: stdout ?? null, stderr: stderr ?? null, error: error ? { ...wireError(error) } : undefined };
}

function markStats(value: object): Wire | undefined {
  if (value instanceof fs.Stats) return { $stats: statsOf(value) as unknown as Wire };
  // The class of the answer to `bigint: true` is not exported.
  if ('mtimeNs' in value) return { $stats: statsOf(value as fs.BigIntStats) as unknown as Wire };
  if (value instanceof fs.Dirent) return { $entry: entryOf(value as fs.Dirent) as unknown as Wire };
  return undefined;
}

function statsOf(stats: fs.Stats | fs.BigIntStats): WireStats {
  const fields: Record<string, string> = {};
  for (const name of STAT_FIELDS) {
    const value = (stats as unknown as Record<string, number | bigint | undefined>)[name];
    if (value !== undefined) fields[name] = String(value);
  }
  return { bigint: typeof stats.size === 'bigint', fields };
}

function entryOf(entry: fs.Dirent): WireEntry {
  const { S_IFREG, S_IFDIR, S_IFLNK, S_IFIFO } = fs.constants;
  const type = entry.isFile() ? S_IFREG : entry.isDirectory() ? S_IFDIR : entry.isSymbolicLink() ? S_IFLNK : S_IFIFO;
  return { name: entry.name, type };
}

function wireError(error: unknown): WireError {
  const { message, code, errno, syscall, path, dest } = error as NodeJS.ErrnoException & { dest?: string };
  return {
    message,
    ...(code === undefined ? {} : { code }),
    ...(errno === undefined ? {} : { errno }),
    ...(syscall === undefined ? {} : { syscall }),
    ...(path === undefined ? {} : { path }),
    ...(dest === undefined ? {} : { dest }),
  };
}
