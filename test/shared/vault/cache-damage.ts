// What may happen to a cache on disk, none of which may change an answer.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';

export const DAMAGE: Record<string, (file: string) => void> = {
  deleted: (file) => rmSync(file),
  emptied: (file) => writeFileSync(file, ''),
  'cut short': (file) => writeFileSync(file, readFileSync(file).subarray(0, -10)),
  'cut in its head': (file) => writeFileSync(file, readFileSync(file).subarray(0, 30)),
  'damaged in the middle': (file) => {
    const bytes = readFileSync(file);
    bytes.fill(0x41, bytes.length >> 1, (bytes.length >> 1) + 20);
    writeFileSync(file, bytes);
  },
  'replaced by nonsense': (file) => writeFileSync(file, '{"version": 99}'),
};
