// Words that a vault can offer for completion: from the index of its stories and the paths of its files; no note is read.
import { readBacklog } from '../../shared/story/backlog';
import { nameOf } from '../../shared/vault/paths';
import type { Io } from '../../shared/vault/io';
import type { VaultView } from '../../shared/vault/view';

export interface Candidate {
  value: string;
  /** Shown beside it where the shell can. */
  about?: string;
}

/** Ids; and titles, which a reference may be as well, once something was typed. */
export function* storyCandidates(view: VaultView, current: string): Io<Candidate[]> {
  const { rows } = yield* readBacklog(view);
  const stories = [...rows].sort((one, other) => (one.id < other.id ? -1 : 1));
  const ids = stories.map(({ id, title, status }) => ({ value: id, about: `${status}: ${title}` }));
  const titles = current === '' ? [] : stories.map(({ id, title, status }) => ({ value: title, about: `${id}, ${status}` }));
  return [...ids, ...titles];
}

/** Paths up to their next `/`, as shells complete files; and names without their folders, once something was typed. */
export function* noteCandidates(view: VaultView, current: string): Io<Candidate[]> {
  const paths = yield* view.paths('');
  const names = current === '' || current.includes('/') ? [] : paths.map((path) => ({ value: nameOf(path).replace(/\.md$/i, ''), about: path }));
  return distinct([...paths.map((path) => ({ value: nextPart(path, current) })), ...names.filter(({ value }) => value.startsWith(current))]);
}

export function* folderCandidates(view: VaultView, current: string): Io<Candidate[]> {
  const paths = yield* view.paths('');
  return distinct(paths.map((path) => ({ value: nextPart(path, current) }))).filter(({ value }) => value.endsWith('/'));
}

/** Ids of undecided proposals, which begin the names of their files. */
export function* proposalCandidates(view: VaultView): Io<Candidate[]> {
  const paths = yield* view.paths(view.config.folders.inbox);
  return paths.flatMap((path) => {
    const [, id, title] = /^(PROP-[0-9a-z]+)\b ?(.*)\.md$/.exec(nameOf(path)) ?? [];
    return id === undefined ? [] : [{ value: id, about: title ?? '' }];
  });
}

function nextPart(path: string, current: string): string {
  if (!path.startsWith(current)) return '';
  const slash = path.indexOf('/', current.length);
  return slash === -1 ? path : path.slice(0, slash + 1);
}

function distinct(candidates: readonly Candidate[]): Candidate[] {
  return [...new Map(candidates.map((candidate) => [candidate.value, candidate])).values()];
}
