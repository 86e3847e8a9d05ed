// The person at this device. The name stays on the device: two people who share a vault by a sync are two people.
import type { App } from 'obsidian';

const KEY = 'touchstone-person';

export function personOf(app: App): string | null {
  const name: unknown = app.loadLocalStorage(KEY);
  return typeof name === 'string' && name !== '' ? name : null;
}

/** An empty name takes it back. */
export function setPerson(app: App, name: string): void {
  app.saveLocalStorage(KEY, name.trim() === '' ? null : name.trim());
}
