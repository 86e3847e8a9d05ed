// `FileManager`: what the app does to files as a person's interface would: links kept right, settings obeyed.
import type * as Obsidian from 'obsidian';
import type { App } from './app';
import { ConfirmationModal } from './confirmation-modal';
import type { TFolder} from './files';
import { TFile, type TAbstractFile } from './files';
import { folderOf, getLinkpath, nameOf, splitName } from './paths';
import { getFrontMatterInfo, isMapping, parseYaml, stringifyYaml } from './yaml';

export class FileManager {
  constructor(private readonly app: App) {}

  getNewFileParent(sourcePath: string): TFolder {
    const { vault } = this.app;
    const folder = vault.getConfig('newFileLocation') === 'current' ? folderOf(sourcePath) : '';
    return vault.getFolderByPath(folder || '/') ?? vault.getRoot();
  }

  /** Links in other notes follow. */
  async renameFile(file: TAbstractFile, newPath: string): Promise<void> {
    const sources = file instanceof TFile ? this.linksTo(file) : [];
    const oldPath = file.path;
    await this.app.vault.rename(file, newPath);
    for (const source of sources) await this.updateLinks(source, oldPath, file as TFile);
  }

  async promptForDeletion(file: TAbstractFile): Promise<boolean> {
    const confirmed = await new Promise<boolean>((resolve) => {
      new ConfirmationModal(this.app)
        .addButton((button) => button.setButtonText('Delete').setDestructive().onClick(() => { resolve(true); }))
        .addCancelButton()
        .setTitle('Delete file')
        .setContent(`Are you sure you want to delete "${file.name}"?`)
        .setCloseCallback(() => { resolve(false); })
        .open();
    });
    if (confirmed) await this.trashFile(file);
    return confirmed;
  }

  /** As the user's setting says: the system's trash unless another was chosen. */
  async trashFile(file: TAbstractFile): Promise<void> {
    const option = this.app.vault.getConfig('trashOption') ?? 'system';
    if (option === 'none') await this.app.vault.delete(file, true);
    else await this.app.vault.trash(file, option === 'system');
  }

  generateMarkdownLink(file: TFile, sourcePath: string, subpath = '', alias = ''): string {
    const isMarkdown = this.app.vault.getConfig('useMarkdownLinks') === true;
    const linktext = this.app.metadataCache.fileToLinktext(file, sourcePath, !isMarkdown) + subpath;
    const bang = file.extension === 'md' ? '' : '!';
    if (isMarkdown) return `${bang}[${alias || file.basename}](${encodeURI(linktext)})`;
    return `${bang}[[${linktext}${alias === '' ? '' : `|${alias}`}]]`;
  }

  /** Atomic inside the app; the whole block is written anew, so comments and quotes in it are lost. */
  async processFrontMatter(file: TFile, fn: (frontmatter: Record<string, unknown>) => void, options?: Obsidian.DataWriteOptions): Promise<void> {
    if (file.extension !== 'md') throw new Error('only Markdown files have frontmatter');
    await this.app.vault.process(file, (text) => {
      const { exists, frontmatter, contentStart } = getFrontMatterInfo(text);
      const value = exists ? parseYaml(frontmatter) : null;
      const properties = isMapping(value) ? value : {};
      fn(properties);
      const body = exists ? text.slice(contentStart) : text;
      return Object.keys(properties).length === 0 ? body : `---\n${stringifyYaml(properties)}---\n${body}`;
    }, options);
  }

  async getAvailablePathForAttachment(filename: string, sourcePath = this.app.workspace.getActiveFile()?.path ?? ''): Promise<string> {
    const folder = this.app.vault.getConfig('attachmentFolderPath') === './' ? folderOf(sourcePath) : '';
    const { basename, extension } = splitName(nameOf(filename));
    for (let n = 0; ; n++) {
      const name = `${basename}${n === 0 ? '' : ` ${n}`}${extension && `.${extension}`}`;
      const path = folder === '' ? name : `${folder}/${name}`;
      if (!await this.app.vault.adapter.exists(path)) return path;
    }
  }

  private linksTo(file: TFile): TFile[] {
    const { vault, metadataCache } = this.app;
    return Object.entries(metadataCache.resolvedLinks)
      .filter(([, targets]) => targets[file.path] !== undefined)
      .flatMap(([source]) => vault.getFileByPath(source) ?? []);
  }

  private async updateLinks(source: TFile, oldPath: string, file: TFile): Promise<void> {
    const cache = this.app.metadataCache.getFileCache(source);
    const references = [...cache?.links ?? [], ...cache?.embeds ?? []]
      .filter(({ link }) => meansOld(getLinkpath(link), oldPath))
      .sort((a, b) => b.position.start.offset - a.position.start.offset);
    await this.app.vault.process(source, (text) => references.reduce((changed, reference) => {
      const { start, end } = reference.position;
      const subpath = reference.link.slice(getLinkpath(reference.link).length);
      const alias = reference.original.includes('|') ? reference.displayText ?? '' : '';
      return changed.slice(0, start.offset) + this.generateMarkdownLink(file, source.path, subpath, alias) + changed.slice(end.offset);
    }, text));
  }
}

function meansOld(linkpath: string, oldPath: string): boolean {
  const path = `/${oldPath.toLowerCase()}`;
  const wanted = `/${linkpath.toLowerCase()}`;
  return path.endsWith(wanted) || path.endsWith(`${wanted}.md`);
}
