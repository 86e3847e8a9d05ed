// The files below `.touchstone/` where there is no Node: through the app's adapter, which reaches dot-folders too.
import type { DataAdapter } from 'obsidian';
import type { FileStat, StateFiles } from '../../shared/vault/ports';

/** Where caches are written before they are renamed into place. */
const TEMPORARY_FOLDER = 'local/tmp';

/** A whole copy that has yet to take a file's place, and one that is still being written. */
const COPY = '.copy';
const UNFINISHED = '.unfinished';

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
    return this.finishRewrites(folder, [...files, ...folders].map((path) => path.slice(path.lastIndexOf('/') + 1)));
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

  async appendCache(path: string, bytes: Uint8Array): Promise<void> {
    await this.adapter.append(this.full(path), new TextDecoder().decode(bytes));
  }

  async append(path: string, offset: number, bytes: Uint8Array): Promise<void> {
    try {
      await this.makeFolder(path);
      if (offset === 0) await this.adapter.writeBinary(this.full(path), exactly(bytes));
      else await this.adapter.append(this.full(path), new TextDecoder().decode(bytes));
    } catch (error) {
      await this.cutBack(path, offset);
      throw error;
    }
  }

  async truncate(path: string, size: number): Promise<void> {
    await this.rewrite(path, await this.readRange(path, 0, size));
  }

  async remove(path: string): Promise<void> {
    if (await this.adapter.exists(this.full(path))) await this.adapter.remove(this.full(path));
  }

  async rename(from: string, to: string): Promise<void> {
    await this.makeFolder(to);
    await this.remove(to);
    await this.adapter.rename(this.full(from), this.full(to));
  }

  private async cutBack(path: string, size: number): Promise<void> {
    const now = (await this.stat(path))?.size ?? 0;
    if (now <= size) return;
    if (size === 0) await this.remove(path);
    else await this.truncate(path, size);
  }

  /** The adapter can't cut a file off: a whole copy takes its place, and one of the two is there at every moment. */
  private async rewrite(path: string, bytes: Uint8Array): Promise<void> {
    await this.adapter.writeBinary(this.full(path + UNFINISHED), exactly(bytes));
    await this.rename(path + UNFINISHED, path + COPY);
    await this.rename(path + COPY, path);
  }

  /** Finishes what a killed app left between taking a file away and putting its copy there. */
  private async finishRewrites(folder: string, names: readonly string[]): Promise<string[]> {
    const left = names.filter((name) => name.endsWith(COPY));
    for (const name of left) await this.rename(`${folder}/${name}`, `${folder}/${name.slice(0, -COPY.length)}`);
    return [...new Set(names.map((name) => (left.includes(name) ? name.slice(0, -COPY.length) : name)))].sort();
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
