// The settings files that Obsidian keeps in a vault's configuration folder. Read for what a verb follows; written, where a
// verb edits one, by compare-and-swap and atomically. Not ledgered (`decisions.md` 9), and never followed out of the vault.
import { lstatSync, mkdirSync, readFileSync, realpathSync, renameSync, rmSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { TouchstoneError } from '../errors';
import { syncFolder, writeSynced } from './durable';

/** What the app calls the folder unless somebody chose another. */
const APP_FOLDER = '.obsidian';

export class AppSettings {
  private readonly folder: string;

  /**
   * @param root the vault's real path
   * @param name of the configuration folder: a dot-name at the top of the vault
   * @throws E_USAGE for another name
   */
  constructor(private readonly root: string, readonly name: string = APP_FOLDER) {
    if (!/^\.[^./\\\p{Cc}][^/\\\p{Cc}]*$/u.test(name) || ['.touchstone', '.trash', '.git'].includes(name.toLowerCase())) {
      throw new TouchstoneError('E_USAGE', `\`${name}\` can't be Obsidian's configuration folder.`, {
        hint: 'It is a folder at the top of the vault whose name begins with a dot, `.obsidian` by default.',
        details: { folder: name },
      });
    }
    this.folder = join(root, name);
  }

  /** True when the vault has the folder. @throws E_POLICY when it is a link out of the vault */
  get exists(): boolean {
    return this.inside(this.folder) !== null;
  }

  /** The text of a file, `null` when it is not there. @throws E_POLICY when it is a link out of the vault */
  read(file: string): string | null {
    const bytes = this.readBytes(file);
    return bytes === null ? null : new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  }

  /** @param file its path in the configuration folder; for the errors see {@link read} */
  readBytes(file: string): Uint8Array | null {
    const full = this.inside(join(this.folder, file));
    return full === null ? null : readFileSync(full);
  }

  /** The JSON object in a file; empty when it is not there, or no object. */
  object(file: string): Readonly<Record<string, unknown>> {
    const text = this.read(file);
    try {
      const value: unknown = text === null ? null : JSON.parse(text);
      return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
    } catch {
      return {};
    }
  }

  /** Replaces a file if it still has the text `expected`. @throws E_CONFLICT when somebody wrote it meanwhile */
  replace(file: string, expected: string | null, text: string): void {
    this.put(file, new TextEncoder().encode(text), () => {
      if (this.read(file) !== expected) throw changed(file);
    });
  }

  /**
   * Writes a file of ours, whatever it held. Missing folders are made.
   * @param check called when the content is on the disk but not in its place yet; what it throws leaves all as it was
   */
  put(file: string, bytes: Uint8Array, check: () => void = () => undefined): void {
    const full = this.place(file);
    const temporary = `${full}.touchstone-${process.pid}`;
    writeSynced(temporary, bytes);
    try {
      check();
      renameSync(temporary, full);
    } catch (error) {
      rmSync(temporary, { force: true });
      throw error;
    }
    syncFolder(dirname(full));
  }

  /** Where a file is or goes, its folder made. Looked at from the top, so that nothing is made behind a link. */
  private place(file: string): string {
    let folder = this.folder;
    for (const name of file.split('/')) {
      const real = this.inside(folder) ?? folder;
      mkdirSync(real, { recursive: true });
      folder = join(real, name);
    }
    return this.inside(folder) ?? folder;
  }

  /** The real path, which lies in the vault; `null` when there is nothing. */
  private inside(full: string): string | null {
    let real: string;
    try {
      real = realpathSync.native(full);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      // A link to nothing is one too: what it names may be made at any time.
      if (lstatSync(full, { throwIfNoEntry: false })?.isSymbolicLink() !== true) return null;
      real = '';
    }
    if (real.startsWith(this.root + sep)) return real;
    throw new TouchstoneError('E_POLICY', `\`${full.slice(this.root.length + 1)}\` is a link that leads out of the vault; links are not followed there.`, {
      hint: 'Put the file itself into the vault.',
      details: { path: full.slice(this.root.length + 1) },
    });
  }
}

function changed(file: string): TouchstoneError {
  return new TouchstoneError('E_CONFLICT', `Somebody else wrote \`${file}\` meanwhile; nothing was changed.`, {
    hint: 'Run the command again.',
    details: { path: file },
  });
}
