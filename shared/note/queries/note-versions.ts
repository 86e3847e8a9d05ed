// The governed versions of one note: what the ledger says of them, and their content where it is still kept.
import { TouchstoneError } from '../../errors';
import type { HistoryEntry } from '../../vault/history';
import type { Io } from '../../vault/io';
import type { GovernedState } from '../../vault/plan';
import type { Sha256 } from '../../vault/ports';
import type { VaultView } from '../../vault/view';

/** Shortest prefix of a hash that names a version, as git's shortest abbreviation. */
const MIN_PREFIX = 4;

/** Versions that an error lists. */
const LISTED_VERSIONS = 5;

export interface NoteVersion {
  /** `null`: the operation deleted the note. */
  sha256: Sha256 | null;
  before: Sha256 | null;
  /** A story's governed state at that version; `null` when no story verb had written it yet. */
  state: GovernedState | null;
  entry: HistoryEntry;
}

/** Newest first; one entry may name a note once only. */
export function* noteVersions(view: VaultView, path: string): Io<NoteVersion[]> {
  const entries = yield* view.history({ path });
  const versions: NoteVersion[] = [];
  let state: GovernedState | null = null;
  for (const entry of entries.toReversed()) {
    const change = entry.notes.find((note) => note.path === path);
    if (change === undefined) continue;
    state = change.state ?? state;
    versions.push({ sha256: change.after, before: change.before, state, entry });
  }
  return versions.reverse();
}

/**
 * The newest version whose hash begins with `prefix`.
 * @throws E_USAGE for what is no hash, E_NOT_FOUND, E_AMBIGUOUS when versions of different content fit
 */
export function versionAt(path: string, versions: readonly NoteVersion[], prefix: string): NoteVersion & { sha256: Sha256 } {
  const wanted = prefix.toLowerCase();
  if (!/^[0-9a-f]+$/u.test(wanted) || wanted.length < MIN_PREFIX || wanted.length > 64) {
    throw new TouchstoneError('E_USAGE', `\`${prefix}\` is not the beginning of a version's SHA-256.`, {
      hint: `Give at least ${MIN_PREFIX} of its hex digits, as this lists them: touchstone note history ${JSON.stringify(path)}`,
      details: { at: prefix },
    });
  }
  const fitting = versions.filter(hasContent).filter(({ sha256 }) => sha256.startsWith(wanted));
  const found = fitting[0];
  if (found === undefined) throw noSuchVersion(path, versions, prefix);
  const hashes = [...new Set(fitting.map(({ sha256 }) => sha256))];
  if (hashes.length === 1) return found;
  throw new TouchstoneError('E_AMBIGUOUS', `\`${prefix}\` fits ${hashes.length} versions of \`${path}\`.`, {
    hint: 'Give more digits.',
    details: { path, at: prefix, candidates: hashes },
  });
}

export function hasContent(version: NoteVersion): version is NoteVersion & { sha256: Sha256 } {
  return version.sha256 !== null;
}

/** @throws E_NOT_FOUND with the ledger's entry when no copy of the version is left */
export function* versionContent(view: VaultView, path: string, version: NoteVersion & { sha256: Sha256 }): Io<Uint8Array> {
  const bytes = yield* view.object(path, version.sha256);
  if (bytes !== null) return bytes;
  const { entry } = version;
  throw new TouchstoneError('E_NOT_FOUND', `No copy is left of \`${path}\` as ${entry.op} by ${entry.actor} left it at ${entry.at}.`, {
    hint: 'Objects are kept on the device that wrote them, as long as objects.keep_days and objects.keep_versions say. Look in a backup.',
    details: { path, sha256: version.sha256, writer: entry.writer, seq: entry.seq, at: entry.at, actor: entry.actor, op: entry.op },
  });
}

function noSuchVersion(path: string, versions: readonly NoteVersion[], prefix: string): TouchstoneError {
  const known = [...new Set(versions.filter(hasContent).map(({ sha256 }) => sha256))].slice(0, LISTED_VERSIONS);
  return new TouchstoneError('E_NOT_FOUND', `No governed version of \`${path}\` has a SHA-256 that begins with ${prefix}.`, {
    hint: `List them with: touchstone note history ${JSON.stringify(path)}`,
    details: { path, at: prefix, latest: known },
  });
}
