// What the setting `project_vault_git` means in the `.gitignore` of the vault's folder: a block between two marks. Every
// other line of the file is its owner's and stays byte for byte.
import type { Folders, VaultGit } from './config';

const BEGIN = '# >>> touchstone: project_vault_git';
const END = '# <<< touchstone';

/** Only of use on this device, or made again when missing. The app's own folder may bear any name with a dot. */
const OF_THE_DEVICE = ['/.touchstone/local/', '/.trash/', '/.*/workspace*.json'];

export interface VaultPlace {
  folders: Folders;
  /** The vault's folder is the top of a repository, whose other files are not the vault's. */
  isRepository: boolean;
}

/**
 * The text of `.gitignore` under `policy`; `''` when nothing would be left in it. For `ask` the block is taken out.
 * @param text what the file holds; `''` when there is none
 */
export function withGitBlock(text: string, policy: VaultGit, place: VaultPlace): string {
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const lines = blockLines(policy, place);
  const block = lines.length === 0 ? '' : `${[BEGIN, ...lines, END].join(eol)}${eol}`;
  const found = findBlock(text);
  if (found !== null) return `${text.slice(0, found.start)}${block}${text.slice(found.end)}`;
  if (block === '') return text;
  return text === '' || text.endsWith('\n') ? `${text}${block}` : `${text}${eol}${block}`;
}

function blockLines(policy: VaultGit, { folders, isRepository }: VaultPlace): string[] {
  if (policy === 'ask') return [];
  if (policy === 'tracked') return OF_THE_DEVICE;
  if (!isRepository) return ['*'];
  const { stories, knowledge, inbox, templates, archive, system } = folders;
  const own = [stories, knowledge, inbox, templates, archive, ...system].map((folder) => `/${escaped(folder)}/`);
  return [...own, '/.touchstone/', ...OF_THE_DEVICE.slice(1)];
}

/** A folder's name holds none of git's wildcards but may hold what git takes for the end of a line. */
function escaped(folder: string): string {
  return folder.replace(/ $/, '\\ ');
}

/** From the first mark to the break after the second; a block whose end was removed is its first line only. */
function findBlock(text: string): { start: number; end: number } | null {
  const start = lineStart(text, BEGIN, 0);
  if (start === -1) return null;
  const last = lineStart(text, END, start);
  return { start, end: lineEnd(text, last === -1 ? start : last) };
}

function lineStart(text: string, line: string, from: number): number {
  for (let at = text.indexOf(line, from); at !== -1; at = text.indexOf(line, at + 1)) {
    const isWhole = /^\r?(\n|$)/.test(text.slice(at + line.length, at + line.length + 2));
    if (isWhole && (at === 0 || text[at - 1] === '\n')) return at;
  }
  return -1;
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end + 1;
}
