// How many governed files there are, without their records: what tells at once that none of them is missing.
import { targetClass } from './paths';
import type { PathRecord } from './path-record';

/** Those that no governed operation deleted. */
export interface LiveFiles {
  notes: number;
  /** Paths of the settings, canvases and attachments among them. */
  others: string[];
}

/** Others than notes beyond which they are not kept by name: most vaults govern their settings and nothing else. */
const MOST_OTHERS = 16;

export function isLive(record: PathRecord): boolean {
  return record.some(({ after }) => after !== null);
}

/** `null` when there are too many that are no notes. */
export function liveFiles(records: ReadonlyMap<string, PathRecord>): LiveFiles | null {
  const live: LiveFiles = { notes: 0, others: [] };
  for (const [path, record] of records) {
    if (!isLive(record)) continue;
    if (targetClass(path) === 'note') live.notes += 1;
    else live.others.push(path);
  }
  return nameable(live);
}

/** `null` when there are too many that are no notes to keep their names. */
export function nameable(live: LiveFiles): LiveFiles | null {
  return live.others.length > MOST_OTHERS ? null : live;
}

/** After the entries of `path` made its record another. */
export function withChange({ notes, others }: LiveFiles, path: string, before: PathRecord, after: PathRecord): LiveFiles {
  if (targetClass(path) === 'note') return { notes: notes + Number(isLive(after)) - Number(isLive(before)), others };
  const rest = others.filter((other) => other !== path);
  return { notes, others: isLive(after) ? [...rest, path] : rest };
}
