// The files below `.touchstone/` where there is no Node: through the app's adapter, which reaches dot-folders too.
import type { DataAdapter } from 'obsidian';
import type { FileStat, StateFiles } from '../../shared/vault/ports';

/** Where caches are written before they are renamed into place. */
const TEMPORARY_FOLDER = 'local/tmp';

export class AdapterState implements StateFiles {
  private written = 0;

  /** `folder` is `.touchstone`, relative to the vault. */
  constructor(private readonly adapter: DataAdapter, private readonly folder = '.touchstone') {}

  async read(path: string): Promise<Uint8Array | null> {
    if ((await this.stat(path)) === null) return null;
    return new Uint8Array(await this.adapter.readBinary(this.full(path)));
  }

  /** The adapter reads whole files only. */
  async readRange(path: string, start: number, end: number): Promise<Uint8Array> {
    return new Uint8Array(await this.adapter.readBinary(this.full(path))).subarray(start, end);
  }

  async stat(path: string): Promise<FileStat | null> {
    const stat = await this.adapter.stat(this.full(path));
    return stat && appStat(stat);
  }

  async list(folder: string): Promise<string[]> {
    if (!(await this.adapter.exists(this.full(folder)))) return [];
    const { files, folders } = await this.adapter.list(this.full(folder));
    return [...files, ...folders].map((path) => path.slice(path.lastIndexOf('/') + 1)).sort();
  }

  async writeSynced(path: string, bytes: Uint8Array): Promise<void> {
    await this.makeFolder(path);
    await this.adapter.writeBinary(this.full(path), exactly(bytes));
  }

  async writeCache(path: string, bytes: Uint8Array): Promise<void> {
    const temporary = `${TEMPORARY_FOLDER}/app.${this.written++}`;
    await this.writeSynced(temporary, bytes);
    await this.rename(temporary, path);
  }

  async append(path: string, offset: number, bytes: Uint8Array): Promise<void> {
    const before = offset === 0 ? new Uint8Array() : await this.readRange(path, 0, offset);
    try {
      await this.makeFolder(path);
      if (offset === 0) await this.adapter.writeBinary(this.full(path), exactly(bytes));
      else await this.adapter.append(this.full(path), new TextDecoder().decode(bytes));
    } catch (error) {
      if (offset > 0) await this.adapter.writeBinary(this.full(path), exactly(before));
      throw error;
    }
  }

  async truncate(path: string, size: number): Promise<void> {
    await this.adapter.writeBinary(this.full(path), exactly(await this.readRange(path, 0, size)));
  }

  async remove(path: string): Promise<void> {
    if (await this.adapter.exists(this.full(path))) await this.adapter.remove(this.full(path));
  }

  async rename(from: string, to: string): Promise<void> {
    await this.makeFolder(to);
    await this.remove(to);
    await this.adapter.rename(this.full(from), this.full(to));
  }

  private async makeFolder(path: string): Promise<void> {
    const slash = path.lastIndexOf('/');
    const folder = slash < 0 ? this.folder : this.full(path.slice(0, slash));
    if (!(await this.adapter.exists(folder))) await this.adapter.mkdir(folder);
  }

  private full(path: string): string {
    return `${this.folder}/${path}`;
  }
}

/** The adapter knows milliseconds, and no inode. */
export function appStat(stat: { type: 'file' | 'folder'; mtime: number; ctime: number; size: number }): FileStat {
  return { kind: stat.type, size: stat.size, mtime: `${Math.round(stat.mtime)}000000`, ctime: `${Math.round(stat.ctime)}000000`, inode: '0' };
}

/** A buffer that holds these bytes and no others. */
export function exactly(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}
