// What must hold between settings, and of the other keys of `.touchstone/config.yaml`. Each rule answers what is wrong
// and what is allowed; who asked decides which error that is.
import type { PropertyValue } from '../note/frontmatter';
import type { Folders, Scope, Settings } from './config';

export interface Finding {
  key: string;
  problem: string;
  allowed: string;
}

/** The statuses that transitions know; `story/statuses.ts` says what each means. */
export const BUILT_IN_STATUSES = ['open', 'in_progress', 'delivered', 'closed', 'blocked', 'deferred'] as const;

const SCOPES = ['system', 'project', 'both'] as const satisfies readonly Scope[];
export const DEFAULT_SCOPE: Scope = 'both';

export const DEFAULT_FOLDERS: Folders = {
  stories: 'stories',
  knowledge: 'knowledge',
  inbox: '_inbox',
  templates: '_templates',
  archive: '_archive',
  system: ['methodology', 'conventions', 'decisions', 'patterns', 'debug', 'concepts', 'projects', 'people'],
};

export const FOLDER_KEYS = ['stories', 'knowledge', 'inbox', 'templates', 'archive'] as const;

const LONGEST_PROJECT = 100;
/** Ids of proposals; a story's would be mistaken for one. */
const RESERVED_PREFIX = 'PROP';

export function prefixFinding(value: PropertyValue): Finding | null {
  if (typeof value === 'string' && value.toUpperCase() === RESERVED_PREFIX) {
    return { key: 'prefix', problem: 'PROP is the prefix of proposals', allowed: 'any other prefix' };
  }
  if (typeof value === 'string' && /^[A-Za-z][A-Za-z0-9_]{0,15}$/.test(value)) return null;
  return {
    key: 'prefix', problem: `${JSON.stringify(value)} is no prefix of story ids`,
    allowed: 'a letter and up to 15 more letters, digits or _, such as SHOP',
  };
}

export function projectFinding(value: PropertyValue): Finding | null {
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  const fits = typeof value === 'string' && value.trim() !== '' && !/[\0-\x1f\x7f]/.test(value);
  if (fits && value.length <= LONGEST_PROJECT) return null;
  return {
    key: 'project', problem: `${JSON.stringify(value)} is no name of a project`,
    allowed: `one line of 1 to ${LONGEST_PROJECT} characters`,
  };
}

export function scopeFinding(value: PropertyValue): Finding | null {
  if (SCOPES.some((scope) => scope === value)) return null;
  return { key: 'scope', problem: `${JSON.stringify(value)} is no scope`, allowed: SCOPES.join(', ') };
}

/** Folders lie in the vault, in no dot-folder, and none of them in another. */
export function foldersFinding(folders: Folders): Finding | null {
  const named = FOLDER_KEYS.map((key) => namedFolder(`folders.${key}`, folders[key]));
  named.push(...folders.system.map((folder) => namedFolder('folders.system', folder)));
  for (const { key, folder } of named) {
    if (isFolder(folder)) continue;
    return {
      key, problem: `${JSON.stringify(folder)} is no folder of the vault`,
      allowed: 'a path within the vault such as stories or work/stories, without . or .. parts',
    };
  }
  for (const { key, folder, folded } of named) {
    const outer = named.find((other) => folded.startsWith(`${other.folded}/`) || (other.key !== key && other.folded === folded));
    if (outer === undefined) continue;
    return { key, problem: `the folder ${folder} is also in ${outer.key} (${outer.folder})`, allowed: 'folders of which none is within another' };
  }
  return null;
}

/** `folded`: without case and Unicode form, as some file systems compare names. */
function namedFolder(key: string, folder: string): { key: string; folder: string; folded: string } {
  return { key, folder, folded: folder.normalize('NFC').toLowerCase() };
}

/** Every status that a rule names is a status, and custom ones are new names. */
export function settingsFinding(settings: Settings): Finding | null {
  const custom = settings['workflow.custom_statuses'];
  const builtIn = custom.find((status) => BUILT_IN_STATUSES.some((known) => known === status));
  if (builtIn !== undefined) {
    return { key: 'workflow.custom_statuses', problem: `${builtIn} is a status already`, allowed: 'new names' };
  }
  const known: readonly string[] = [...BUILT_IN_STATUSES, ...custom];
  const allowed = `${known.join(', ')}; workflow.custom_statuses adds more`;
  const unknown = (key: string, statuses: readonly string[]): Finding | null => {
    const status = statuses.find((name) => !known.includes(name));
    return status === undefined ? null : { key, problem: `there is no status ${status}`, allowed };
  };
  const sequence = settings['workflow.sequence'];
  if (sequence.length < 2) {
    return { key: 'workflow.sequence', problem: 'a sequence has at least two statuses', allowed };
  }
  const rules = Object.entries(settings['workflow.exit_rules']);
  return unknown('workflow.sequence', sequence) ?? unknown('workflow.exit_rules', rules.flatMap(([from, to]) => [from, ...to]));
}

function isFolder(folder: string): boolean {
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  if (/[\0-\x1f\x7f\\:*?"<>|#^[\]]/.test(folder)) return false;
  return folder.split('/').every((part) => part !== '' && !part.startsWith('.') && part.trim() === part);
}
