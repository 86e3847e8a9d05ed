// Finds the real file behind a vault path: never outside the vault, and whichever Unicode form its name has on disk.
import type { Stats } from 'node:fs';
import { lstatSync, readdirSync, realpathSync } from 'node:fs';
import { basename, dirname, join, sep } from 'node:path';
import { TouchstoneError } from '../errors';
import { CONFIG_PATH, folderOf, nameOf } from '../vault/paths';
import { monotonicMs } from './hash';

const QUIETLY = { throwIfNoEntry: false } as const;
const NON_ASCII = /\P{ASCII}/u;

/** A folder that was checked is not checked again for so long, in milliseconds: a walk asks for each thousands of times. */
const CHECKED_FOR_MS = 1000;

/** Resolves paths of one vault. A folder may become a link at any time, and the app and `batch` live for long. */
export class Locator {
  private readonly folders = new Map<string, string>();
  private checkedAt = 0;

  /** `root` is the vault's real path. */
  constructor(readonly root: string, private readonly clock = monotonicMs) {}

  /**
   * The absolute path of a note or file, symlinks resolved; it need not exist.
   * E_POLICY when its real path is outside the vault.
   */
  locate(path: string): string {
    return this.find(path).full;
  }

  /** As {@link locate}, with the stat of what is there. */
  find(path: string): { full: string; stat: Stats | undefined } {
    const folder = folderOf(path);
    const realFolder = path === CONFIG_PATH ? join(this.root, '.touchstone') : this.folder(folder);
    const full = `${realFolder}${sep}${this.nameOnDisk(realFolder, nameOf(path))}`;
    const stat = lstatSync(full, QUIETLY);
    if (!stat?.isSymbolicLink()) return { full, stat };
    const real = this.inside(path, full);
    return { full: real, stat: lstatSync(real, QUIETLY) };
  }

  /** The absolute path of a folder; below a folder that does not exist the rest is taken literally. */
  folder(path: string): string {
    if (path === '') return this.root;
    if (this.clock() - this.checkedAt > CHECKED_FOR_MS) {
      this.folders.clear();
      this.checkedAt = this.clock();
    }
    const known = this.folders.get(path);
    if (known !== undefined) return known;
    const parent = dirname(path);
    const realParent = this.folder(parent === '.' ? '' : parent);
    const full = join(realParent, this.nameOnDisk(realParent, basename(path)));
    const real = isLink(full) ? this.inside(path, full) : full;
    if (isThere(real)) this.folders.set(path, real);
    return real;
  }

  /** Whether a link leads to something inside the vault. */
  leadsInside(full: string): boolean {
    try {
      const real = realpathSync.native(full);
      return real === this.root || real.startsWith(this.root + sep);
    } catch {
      return false;
    }
  }

  private inside(path: string, full: string): string {
    if (this.leadsInside(full)) return realpathSync.native(full);
    throw new TouchstoneError('E_POLICY', `\`${path}\` is a link that leads out of the vault, or nowhere; links are not followed there.`, {
      hint: 'Put the note itself into the vault.',
      details: { path },
    });
  }

  /** A name that a program wrote in another Unicode form (macOS: decomposed) is the same name. */
  private nameOnDisk(folder: string, name: string): string {
    if (!NON_ASCII.test(name) || isThere(join(folder, name))) return name;
    try {
      return readdirSync(folder).find((candidate) => candidate.normalize('NFC') === name.normalize('NFC')) ?? name;
    } catch {
      return name;
    }
  }
}

function isLink(full: string): boolean {
  return lstatSync(full, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
}

function isThere(full: string): boolean {
  return lstatSync(full, { throwIfNoEntry: false }) !== undefined;
}
