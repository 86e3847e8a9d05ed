// Watches the vault's folder for what others do to it. One watch per folder of the vault, and of the plugins' folders
// in the configuration. What the system reports is only a hint: the named entry is looked at again, and compared with
// what was known.
import { existsSync, readdirSync, watch, type FSWatcher } from 'node:fs';
import { join } from 'node:path';
import type { FolderEntry } from '../wire';
import { entriesOf, entryAt } from './vault-folder';

/** Milliseconds in which several reports become one. */
const SETTLE = 30;
const PLUGINS = '.obsidian/plugins';
const PLUGIN_SETTINGS = 'data.json';

export class FolderWatch {
  private readonly known = new Map<string, FolderEntry>();
  /** Paths of the entries of each folder. */
  private readonly inside = new Map<string, Set<string>>();
  private readonly watchers = new Map<string, FSWatcher>();
  /** What was reported: paths of entries, or of folders whose whole list is in doubt. */
  private readonly reported = { entries: new Set<string>(), folders: new Set<string>() };
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly vault: string, private readonly tell: (paths: readonly string[]) => void) {
    this.listFolder('', []);
    this.watchPlugins();
  }

  /** All that is known, folders before what is in them. */
  entries(): FolderEntry[] {
    return [...this.known.values()].filter(({ path }) => !path.startsWith('.'));
  }

  private listFolder(folder: string, changed: string[]): void {
    // The watch comes first: what happens after the listing must be reported.
    this.watch(folder);
    const found = new Map(entriesOf(this.vault, folder).map((entry) => [entry.path, entry]));
    for (const path of [...this.inside.get(folder) ?? []]) {
      if (!found.has(path)) this.forget(folder, path, changed);
    }
    for (const entry of found.values()) this.compare(folder, entry, changed);
  }

  private compare(folder: string, entry: FolderEntry, changed: string[]): void {
    const before = this.known.get(entry.path);
    if (before?.kind === entry.kind && before.stamp === entry.stamp) return;
    // A folder in the place of another must be watched anew.
    if (before !== undefined && (before.kind === 'folder' || entry.kind === 'folder')) this.forget(folder, entry.path, changed);
    this.known.set(entry.path, entry);
    const siblings = this.inside.get(folder) ?? new Set();
    this.inside.set(folder, siblings.add(entry.path));
    changed.push(entry.path);
    if (entry.kind === 'folder') this.listFolder(entry.path, changed);
  }

  private forget(folder: string, path: string, changed: string[]): void {
    for (const child of [...this.inside.get(path) ?? []]) this.forget(path, child, changed);
    this.inside.delete(path);
    this.inside.get(folder)?.delete(path);
    this.watchers.get(path)?.close();
    this.watchers.delete(path);
    if (this.known.delete(path)) changed.push(path);
  }

  private watch(folder: string): void {
    if (this.watchers.has(folder)) return;
    try {
      const watcher = watch(join(this.vault, folder), (_event, name) => { this.report(folder, name); });
      watcher.on('error', () => { this.report(folder, null); });
      this.watchers.set(folder, watcher);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }

  /** The app reads a plugin's settings again when somebody else writes them; nothing else there is watched. */
  private watchPlugins(): void {
    if (!existsSync(join(this.vault, PLUGINS))) return;
    for (const name of readdirSync(join(this.vault, PLUGINS))) {
      const folder = `${PLUGINS}/${name}`;
      const settings = entryAt(this.vault, `${folder}/${PLUGIN_SETTINGS}`);
      if (settings) this.known.set(settings.path, settings);
      this.watch(folder);
    }
  }

  private report(folder: string, name: string | null): void {
    if (name === null) this.reported.folders.add(folder);
    else if (isWatched(folder, name)) this.reported.entries.add(folder === '' ? name : `${folder}/${name}`);
    this.timer ??= setTimeout(() => { this.settle(); }, SETTLE);
  }

  private settle(): void {
    this.timer = undefined;
    const changed: string[] = [];
    const { entries, folders } = this.reported;
    for (const path of takeAll(entries)) this.lookAt(path, changed);
    for (const folder of takeAll(folders)) {
      if (folder === '' || this.known.has(folder)) this.listFolder(folder, changed);
    }
    if (changed.length > 0) this.tell(changed);
  }

  private lookAt(path: string, changed: string[]): void {
    const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
    const entry = entryAt(this.vault, path);
    if (entry) this.compare(folder, entry, changed);
    else {
      this.forget(folder, path, changed);
      // The page may know what came and went between two looks: it made it itself.
      if (!changed.includes(path)) changed.push(path);
    }
  }
}

function isWatched(folder: string, name: string): boolean {
  return folder.startsWith('.') ? name === PLUGIN_SETTINGS : !name.startsWith('.');
}

function takeAll(paths: Set<string>): string[] {
  const taken = [...paths];
  paths.clear();
  return taken;
}
