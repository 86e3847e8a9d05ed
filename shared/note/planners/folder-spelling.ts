// A folder has one spelling: on many file systems `Notes/` and `notes/` are the same, on others two that look alike.
import { TouchstoneError } from '../../errors';
import { folderOf, isBelow, nameOf } from '../../vault/paths';
import { foldName } from '../names';

/**
 * Refuses a path whose folder is there already in another letter case or Unicode form.
 *
 * @param present paths of what is there.
 * @throws E_USAGE naming the spelling to use.
 */
export function assertOneSpelling(path: string, present: readonly string[]): void {
  const folder = folderOf(path);
  if (folder === '') return;
  const folded = `${foldName(folder)}/`;
  const other = present.find((candidate) => foldName(candidate).startsWith(folded) && !isBelow(candidate, folder));
  if (other === undefined) return;
  const spelled = other.slice(0, folder.length);
  throw new TouchstoneError('E_USAGE', `The folder \`${folder}\` exists already, spelled \`${spelled}\`.`, {
    hint: `Use \`${spelled}/${nameOf(path)}\`.`,
    details: { path, folder: spelled },
  });
}
