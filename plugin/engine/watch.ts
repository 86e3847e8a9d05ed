// Where to look again: the app's events name paths, and the ledger is asked for what others recorded. Neither is trusted
// to be complete or in time; every write checks what it writes on.
import type { App, Component, TAbstractFile } from 'obsidian';
import { debounce } from 'obsidian';

/** Milliseconds in which events of one change are gathered. */
const GATHER = 100;
/** Milliseconds between two looks at the ledgers: one listing and one stat a ledger. */
const LEDGER_EVERY = 2000;
/** Milliseconds after which what is shown is judged by the clock again: leases end, deferrals come due. */
const CLOCK_EVERY = 30_000;

export interface WatchTargets {
  lookAt: (paths: readonly string[]) => void;
  lookAtLedger: () => void;
  tick: () => void;
}

/** Lasts as long as `owner` is loaded. Call it when the layout is ready: before, the app tells of every file. */
export function watch(app: App, owner: Component, { lookAt, lookAtLedger, tick }: WatchTargets): void {
  const waiting = new Set<string>();
  const flush = debounce(() => {
    const paths = [...waiting];
    waiting.clear();
    lookAt(paths);
  }, GATHER);
  const changed = (path: string): void => {
    if (!path.toLowerCase().endsWith('.md')) return;
    waiting.add(path);
    flush();
  };
  const onFile = (file: TAbstractFile): void => { changed(file.path); };
  owner.registerEvent(app.vault.on('create', onFile));
  owner.registerEvent(app.vault.on('modify', onFile));
  owner.registerEvent(app.vault.on('delete', onFile));
  owner.registerEvent(app.vault.on('rename', (file, oldPath) => {
    changed(oldPath);
    changed(file.path);
  }));
  owner.register(() => { flush.cancel(); });
  owner.registerInterval(window.setInterval(lookAtLedger, LEDGER_EVERY));
  owner.registerInterval(window.setInterval(tick, CLOCK_EVERY));
  owner.registerDomEvent(window, 'focus', lookAtLedger);
}
