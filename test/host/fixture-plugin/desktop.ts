// What only the desktop has: loaded when it is needed, so that a phone never asks for it.
import { join } from 'node:path';
import { TouchstoneError } from '../../../shared/errors';
import { nodeLock } from '../../../shared/node/lock';
import type { HeldLock } from '../../../shared/vault/ports';

/** The lock, or why it can't be had. An app's window may not wait, so it tries once. */
export function takeLock(vault: string): HeldLock | string {
  try {
    return nodeLock({ folder: join(vault, '.touchstone/local'), waitMs: 0 }).acquire() as HeldLock;
  } catch (error) {
    if (error instanceof TouchstoneError) return error.message;
    throw error;
  }
}
