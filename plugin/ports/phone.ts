// The ports of a phone: one process, so a lock of this app is the vault's, and the device's id is the place.
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
  const place = `${device} ${app.vault.getName()}`;
  return {
    notes: new AdapterNotes(app.vault, { state, hash: webHash }),
    state,
    lock: appLock(place),
    clock: appClock,
    random: webRandom,
    hash: webHash,
    attic: { find: () => null },
    place,
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

/**
 * One holder at a time in the whole app, also of a plugin that was turned off in the middle of a decision. The system
 * takes it back when the app ends.
 */
function appLock(place: string): Lock {
  return {
    acquire: () => new Promise<HeldLock>((got, failed) => {
      let isOurs = true;
      window.navigator.locks.request(`touchstone ${place}`, () => new Promise<void>((done) => {
        got({ stillOurs: () => isOurs, release: () => { isOurs = false; done(); } });
      })).catch(failed);
    }),
  };
}
