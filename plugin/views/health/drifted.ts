// The drift of the report as one list, the grave first. No DOM.
import type { IntegrityHealth } from '../../../shared/health/integrity-health';

export interface Drifted {
  path: string;
  kind: 'modified' | 'deleted' | 'moved' | 'untracked' | 'unreadable';
  movedTo: string | null;
  hasBaseline: boolean;
  isGrave: boolean;
  /** How it drifted, in words: `modified, protected`. */
  words: string;
}

export function driftedOf(integrity: IntegrityHealth): Drifted[] {
  const grave = new Set(integrity.alarming.map(({ path }) => path));
  const one = (path: string, kind: Drifted['kind'], extra: Partial<Drifted> & { more?: string } = {}): Drifted => {
    const { more = '', ...rest } = extra;
    const isGrave = grave.has(path);
    return { path, kind, movedTo: null, hasBaseline: true, isGrave, words: `${kind}${more}${isGrave ? ', protected' : ''}`, ...rest };
  };
  return [
    ...integrity.modified.map((path) => one(path, 'modified')),
    ...integrity.deleted.map((path) => one(path, 'deleted')),
    ...integrity.moved.map(({ path, moved_to: to }) => one(path, 'moved', { movedTo: to, more: ` to ${to}` })),
    ...integrity.unreadable.map(({ path, problem, governed }) => one(path, 'unreadable', { hasBaseline: governed, more: `, ${problem}` })),
    ...integrity.untracked.map((path) => one(path, 'untracked', { hasBaseline: false })),
  ].sort((a, b) => Number(b.isGrave) - Number(a.isGrave));
}
