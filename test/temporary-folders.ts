// Folders that live as long as a test file. The set-up of each file (`test/temporary-place.ts`) removes them after it, since
// a hook of this module would belong to the first file alone of those that share a process.
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folders: string[] = [];

/** A new and empty folder; its absolute path. */
export function folderOfFile(prefix: string): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), prefix)));
  folders.push(folder);
  return folder;
}

export function removeFolders(): void {
  for (const folder of folders.splice(0)) {
    rmSync(folder, { recursive: true, force: true });
    // Where the host of the app puts what goes to the system's trash.
    rmSync(`${folder}.system-trash`, { recursive: true, force: true });
  }
}
