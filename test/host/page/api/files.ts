// The files and folders of a vault. The vault alone changes them; an object lives as long as its file, renames included.
import type * as Obsidian from 'obsidian';
import { folderOf, nameOf, splitName } from './paths';
import type { Vault } from './vault';

export abstract class TAbstractFile {
  name = '';
  parent: TFolder | null = null;

  constructor(readonly vault: Vault, public path: string) {
    this.setPath(path);
  }

  setPath(path: string): void {
    this.path = path;
    this.name = path === '/' ? '' : nameOf(path);
  }

  /** The app calls it too; `''` for what lies in the vault itself. */
  getParentPath(): string {
    return folderOf(this.path);
  }
}

export class TFile extends TAbstractFile {
  stat: Obsidian.FileStats = { ctime: 0, mtime: 0, size: 0 };
  declare basename: string;
  declare extension: string;
  /** What the disk's entry was when it was last looked at. */
  stamp = '';

  override setPath(path: string): void {
    super.setPath(path);
    Object.assign(this, splitName(this.name));
  }
}

export class TFolder extends TAbstractFile {
  readonly children: TAbstractFile[] = [];

  isRoot(): boolean {
    return this.path === '/';
  }
}
