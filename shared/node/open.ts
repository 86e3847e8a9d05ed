// The ports of a vault on this machine's disk.
import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock, Ports } from '../vault/ports';
import { deviceName } from './device';
import { GitAttic } from './git-attic';
import { nodeHash, nodeRandom, systemClock } from './hash';
import { nodeLock, patientNodeLock } from './lock';
import { NodeNoteFiles } from './note-files';
import { NodeStateFiles } from './state-files';

export interface NodeOptions {
  /** How long a command waits for the vault's lock, in milliseconds. */
  lockWaitMs?: number;
  /** Waits for the lock by this (milliseconds) instead of blocking the thread. */
  pause?: (milliseconds: number) => Promise<void>;
  clock?: Clock;
  checkpoint?: (name: string) => void;
  /** Name of the device in place of this machine's own; lower-case letters, digits and dashes. */
  device?: string;
}

/** Default wait for the lock (`cli.md`). */
const DEFAULT_LOCK_WAIT_MS = 10_000;

/** `root` is the vault's folder; it must exist. */
export function nodePorts(root: string, options: NodeOptions = {}): Ports & { notes: NodeNoteFiles } {
  const place = realpathSync.native(root);
  const state = join(place, '.touchstone');
  let { device } = options;
  const lock = { folder: join(state, 'local'), waitMs: options.lockWaitMs ?? DEFAULT_LOCK_WAIT_MS };
  return {
    notes: new NodeNoteFiles(place),
    state: new NodeStateFiles(state),
    // Made when it is asked for: reading takes no lock, and needs not know the device.
    lock: { acquire: () => (options.pause ? patientNodeLock(lock, options.pause) : nodeLock(lock)).acquire() },
    clock: options.clock ?? systemClock,
    random: nodeRandom,
    hash: nodeHash,
    attic: new GitAttic(place),
    place,
    get device() { return device ??= deviceName(); },
    checkpoint: options.checkpoint ?? (() => undefined),
  };
}
