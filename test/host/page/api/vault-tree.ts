// The tree of files that the vault knows, kept equal to the disk: whatever changed it, the entry found there is
// compared with what was known, and the difference becomes one event.
import type { FolderEntry } from '../../wire';
import { Events } from './events';
import { TFile, TFolder, type TAbstractFile } from './files';
import { folderOf, normalizePath } from './paths';
import type { Vault } from './vault';

export abstract class VaultTree extends Events {
  protected readonly files = new Map<string, TAbstractFile>();
  protected readonly root: TFolder;
  /**
   * Looks at the disk and renames, one after the other: so what is applied is never older than what was, and a rename
   * is never seen half done, as a deletion and a creation.
   */
  private steps: Promise<unknown> = Promise.resolve();

  constructor() {
    super();
    this.root = new TFolder(this as unknown as Vault, '/');
    this.files.set('/', this.root);
  }

  getAbstractFileByPath(path: string): TAbstractFile | null {
    return this.files.get(path) ?? null;
  }

  getFileByPath(path: string): TFile | null {
    const file = this.files.get(path);
    return file instanceof TFile ? file : null;
  }

  getFolderByPath(path: string): TFolder | null {
    const folder = this.files.get(path);
    return folder instanceof TFolder ? folder : null;
  }

  getRoot(): TFolder {
    return this.root;
  }

  getAllLoadedFiles(): TAbstractFile[] {
    return [...this.files.values()];
  }

  getAllFolders(includeRoot = false): TFolder[] {
    return this.getAllLoadedFiles().filter((file): file is TFolder => file instanceof TFolder && (includeRoot || !file.isRoot()));
  }

  getFiles(): TFile[] {
    return this.getAllLoadedFiles().filter((file): file is TFile => file instanceof TFile);
  }

  getMarkdownFiles(): TFile[] {
    return this.getFiles().filter((file) => file.extension === 'md');
  }

  /** Compares what the disk has at these paths with what is known. */
  lookAt(paths: readonly string[]): Promise<void> {
    return this.step(async () => {
      const entries = await this.readEntries(paths);
      paths.forEach((path, index) => { this.applyEntry(path.normalize('NFC'), entries[index] ?? null); });
    });
  }

  protected abstract readEntries(paths: readonly string[]): Promise<(FolderEntry | null)[]>;

  private step<T>(work: () => Promise<T>): Promise<T> {
    const done = this.steps.then(work);
    this.steps = done.catch(() => undefined);
    return done;
  }

  /** Triggers `create`, `modify`, `delete`, or nothing when all is as it was known. */
  protected applyEntry(path: string, entry: FolderEntry | null): void {
    const known = this.files.get(path);
    if (known && (entry === null || (known instanceof TFile) !== (entry.kind === 'file'))) this.removeFile(known);
    if (entry === null) return;
    const still = this.files.get(path);
    if (!still) this.addFile(path, entry);
    else if (still instanceof TFile && still.stamp !== entry.stamp) {
      describe(still, entry);
      this.trigger('modify', still);
    }
  }

  private addFile(path: string, entry: FolderEntry): void {
    const parent = this.files.get(folderOf(path) || '/');
    // Its folder's own change is on the way and lists what is inside.
    if (!(parent instanceof TFolder)) return;
    const file = entry.kind === 'file' ? new TFile(this as unknown as Vault, path) : new TFolder(this as unknown as Vault, path);
    if (file instanceof TFile) describe(file, entry);
    this.files.set(path, file);
    adopt(parent, file);
    this.trigger('create', file);
  }

  private removeFile(file: TAbstractFile): void {
    if (file instanceof TFolder) for (const child of [...file.children]) this.removeFile(child);
    this.files.delete(file.path);
    file.parent?.children.remove(file);
    file.parent = null;
    this.trigger('delete', file);
  }

  /** Runs the renaming on disk, then moves the same objects and triggers `rename` for each of them. */
  protected moving(file: TAbstractFile, newPath: string, rename: () => Promise<void>): Promise<void> {
    return this.step(async () => {
      await rename();
      this.moveFile(file, normalizePath(newPath));
    });
  }

  private moveFile(file: TAbstractFile, newPath: string): void {
    const parent = this.files.get(folderOf(newPath) || '/');
    if (parent instanceof TFolder) {
      file.parent?.children.remove(file);
      adopt(parent, file);
    }
    this.repath(file, newPath);
  }

  private repath(file: TAbstractFile, newPath: string): void {
    const oldPath = file.path;
    this.files.delete(oldPath);
    file.setPath(newPath);
    this.files.set(newPath, file);
    this.trigger('rename', file, oldPath);
    if (file instanceof TFolder) for (const child of file.children) this.repath(child, `${newPath}/${child.name}`);
  }
}

function adopt(parent: TFolder, file: TAbstractFile): void {
  file.parent = parent;
  parent.children.push(file);
}

function describe(file: TFile, { ctime, mtime, size, stamp }: FolderEntry): void {
  file.stat = { ctime, mtime, size };
  file.stamp = stamp;
}
