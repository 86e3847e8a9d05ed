// Notes where there is no Node: through the app's adapter and vault. A phone runs one process, so what is compared and
// what is written meet no other program but a sync.
import type { DataAdapter, Vault } from 'obsidian';
import { TouchstoneError } from '../../shared/errors';
import { decodeNote } from '../../shared/vault/bytes';
import { CONFIG_PATH, folderOf } from '../../shared/vault/paths';
import { STAGE_FOLDER } from '../../shared/vault/objects';
import type { Applied, FileStat, FolderEntry, Hash, NoteFiles, Sha256, Staged, StateFiles } from '../../shared/vault/ports';
import { appStat, exactly } from './adapter-state';
import { exchange } from './exchange';
import { notText } from './in-place-notes';

export class AdapterNotes implements NoteFiles {
  private readonly adapter: DataAdapter;

  constructor(private readonly vault: Vault, private readonly ports: { state: StateFiles; hash: Hash }) {
    this.adapter = vault.adapter;
  }

  async read(path: string): Promise<Uint8Array | null> {
    const stat = await this.adapter.stat(path);
    if (stat === null) return null;
    if (stat.type === 'folder') throw new TouchstoneError('E_USAGE', `\`${path}\` is a folder, not a note.`, { details: { path } });
    return new Uint8Array(await this.adapter.readBinary(path));
  }

  async stat(path: string): Promise<FileStat | null> {
    const stat = await this.adapter.stat(path);
    return stat && appStat(stat);
  }

  async list(folder: string): Promise<FolderEntry[]> {
    const at = folder === '' ? '/' : folder;
    if (!(await this.adapter.exists(at))) return [];
    const { files, folders } = await this.adapter.list(at);
    const entries = (paths: readonly string[], kind: 'file' | 'folder'): FolderEntry[] => paths
      .map((path) => ({ name: path.slice(path.lastIndexOf('/') + 1).normalize('NFC'), kind }))
      .filter(({ name }) => !name.startsWith('.'));
    return [...entries(files, 'file'), ...entries(folders, 'folder')];
  }

  async prepare(path: string, change: 'create' | 'replace' | 'remove'): Promise<void> {
    if (change === 'create') await this.makeFolder(folderOf(path));
    const bytes = change === 'replace' && path !== CONFIG_PATH ? await this.read(path) : null;
    if (bytes !== null && decodeNote(bytes) === null) throw notText(path);
  }

  async create(path: string, staged: Staged): Promise<Applied> {
    await this.makeFolder(folderOf(path));
    const there = await this.read(path);
    const found = there && (await this.ports.hash.sha256(there));
    if (found !== null && found !== staged.sha256) return { kind: 'foreign', found };
    if (found === null) await this.adapter.writeBinary(path, exactly(staged.bytes));
    await this.dropStage(staged);
    return { kind: 'done' };
  }

  async replace(path: string, expected: Sha256, staged: Staged): Promise<Applied> {
    const bytes = await this.read(path);
    const found = bytes && (await this.ports.hash.sha256(bytes));
    const before = bytes && decodeNote(bytes);
    const after = decodeNote(staged.bytes);
    if (found !== expected || before === null || after === null) return { kind: 'foreign', found };
    const applied = await exchange({
      process: (change) => this.adapter.process(path, change), isThere: () => this.adapter.exists(path), hash: this.ports.hash,
    }, before, after);
    if (applied.kind !== 'done') return applied;
    await this.dropStage(staged);
    return { kind: 'done' };
  }

  async remove(path: string, expected: Sha256, trash: boolean): Promise<Applied> {
    const bytes = await this.read(path);
    const found = bytes && (await this.ports.hash.sha256(bytes));
    if (found !== expected) return { kind: 'foreign', found };
    if (trash) await this.adapter.trashLocal(path);
    else await this.adapter.remove(path);
    return { kind: 'done' };
  }

  /** The system writes when it pleases; nothing here can make it. */
  syncFolders(): void {
    return;
  }

  private async dropStage(staged: Staged): Promise<void> {
    await this.ports.state.remove(`${STAGE_FOLDER}/${staged.name}`);
  }

  private async makeFolder(folder: string): Promise<void> {
    if (folder !== '' && !(await this.adapter.exists(folder))) await this.adapter.mkdir(folder);
  }
}
