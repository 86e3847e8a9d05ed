// The stage's marker of a delete: which note goes, with which bytes. It lets a reader without the lock tell a note that a
// committed operation is about to delete from one that appeared out of nowhere.
import type { Io } from './io';
import { wait } from './io';
import { STAGE_FOLDER } from './objects';
import type { Ports, Sha256 } from './ports';

interface Deletion {
  path: string;
  before: Sha256 | null;
  trash: boolean;
}

export function encodeDeletion({ path, before, trash }: Deletion): Uint8Array {
  return new TextEncoder().encode(JSON.stringify({ path, before, trash }));
}

/** `null` for a marker that a crash tore: its operation never committed. */
export function decodeDeletion(bytes: Uint8Array): Deletion | null {
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as Deletion;
  } catch {
    return null;
  }
}

/** Whether the stage holds a deletion of this note with these bytes. That it committed is for the caller to know. */
export function* isBeingDeleted(ports: Pick<Ports, 'state'>, path: string, found: Sha256): Io<boolean> {
  for (const name of yield* wait(ports.state.list(STAGE_FOLDER))) {
    if (!name.endsWith('.gone')) continue;
    const bytes = yield* wait(ports.state.read(`${STAGE_FOLDER}/${name}`));
    const deletion = bytes && decodeDeletion(bytes);
    if (deletion?.path === path && deletion.before === found) return true;
  }
  return false;
}
