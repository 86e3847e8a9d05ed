// What only the desktop has: loaded when it is needed, so that a phone never asks for it.
import { join } from 'node:path';
import { TouchstoneError } from '../../../shared/errors';
import { nodeLock } from '../../../shared/node/lock';
import { nodePorts } from '../../../shared/node/open';
import { runAsync } from '../../../shared/vault/io';
import { runOperation } from '../../../shared/vault/operation';
import type { HeldLock } from '../../../shared/vault/ports';
import { openVault } from '../../../shared/vault/vault';

/** The lock, or why it can't be had. An app's window may not wait, so it tries once. */
export function takeLock(vault: string): HeldLock | string {
  try {
    return nodeLock({ folder: join(vault, '.touchstone/local'), waitMs: 0 }).acquire() as HeldLock;
  } catch (error) {
    if (error instanceof TouchstoneError) return error.message;
    throw error;
  }
}

/** Writes notes through the engine, as an agent would. Answers their paths. */
export async function writeGoverned(root: string, contents: Readonly<Record<string, string>>): Promise<string[]> {
  const vault = await runAsync(openVault(nodePorts(root, { lockWaitMs: 0 })));
  const { notes } = await runAsync(runOperation(vault, { name: 'dev-7', role: 'developer', kind: 'agent', session: 's1' }, function* (view) {
    const writes = [];
    for (const [path, content] of Object.entries(contents)) writes.push({ path, content, before: (yield* view.note(path))?.sha256 ?? null });
    return { plan: { op: 'note.write', writes }, item: null };
  }));
  return notes.map(({ path }) => path);
}
