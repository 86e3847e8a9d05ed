// `note prop get`: the properties of a note, or some of them.
import { TouchstoneError } from '../../errors';
import type { Io } from '../../vault/io';
import type { Sha256 } from '../../vault/ports';
import type { VaultView } from '../../vault/view';
import type { Properties } from '../frontmatter';
import { readNote } from './read-note';

export interface PropertiesReading {
  path: string;
  also: string[];
  sha256: Sha256;
  /** In the note's order; of the keys that were asked for, in that order, `null` where the note has no such property. */
  properties: Properties;
}

/**
 * @param keys empty for all
 * @throws E_NOT_FOUND, E_AMBIGUOUS, E_INTEGRITY when the properties can't be read
 */
export function readNoteProperties(ref: string, keys: readonly string[]): (view: VaultView) => Io<PropertiesReading> {
  return function* (view) {
    const { path, also, sha256, properties, problem } = yield* readNote({ ref })(view);
    if (properties === null) {
      throw new TouchstoneError('E_INTEGRITY', `The properties of \`${path}\` can't be read: ${problem ?? 'unknown'}.`, {
        hint: `Look at the lines themselves with: touchstone note read ${JSON.stringify(path)} --lines 1-20`,
        details: { path, problem },
      });
    }
    return { path, also, sha256, properties: keys.length === 0 ? properties : chosen(properties, keys) };
  };
}

function chosen(properties: Properties, keys: readonly string[]): Properties {
  const some = Object.create(null) as Properties;
  for (const key of keys) some[key] = properties[key] ?? null;
  return some;
}
