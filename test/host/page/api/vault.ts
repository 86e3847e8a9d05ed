// `Vault`: reading and changing the files of the vault, on the real disk.
import type * as Obsidian from 'obsidian';
import type { FolderEntry } from '../../wire';
import { call } from '../bridge';
import type { HostAdapter } from './adapter';
import { TFile, TFolder, type TAbstractFile } from './files';
import { nameOf, normalizePath } from './paths';
import { VaultTree } from './vault-tree';

type Options = Obsidian.DataWriteOptions;

export class Vault extends VaultTree {
  readonly configDir = '.obsidian';
  /** The user's settings of the app, from `app.json`. */
  private config: Record<string, unknown> = {};
  private readonly texts = new WeakMap<TFile, { stamp: string; text: string }>();

  constructor(readonly adapter: HostAdapter, private readonly basePath: string) {
    super();
    adapter.onChanged = (path) => this.reconcile(path);
  }

  getName(): string {
    return nameOf(this.basePath);
  }

  async loadConfig(): Promise<void> {
    await this.adapter.mkdir(this.configDir);
    const path = `${this.configDir}/app.json`;
    if (await this.adapter.exists(path)) this.config = JSON.parse(await this.adapter.read(path)) as Record<string, unknown>;
  }

  getConfig(key: string): unknown {
    return this.config[key];
  }

  async setConfig(key: string, value: unknown): Promise<void> {
    this.config[key] = value;
    await this.adapter.write(`${this.configDir}/app.json`, JSON.stringify(this.config, null, 2));
  }

  /** Triggers `create` for every file that is there. */
  load(entries: readonly FolderEntry[]): void {
    for (const entry of entries) this.applyEntry(entry.path.normalize('NFC'), entry);
  }

  async create(path: string, text: string, options?: Options): Promise<TFile> {
    await this.refuseExisting(path, 'File already exists.');
    await this.adapter.write(path, text, options);
    return this.made(path);
  }

  async createBinary(path: string, bytes: ArrayBuffer, options?: Options): Promise<TFile> {
    await this.refuseExisting(path, 'File already exists.');
    await this.adapter.writeBinary(path, bytes, options);
    return this.made(path);
  }

  async createFolder(path: string): Promise<TFolder> {
    await this.refuseExisting(path, 'Folder already exists.');
    await this.adapter.mkdir(path);
    const folder = this.getFolderByPath(normalizePath(path));
    if (!folder) throw new Error(`the folder ${path} is not in the vault`);
    return folder;
  }

  async read(file: TFile): Promise<string> {
    const text = await this.adapter.read(file.path);
    this.texts.set(file, { stamp: file.stamp, text });
    return text;
  }

  async cachedRead(file: TFile): Promise<string> {
    const known = this.texts.get(file);
    return known?.stamp === file.stamp ? known.text : this.read(file);
  }

  readBinary(file: TFile): Promise<ArrayBuffer> {
    return this.adapter.readBinary(file.path);
  }

  getResourcePath(file: TFile): string {
    return `${this.adapter.getResourcePath(file.path)}?${Math.round(file.stat.mtime)}`;
  }

  modify(file: TFile, text: string, options?: Options): Promise<void> {
    return this.adapter.write(file.path, text, options);
  }

  modifyBinary(file: TFile, bytes: ArrayBuffer, options?: Options): Promise<void> {
    return this.adapter.writeBinary(file.path, bytes, options);
  }

  append(file: TFile, text: string, options?: Options): Promise<void> {
    return this.adapter.append(file.path, text, options);
  }

  appendBinary(file: TFile, bytes: ArrayBuffer, options?: Options): Promise<void> {
    return this.adapter.appendBinary(file.path, bytes, options);
  }

  process(file: TFile, fn: (text: string) => string, options?: Options): Promise<string> {
    return this.adapter.process(file.path, fn, options);
  }

  async delete(file: TAbstractFile, force = false): Promise<void> {
    if (file instanceof TFolder) await this.adapter.rmdir(file.path, force || file.children.length > 0);
    else await this.adapter.remove(file.path);
  }

  /** `system: false` moves it to the vault's own `.trash`. */
  async trash(file: TAbstractFile, system: boolean): Promise<void> {
    if (system && await this.adapter.trashSystem(file.path)) return;
    await this.adapter.trashLocal(file.path);
  }

  async rename(file: TAbstractFile, newPath: string): Promise<void> {
    const target = normalizePath(newPath);
    if (target === file.path) return;
    // On a disk that ignores case, `note.md` and `Note.md` are one file.
    if (target.toLowerCase() !== file.path.toLowerCase()) await this.refuseExisting(target, 'Destination file already exists!');
    await this.moving(file, target, () => this.adapter.rename(file.path, target));
  }

  async copy<T extends TAbstractFile>(file: T, newPath: string): Promise<T> {
    if (!(file instanceof TFile)) throw new Error('the host copies files only');
    await this.adapter.copy(file.path, newPath);
    return this.made(newPath) as TAbstractFile as T;
  }

  static recurseChildren(root: TFolder, callback: (file: TAbstractFile) => unknown): void {
    callback(root);
    for (const child of root.children) {
      if (child instanceof TFolder) Vault.recurseChildren(child, callback);
      else callback(child);
    }
  }

  /** Looks at the disk after the app's own write. */
  private async reconcile(path: string): Promise<void> {
    if (path.split('/').some((name) => name.startsWith('.'))) return;
    await this.lookAt([path]);
  }

  protected readEntries(paths: readonly string[]): Promise<(FolderEntry | null)[]> {
    return call('vault.entriesAt', this.basePath, paths);
  }

  private async refuseExisting(path: string, message: string): Promise<void> {
    if (await this.adapter.exists(path)) throw new Error(message);
  }

  private made(path: string): TFile {
    const file = this.getFileByPath(normalizePath(path));
    if (!file) throw new Error(`the file ${path} is not in the vault`);
    return file;
  }
}
