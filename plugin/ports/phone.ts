// The ports of a phone: one process, so a queue of this window is the lock, and the device's id is the place.
import type { App } from 'obsidian';
import type { HeldLock, Lock, Ports } from '../../shared/vault/ports';
import { AdapterNotes } from './adapter-notes';
import { AdapterState } from './adapter-state';
import { appClock, webHash, webRandom } from './web-crypto';

/** Key of the device's own storage, which no sync carries to another device. */
const DEVICE_KEY = 'touchstone-device';

export function phonePorts(app: App): Ports {
  const state = new AdapterState(app.vault.adapter);
  const device = deviceId(app);
  return {
    notes: new AdapterNotes(app.vault, { state, hash: webHash }),
    state,
    lock: windowLock(),
    clock: appClock,
    random: webRandom,
    hash: webHash,
    attic: { find: () => null },
    place: `${device} ${app.vault.getName()}`,
    device,
    inplace: true,
    checkpoint: () => undefined,
  };
}

/** The same on every start, and another on every device. */
function deviceId(app: App): string {
  const known: unknown = app.loadLocalStorage(DEVICE_KEY);
  if (typeof known === 'string') return known;
  const made = `p${webRandom.base36(8)}`;
  app.saveLocalStorage(DEVICE_KEY, made);
  return made;
}

/** One holder at a time; the next gets it when it is given back. */
function windowLock(): Lock {
  let last = Promise.resolve();
  return {
    acquire: async (): Promise<HeldLock> => {
      const before = last;
      let giveBack = (): void => undefined;
      last = new Promise((done) => { giveBack = done; });
      await before;
      return { stillOurs: () => true, release: giveBack };
    },
  };
}
