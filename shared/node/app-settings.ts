// The settings files that Obsidian keeps in a vault's configuration folder. Read for what a verb follows; written, where a
// verb edits one, by compare-and-swap and atomically. Not ledgered (`decisions.md` 9), and never followed out of the vault.
import { mkdirSync, readFileSync, realpathSync, renameSync, rmSync } from 'node:fs';
import { join, sep } from 'node:path';
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
  constructor(private readonly root: string, name: string = APP_FOLDER) {
    if (!/^\.[^./\\\p{Cc}][^/\\\p{Cc}]*$/u.test(name) || ['.touchstone', '.trash', '.git'].includes(name.toLowerCase())) {
      throw new TouchstoneError('E_USAGE', `\`${name}\` can't be Obsidian's configuration folder.`, {
        hint: 'It is a folder at the top of the vault whose name begins with a dot, `.obsidian` by default.',
        details: { folder: name },
      });
    }
    this.folder = join(root, name);
  }

  /** The text of a file, `null` when it is not there. @throws E_POLICY when it is a link out of the vault */
  read(file: string): string | null {
    const full = this.inside(join(this.folder, file));
    return full === null ? null : readFileSync(full, 'utf8');
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
    mkdirSync(this.folder, { recursive: true });
    const folder = this.inside(this.folder) ?? this.folder;
    const full = this.inside(join(folder, file)) ?? join(folder, file);
    const temporary = `${full}.touchstone-${process.pid}`;
    writeSynced(temporary, new TextEncoder().encode(text));
    try {
      if (this.read(file) !== expected) throw changed(file);
      renameSync(temporary, full);
    } catch (error) {
      rmSync(temporary, { force: true });
      throw error;
    }
    syncFolder(folder);
  }

  /** The real path, which lies in the vault; `null` when there is nothing. */
  private inside(full: string): string | null {
    let real: string;
    try {
      real = realpathSync.native(full);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
      throw error;
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
