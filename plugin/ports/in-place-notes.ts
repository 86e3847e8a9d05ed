// Notes on a desktop: the Node adapter of the command line, but an existing note is changed through the app, which knows
// of edits that are not on disk yet (`decisions.md` 13).
import type { Vault } from 'obsidian';
import { TouchstoneError } from '../../shared/errors';
import { decodeNote } from '../../shared/vault/bytes';
import { STAGE_FOLDER } from '../../shared/vault/objects';
import type { Applied, Hash, NoteFiles, Sha256, Staged, StateFiles } from '../../shared/vault/ports';
import { targetClass } from '../../shared/vault/paths';
import { exchange } from './exchange';

interface DiskNotes extends NoteFiles {
  /** Makes the content of a note durable. */
  syncNote(path: string): void;
}

export class InPlaceNotes implements NoteFiles {
  constructor(
    private readonly disk: DiskNotes,
    private readonly vault: Pick<Vault, 'getFileByPath' | 'process'>,
    private readonly ports: { state: StateFiles; hash: Hash },
  ) {}

  read: NoteFiles['read'] = (path) => this.disk.read(path);
  stat: NoteFiles['stat'] = (path) => this.disk.stat(path);
  list: NoteFiles['list'] = (folder) => this.disk.list(folder);
  create: NoteFiles['create'] = (path, staged) => this.disk.create(path, staged);
  remove: NoteFiles['remove'] = (path, expected, trash) => this.disk.remove(path, expected, trash);
  syncFolders: NoteFiles['syncFolders'] = (folders) => this.disk.syncFolders(folders);

  async prepare(path: string, change: 'create' | 'replace' | 'remove'): Promise<void> {
    await this.disk.prepare(path, change);
    if (change !== 'replace' || targetClass(path) !== 'note') return;
    const bytes = await this.disk.read(path);
    if (bytes !== null && decodeNote(bytes) === null) throw notText(path);
  }

  async replace(path: string, expected: Sha256, staged: Staged): Promise<Applied> {
    const file = this.vault.getFileByPath(path);
    const after = decodeNote(staged.bytes);
    const bytes = await this.disk.read(path);
    const found = bytes && (await this.ports.hash.sha256(bytes));
    const before = bytes && decodeNote(bytes);
    if (found !== expected) return { kind: 'foreign', found };
    // The settings, an attachment, and a note that the app has not noticed yet.
    if (file === null || before === null || after === null) return this.disk.replace(path, expected, staged);
    const { hash } = this.ports;
    const applied = await exchange({
      process: (change) => this.vault.process(file, change), isThere: async () => (await this.disk.read(path)) !== null, hash,
    }, before, after);
    if (applied.kind !== 'done') return applied;
    // The stage is the only durable copy until the app's write is one.
    this.disk.syncNote(path);
    await this.ports.state.remove(`${STAGE_FOLDER}/${staged.name}`);
    return { kind: 'done' };
  }
}

export function notText(path: string): TouchstoneError {
  return new TouchstoneError('E_INTEGRITY', `\`${path}\` is not valid UTF-8, and the app would lose its bytes.`, {
    hint: 'Change it with the command line, or save it as UTF-8 in an editor.',
    details: { path },
  });
}
