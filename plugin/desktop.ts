// What only the desktop has: Node's files, lock and git. Loaded when the engine starts there, so that a phone never asks
// for it.
import type { Vault } from 'obsidian';
import { nodePorts } from '../shared/node/open';
import type { Ports } from '../shared/vault/ports';
import { InPlaceNotes } from './ports/in-place-notes';

/** The ports of the vault whose folder is `root`; the lock is waited for without keeping the window. */
export function desktopPorts(root: string, vault: Vault): Ports {
  const ports = nodePorts(root, { pause: (milliseconds) => new Promise((done) => { window.setTimeout(done, milliseconds); }) });
  return { ...ports, notes: new InPlaceNotes(ports.notes, vault, ports), inplace: true };
}
