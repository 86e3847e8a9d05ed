// The record of who holds the vault's lock, or waits for it: a file named by its nonce.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { thisProcess } from './liveness';
import type { ProcessIdentity } from './liveness';

/** What the file of a holder says. On disk with snake_case keys. */
export interface Holder extends ProcessIdentity {
  /** RFC 3339 UTC with seconds, by the holder's clock. */
  acquiredAt: string;
}

/** @param folder the lock, or what was prepared to become it. */
export function recordIn(folder: string, nonce: string): string {
  return join(folder, `holder.${nonce}.json`);
}

/** What this process writes into its record. */
export function recordText(nonce: string): string {
  const { pid, started, boot, namespace, host } = thisProcess();
  const acquired_at = `${new Date().toISOString().slice(0, 19)}Z`;
  return `${JSON.stringify({ nonce, pid, started, boot, namespace, host, acquired_at })}\n`;
}

/** `null` when there is none, or it isn't what {@link recordText} writes: then nothing is known of its process. */
export function readRecord(path: string): Holder | null {
  let record: Record<string, unknown>;
  try {
    record = Object(JSON.parse(readFileSync(path, 'utf8'))) as Record<string, unknown>;
  } catch {
    return null;
  }
  const { pid, started, boot, namespace, host, acquired_at: acquiredAt } = record;
  if (typeof pid !== 'number' || !Number.isSafeInteger(pid) || pid <= 0) return null;
  if (typeof boot !== 'string' || typeof host !== 'string' || typeof acquiredAt !== 'string') return null;
  return { pid, started: textOrNull(started), boot, namespace: textOrNull(namespace), host, acquiredAt };
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
