// Vaults that live as long as a test file.
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll } from 'vitest';

const folders: string[] = [];

afterAll(() => {
  for (const folder of folders.splice(0)) {
    rmSync(folder, { recursive: true, force: true });
    // Where the host puts what goes to the system's trash.
    rmSync(`${folder}.system-trash`, { recursive: true, force: true });
  }
});

/** A new vault with these files: texts by their paths. Answers its absolute path. */
export function vaultWith(files: Readonly<Record<string, string>> = {}): string {
  const vault = realpathSync(mkdtempSync(join(tmpdir(), 'touchstone-vault-')));
  folders.push(vault);
  for (const [path, text] of Object.entries(files)) writeInto(vault, path, text);
  return vault;
}

export function writeInto(vault: string, path: string, text: string): void {
  mkdirSync(dirname(join(vault, path)), { recursive: true });
  writeFileSync(join(vault, path), text);
}
