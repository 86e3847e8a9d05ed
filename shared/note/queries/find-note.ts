// Finds the note that a reference means, as Obsidian does: path, then name (shortest path), then alias. Cheap first:
// an exact path lists nothing, a name reads nothing, only an alias needs the index.
import { TouchstoneError } from '../../errors';
import type { Io } from '../../vault/io';
import { notePath } from '../../vault/paths';
import type { VaultView } from '../../vault/view';
import { matchReference, parseReference } from '../reference';
import { listOf } from '../values';
import { nearMisses } from './near-misses';

/** Reading takes Obsidian's choice and lists the others; writing refuses what fits several (`decisions.md` 20). */
export type FindMode = 'read' | 'write';

export interface FoundNote {
  path: string;
  /** Other notes that the reference fits, for `meta.also`. */
  also: string[];
  /** The heading path after `#`, when the reference had one. */
  heading?: string;
}

/**
 * @param ref a path, a name, an alias or a wikilink, each with an optional `#heading`
 * @throws E_NOT_FOUND with near misses, E_AMBIGUOUS (writing) with the candidates, E_USAGE for a path outside the vault
 */
export function* findNote(view: VaultView, ref: string, mode: FindMode): Io<FoundNote> {
  const { target, heading, tier } = parseReference(ref);
  if (tier === 'system') refuseSystemTier(view, target);
  const exact = yield* atPath(view, target);
  const match = exact.path !== null ? { path: exact.path, also: [] } : yield* amongAll(view, target);
  if (match === null) throw exact.problem ?? (yield* notFound(view, target));
  if (mode === 'write' && match.also.length > 0) throw ambiguous(target, [match.path, ...match.also]);
  return { path: match.path, also: match.also, ...(heading !== undefined && { heading }) };
}

/** A reference that can't be a path may still be a name or an alias (`What is X?`), so its refusal waits. */
function* atPath(view: VaultView, target: string): Io<{ path: string | null; problem: TouchstoneError | null }> {
  try {
    const snapshot = yield* view.note(notePath(target));
    return { path: snapshot?.path ?? null, problem: null };
  } catch (error) {
    if (error instanceof TouchstoneError) return { path: null, problem: error };
    throw error;
  }
}

function* amongAll(view: VaultView, target: string): Io<{ path: string; also: string[] } | null> {
  const paths = yield* view.paths('');
  const named = matchReference(target, paths.map((path) => ({ path })));
  if (named !== null) return named;
  const notes = yield* view.index('');
  const withAliases = notes.map(({ path, properties }) => ({ path, aliases: listOf(properties?.['aliases']) }));
  return matchReference(target, withAliases);
}

function refuseSystemTier(view: VaultView, target: string): never {
  const systemVault = view.config.settings['system_vault'];
  if (systemVault === '') {
    throw new TouchstoneError('E_NOT_FOUND', `\`system:${target}\` names a note of the system vault, but the setting system_vault is empty.`, {
      hint: 'A person names the system vault with: touchstone settings set system_vault=<path>',
      details: { reference: `system:${target}`, setting: 'system_vault' },
    });
  }
  throw new TouchstoneError('E_NOT_FOUND', `\`system:${target}\` lies in the system vault ${systemVault}, not in this one.`, {
    hint: `Read it there: touchstone note read ${JSON.stringify(target)} --vault ${JSON.stringify(systemVault)}`,
    details: { reference: `system:${target}`, system_vault: systemVault },
  });
}

function* notFound(view: VaultView, target: string): Io<TouchstoneError> {
  const near = nearMisses(target, yield* view.paths(''));
  const path = notePath(target);
  const wasThere = (yield* view.history({ path, limit: 1 })).length > 0;
  return new TouchstoneError('E_NOT_FOUND', `No note has the path, name or alias \`${target}\`.`, {
    hint: wasThere ? `It was there before; bring it back with: touchstone note restore ${JSON.stringify(path)}` : nearHint(near),
    details: { reference: target, near_misses: near },
  });
}

function nearHint(near: readonly string[]): string {
  return near.length > 0 ? `Did you mean ${near.map((path) => `\`${path}\``).join(' or ')}?` : 'List what there is with: touchstone note list';
}

function ambiguous(target: string, candidates: string[]): TouchstoneError {
  return new TouchstoneError('E_AMBIGUOUS', `\`${target}\` fits ${candidates.length} notes: ${candidates.join(', ')}.`, {
    hint: 'Give the path of the one you mean.',
    details: { reference: target, candidates },
  });
}
