// What the core wants to know of a file, from Node's stat.
import type { BigIntStats } from 'node:fs';
import type { FileStat } from '../vault/ports';

export function fileStat(stat: BigIntStats): FileStat {
  return {
    kind: stat.isFile() ? 'file' : stat.isDirectory() ? 'folder' : 'other',
    size: Number(stat.size),
    mtime: String(stat.mtimeNs),
    ctime: String(stat.ctimeNs),
    inode: String(stat.ino),
  };
}
