// `MetadataCache`. Notes are read the first time that somebody asks for one, as if the app had cached them in an
// earlier run; from then on, and for all links, it follows the vault's events.
import type { CachedMetadata } from 'obsidian';
import { call } from '../bridge';
import { NoteTexts } from '../metadata/note-texts';
import { LinkTargets } from '../metadata/link-targets';
import { parseMetadata } from '../metadata/parse';
import { Events } from './events';
import { TFile, type TAbstractFile } from './files';
import { getLinkpath } from './paths';
import type { Vault } from './vault';

type LinkCounts = Record<string, Record<string, number>>;

export class MetadataCache extends Events {
  private readonly caches = new Map<string, CachedMetadata>();
  private readonly texts: NoteTexts;
  private readonly targets = new LinkTargets();
  private counts: { resolved: LinkCounts; unresolved: LinkCounts } | null = null;
  private reading = 0;

  constructor(private readonly vault: Vault) {
    super();
    this.texts = new NoteTexts(() => vault.getMarkdownFiles().map(({ path }) => path).filter((path) => !this.caches.has(path)), (path) => vault.adapter.getFullPath(path));
    vault.on('create', (file: TAbstractFile) => { if (file instanceof TFile) this.created(file); });
    vault.on('modify', (file: TAbstractFile) => { if (file instanceof TFile) void this.read(file); });
    vault.on('delete', (file: TAbstractFile) => { if (file instanceof TFile) this.deleted(file); });
    vault.on('rename', (file: TAbstractFile, oldPath: string) => { if (file instanceof TFile) this.renamed(file, oldPath); });
  }

  get resolvedLinks(): LinkCounts {
    return this.links().resolved;
  }

  get unresolvedLinks(): LinkCounts {
    return this.links().unresolved;
  }

  getFileCache(file: TFile): CachedMetadata | null {
    return file.extension === 'md' ? this.getCache(file.path) : null;
  }

  getCache(path: string): CachedMetadata | null {
    const known = this.caches.get(path);
    if (known) return known;
    if (this.vault.getFileByPath(path)?.extension !== 'md') return null;
    const text = this.texts.take(path);
    return text === null ? null : this.keep(path, text);
  }

  getFirstLinkpathDest(linkpath: string, sourcePath: string): TFile | null {
    return linkpath === '' ? this.vault.getFileByPath(sourcePath) : this.targets.find(linkpath, sourcePath);
  }

  fileToLinktext(file: TFile, _sourcePath: string, omitMdExtension = true): string {
    const isShort = omitMdExtension && file.extension === 'md';
    const text = this.targets.named(file.name).length === 1 ? file.name : file.path;
    return isShort ? text.slice(0, -'.md'.length) : text;
  }

  /** After the vault was loaded: what the app tells when all it knew from before is in place. */
  tellResolved(): void {
    for (const file of this.vault.getMarkdownFiles()) this.trigger('resolve', file);
    this.trigger('resolved');
  }

  private created(file: TFile): void {
    this.targets.add(file);
    this.counts = null;
    // While the vault is loaded, the cache of an earlier run stands for this.
    if (this.isLoaded && file.extension === 'md') void this.read(file);
  }

  isLoaded = false;

  private async read(file: TFile): Promise<void> {
    if (file.extension !== 'md') return;
    this.texts.forget(file.path);
    this.reading += 1;
    try {
      const text = await call<string>('fs.readFileSync', this.vault.adapter.getFullPath(file.path), 'utf8');
      this.counts = null;
      this.trigger('changed', file, text, this.keep(file.path, text));
      this.trigger('resolve', file);
    } catch (error) {
      // Deleted before it was read; its own event follows.
      if ((error as { code?: string }).code !== 'ENOENT') throw error;
    } finally {
      this.reading -= 1;
    }
    if (this.reading === 0) this.trigger('resolved');
  }

  private deleted(file: TFile): void {
    const before = this.caches.get(file.path) ?? null;
    this.caches.delete(file.path);
    this.texts.forget(file.path);
    this.targets.remove(file, file.name);
    this.counts = null;
    if (file.extension === 'md') this.trigger('deleted', file, before);
  }

  private renamed(file: TFile, oldPath: string): void {
    const before = this.caches.get(oldPath);
    this.caches.delete(oldPath);
    this.texts.forget(oldPath);
    if (before) this.caches.set(file.path, before);
    this.targets.remove(file, oldPath.slice(oldPath.lastIndexOf('/') + 1));
    this.targets.add(file);
    this.counts = null;
  }

  private keep(path: string, text: string): CachedMetadata {
    const metadata = parseMetadata(text);
    this.caches.set(path, metadata);
    return metadata;
  }

  private links(): { resolved: LinkCounts; unresolved: LinkCounts } {
    this.counts ??= this.countLinks();
    return this.counts;
  }

  private countLinks(): { resolved: LinkCounts; unresolved: LinkCounts } {
    const counts: { resolved: LinkCounts; unresolved: LinkCounts } = { resolved: {}, unresolved: {} };
    for (const { path } of this.vault.getMarkdownFiles()) {
      const [resolved, unresolved] = [new Map<string, number>(), new Map<string, number>()];
      for (const link of linksOf(this.getCache(path))) {
        const target = this.getFirstLinkpathDest(link, path);
        const [map, key] = target ? [resolved, target.path] : [unresolved, link];
        map.set(key, (map.get(key) ?? 0) + 1);
      }
      counts.resolved[path] = Object.fromEntries(resolved);
      counts.unresolved[path] = Object.fromEntries(unresolved);
    }
    return counts;
  }
}

function linksOf(metadata: CachedMetadata | null): string[] {
  if (!metadata) return [];
  return [...metadata.links ?? [], ...metadata.embeds ?? [], ...metadata.frontmatterLinks ?? []].map(({ link }) => getLinkpath(link));
}
