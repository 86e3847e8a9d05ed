// The disk as the app's `DataAdapter`: paths are relative to the vault, dot-folders can be reached too. Writes wait for
// each other, but not for other programs.
import type * as Obsidian from 'obsidian';
import { call } from '../bridge';
import type { BridgedEntry, BridgedStats } from '../node/stats';
import { folderOf, nameOf, normalizePath } from './paths';
import type { Public } from './public';

type Options = Obsidian.DataWriteOptions | undefined;

export abstract class HostAdapter implements Public<Obsidian.DataAdapter> {
  /** Told after each change that was made through this adapter; the vault looks at the path then. */
  onChanged: (path: string) => Promise<void> = () => Promise.resolve();
  private queue: Promise<unknown> = Promise.resolve();

  constructor(protected readonly basePath: string) {}

  getName(): string {
    return nameOf(this.basePath);
  }

  getFullPath(path: string): string {
    const normal = normalizePath(path);
    return normal === '/' ? this.basePath : `${this.basePath}/${normal}`;
  }

  async exists(path: string, sensitive = false): Promise<boolean> {
    if (!await call<boolean>('fs.existsSync', this.getFullPath(path))) return false;
    return !sensitive || path === '/' || (await call<string[]>('fs.readdirSync', this.getFullPath(folderOf(path)))).includes(nameOf(path));
  }

  async stat(path: string): Promise<Obsidian.Stat | null> {
    const stat = await call<BridgedStats | undefined>('fs.statSync', this.getFullPath(path), { throwIfNoEntry: false });
    if (!stat) return null;
    const { birthtimeMs, mtimeMs, size } = stat as unknown as Record<string, number>;
    return { type: stat.isFile() ? 'file' : 'folder', ctime: Math.round(birthtimeMs ?? 0), mtime: Math.round(mtimeMs ?? 0), size: size ?? 0 };
  }

  async list(path: string): Promise<Obsidian.ListedFiles> {
    const entries = await call<BridgedEntry[]>('fs.readdirSync', this.getFullPath(path), { withFileTypes: true });
    const inFolder = (entry: BridgedEntry): string => (normalizePath(path) === '/' ? entry.name : `${normalizePath(path)}/${entry.name}`);
    return {
      files: entries.filter((entry) => entry.isFile()).map(inFolder),
      folders: entries.filter((entry) => entry.isDirectory()).map(inFolder),
    };
  }

  read(path: string): Promise<string> {
    return call('fs.readFileSync', this.getFullPath(path), 'utf8');
  }

  async readBinary(path: string): Promise<ArrayBuffer> {
    const bytes = await call<Uint8Array<ArrayBuffer>>('fs.readFileSync', this.getFullPath(path));
    return bytes.buffer;
  }

  write(path: string, text: string, options?: Options): Promise<void> {
    return this.change(path, () => this.put(path, text, options));
  }

  writeBinary(path: string, bytes: ArrayBuffer, options?: Options): Promise<void> {
    return this.change(path, () => this.put(path, new Uint8Array(bytes), options));
  }

  append(path: string, text: string, options?: Options): Promise<void> {
    return this.change(path, () => this.add(path, text, options));
  }

  appendBinary(path: string, bytes: ArrayBuffer, options?: Options): Promise<void> {
    return this.change(path, () => this.add(path, new Uint8Array(bytes), options));
  }

  /** Atomic among the calls of this app only: another program may write between the reading and the writing. */
  async process(path: string, fn: (text: string) => string, options?: Options): Promise<string> {
    let after = '';
    await this.change(path, async () => {
      const before = await this.read(path);
      after = fn(before);
      if (after !== before) await this.put(path, after, options);
    });
    return after;
  }

  getResourcePath(path: string): string {
    return `/vault/${normalizePath(path).split('/').map(encodeURIComponent).join('/')}`;
  }

  mkdir(path: string): Promise<void> {
    return this.change(path, () => call('fs.mkdirSync', this.getFullPath(path), { recursive: true }));
  }

  /** The host keeps the system's trash beside the vault. */
  async trashSystem(path: string): Promise<boolean> {
    await this.change(path, () => call('vault.moveToFreeName', this.getFullPath(path), `${this.basePath}.system-trash`));
    return true;
  }

  trashLocal(path: string): Promise<void> {
    const folder = folderOf(normalizePath(path));
    return this.change(path, () => call('vault.moveToFreeName', this.getFullPath(path), `${this.basePath}/.trash${folder && `/${folder}`}`));
  }

  rmdir(path: string, recursive: boolean): Promise<void> {
    const remove = (): Promise<void> => (recursive
      ? call('fs.rmSync', this.getFullPath(path), { recursive: true })
      : call('fs.rmdirSync', this.getFullPath(path)));
    return this.change(path, remove);
  }

  remove(path: string): Promise<void> {
    return this.change(path, () => call('fs.unlinkSync', this.getFullPath(path)));
  }

  async rename(path: string, newPath: string): Promise<void> {
    await this.enqueue(() => call('fs.renameSync', this.getFullPath(path), this.getFullPath(newPath)));
  }

  copy(path: string, newPath: string): Promise<void> {
    const exclusively = 1;
    return this.change(newPath, () => call('fs.copyFileSync', this.getFullPath(path), this.getFullPath(newPath), exclusively));
  }

  private async put(path: string, content: string | Uint8Array, options: Options): Promise<void> {
    await call('fs.writeFileSync', this.getFullPath(path), content);
    await this.setTimes(path, options);
  }

  private async add(path: string, content: string | Uint8Array, options: Options): Promise<void> {
    await call('fs.appendFileSync', this.getFullPath(path), content);
    await this.setTimes(path, options);
  }

  private async setTimes(path: string, options: Options): Promise<void> {
    if (options?.mtime === undefined) return;
    await call('fs.utimesSync', this.getFullPath(path), new Date(options.mtime), new Date(options.mtime));
  }

  private async change(path: string, work: () => Promise<void>): Promise<void> {
    await this.enqueue(work);
    await this.onChanged(normalizePath(path));
  }

  private enqueue(work: () => Promise<void>): Promise<void> {
    const done = this.queue.then(work);
    this.queue = done.catch(() => undefined);
    return done;
  }
}

/** The desktop app's. */
export class FileSystemAdapter extends HostAdapter implements Public<Obsidian.FileSystemAdapter> {
  getBasePath(): string {
    return this.basePath;
  }

  getFilePath(path: string): string {
    return `file://${this.getFullPath(path)}`;
  }

  static async readLocalFile(path: string): Promise<ArrayBuffer> {
    return (await call<Uint8Array<ArrayBuffer>>('fs.readFileSync', path)).buffer;
  }

  static mkdir(path: string): Promise<void> {
    return call('fs.mkdirSync', path, { recursive: true });
  }
}

/** The phone app's: it does not say where on the device the vault lies. */
export class CapacitorAdapter extends HostAdapter implements Public<Obsidian.CapacitorAdapter> {}
