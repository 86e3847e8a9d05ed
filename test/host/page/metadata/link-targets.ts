// Which file a link means, by the app's order: the exact path, else the name, the same folder and short paths first.
import type { TFile } from '../api/files';
import { folderOf } from '../api/paths';

export class LinkTargets {
  private readonly byName = new Map<string, TFile[]>();

  add(file: TFile): void {
    const key = file.name.toLowerCase();
    this.byName.set(key, [...this.byName.get(key) ?? [], file]);
  }

  /** `name`: the one that it was added by. */
  remove(file: TFile, name: string): void {
    const key = name.toLowerCase();
    this.byName.set(key, (this.byName.get(key) ?? []).filter((other) => other !== file));
  }

  /** Files of that name, as many as there are. */
  named(name: string): readonly TFile[] {
    return this.byName.get(name.toLowerCase()) ?? [];
  }

  find(linkpath: string, sourcePath: string): TFile | null {
    const wanted = (linkpath.startsWith('.') ? beside(sourcePath, linkpath) : linkpath.replace(/^\//, '')).toLowerCase();
    const name = wanted.slice(wanted.lastIndexOf('/') + 1);
    const candidates = [...this.named(name), ...this.named(`${name}.md`)]
      .filter((file) => fits(file.path.toLowerCase(), wanted));
    const [best] = candidates.sort((a, b) => rank(a, wanted, sourcePath) - rank(b, wanted, sourcePath) || (a.path < b.path ? -1 : 1));
    return best ?? null;
  }
}

function fits(path: string, wanted: string): boolean {
  return [wanted, `${wanted}.md`].some((end) => path === end || path.endsWith(`/${end}`));
}

function rank(file: TFile, wanted: string, sourcePath: string): number {
  const path = file.path.toLowerCase();
  if (path === wanted || path === `${wanted}.md`) return -2;
  if (folderOf(file.path) === folderOf(sourcePath)) return -1;
  return file.path.length;
}

function beside(sourcePath: string, link: string): string {
  const parts = folderOf(sourcePath).split('/').filter(Boolean);
  for (const step of link.split('/')) {
    if (step === '..') parts.pop();
    else if (step !== '.') parts.push(step);
  }
  return parts.join('/');
}
