// Where proposals lie and how one is found: open ones in the inbox, decided ones in the archive.
import { TouchstoneError } from '../errors';
import type { Properties } from '../note/frontmatter';
import type { Config } from '../settings/config';
import type { Io } from '../vault/io';
import { nameOf, notePath } from '../vault/paths';
import type { IndexedNote, VaultView } from '../vault/view';
import { readProposal } from './format';
import type { StoredProposal } from './proposal';

/** Random characters of an id after its prefix: 60 million ids, checked against the vault. */
const ID_LENGTH = 5;
const ID_ATTEMPTS = 100;
const FILE_ID = /^(PROP-[0-9a-z]{5})(?![0-9a-z])/i;

/** Folder of decided proposals. */
function decidedFolder(config: Config): string {
  return `${config.folders.archive}/proposals`;
}

/** A decided proposal keeps its file's name. */
export function decidedPath(path: string, config: Config): string {
  return `${decidedFolder(config)}/${nameOf(path)}`;
}

/** Where a decided proposal lay, and lies again when its decision is taken back. */
export function openPath(path: string, config: Config): string {
  return `${config.folders.inbox}/${nameOf(path)}`;
}

/** An id that no proposal's file has. @throws E_FAILED when the random source keeps giving taken ones. */
export function* freshId(view: VaultView): Io<string> {
  const taken = new Set((yield* proposalPaths(view)).map((path) => idOfFile(path)));
  for (let attempt = 0; attempt < ID_ATTEMPTS; attempt += 1) {
    const id = `PROP-${view.random.base36(ID_LENGTH)}`;
    if (!taken.has(id.toLowerCase())) return id;
  }
  throw new TouchstoneError('E_FAILED', `No free proposal id was found in ${ID_ATTEMPTS} attempts.`);
}

/**
 * Reads the proposal that `reference` names: an id, an unambiguous prefix of one, a path, or a file's name.
 * @throws E_NOT_FOUND, E_AMBIGUOUS with the candidates, E_INTEGRITY when it can't be read as a proposal.
 */
export function* findProposal(view: VaultView, reference: string): Io<StoredProposal> {
  const paths = yield* proposalPaths(view);
  const found = matching(paths, reference.trim().replace(/^\[\[(.*)\]\]$/, '$1'));
  const path = found[0];
  if (path === undefined) {
    throw new TouchstoneError('E_NOT_FOUND', `There is no proposal '${reference}'.`, {
      hint: 'See what there is with: touchstone proposal list --status all',
      details: { reference },
    });
  }
  if (found.length > 1) {
    throw new TouchstoneError('E_AMBIGUOUS', `'${reference}' fits ${found.length} proposals: ${found.join(', ')}.`, {
      hint: 'Give the whole id, or the path where two files have the same id.',
      details: { reference, candidates: found },
    });
  }
  const proposal = yield* loadProposal(view, path);
  if (proposal !== null) return proposal;
  throw new TouchstoneError('E_NOT_FOUND', `${path} is gone.`, { details: { reference } });
}

/**
 * Reads the proposal at `path` and checks that Before is what its base hash says; `null` when there is no note.
 * @throws E_INTEGRITY
 */
function* loadProposal(view: VaultView, path: string): Io<StoredProposal | null> {
  const note = yield* view.note(path);
  if (note === null) return null;
  const proposal = readProposal(note);
  if (proposal.before !== null && (yield* view.sha256(proposal.before)) !== proposal.baseSha256) {
    throw new TouchstoneError('E_INTEGRITY', `${path}: the text of Before is not the one that base_sha256 names.`, {
      hint: `See what changed with: touchstone integrity diff ${JSON.stringify(path)}`,
      details: { path, base_sha256: proposal.baseSha256 },
    });
  }
  return proposal;
}

/**
 * As {@link loadProposal}, where a damaged proposal must not keep others from being handled: it becomes a warning.
 */
export function* readableProposal(view: VaultView, path: string, warnings: string[]): Io<StoredProposal | null> {
  try {
    return yield* loadProposal(view, path);
  } catch (error) {
    if (!(error instanceof TouchstoneError) || error.code !== 'E_INTEGRITY') throw error;
    warnings.push(error.message);
    return null;
  }
}

export interface ProposalRow extends Pick<IndexedNote, 'path' | 'sha256' | 'integrity'> {
  properties: Properties;
}

/** Proposals as the index sees them. `unreadable` are those whose properties can't be read: reported, never skipped. */
export interface ProposalRows {
  rows: ProposalRow[];
  unreadable: { path: string; problem: string }[];
}

/** Rows of proposals in the inbox, and with `decided` in the archive, sorted by path. */
export function* proposalRows(view: VaultView, where: { open: boolean; decided: boolean }): Io<ProposalRows> {
  const answer: ProposalRows = { rows: [], unreadable: [] };
  const notes: IndexedNote[] = [];
  if (where.open) notes.push(...(yield* view.index(view.config.folders.inbox)));
  if (where.decided) notes.push(...(yield* view.index(decidedFolder(view.config))));
  for (const note of notes) {
    const { path, properties } = note;
    if (properties === null) {
      if (isProposalFile(path)) answer.unreadable.push({ path, problem: note.problem ?? 'unreadable' });
    } else if (properties['type'] === 'proposal') {
      answer.rows.push({ path, sha256: note.sha256, integrity: note.integrity, properties });
    }
  }
  return answer;
}

function* proposalPaths(view: VaultView): Io<string[]> {
  const open = yield* view.paths(view.config.folders.inbox);
  const decided = yield* view.paths(decidedFolder(view.config));
  return [...open, ...decided].filter(isProposalFile);
}

function isProposalFile(path: string): boolean {
  return FILE_ID.test(nameOf(path));
}

function idOfFile(path: string): string {
  return (FILE_ID.exec(nameOf(path))?.[1] ?? '').toLowerCase();
}

function matching(paths: readonly string[], reference: string): string[] {
  const wanted = reference.toLowerCase();
  if (wanted === '') return [];
  if (wanted.includes('/')) {
    const exact = notePath(reference);
    return paths.filter((path) => path === exact);
  }
  const byName = paths.filter((path) => nameOf(path).toLowerCase().replace(/\.md$/, '') === wanted.replace(/\.md$/, ''));
  if (byName.length > 0) return byName;
  // All ids have one length, so a whole one is the prefix of no other.
  return wanted.startsWith('prop-') ? paths.filter((path) => idOfFile(path).startsWith(wanted)) : [];
}
