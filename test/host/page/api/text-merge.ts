// Puts the unsaved edits of an open note on top of what somebody else wrote into its file.
import { diff3Merge } from 'node-diff3';

/** Where both changed the same lines, those of the editor stay. */
export function mergeTexts(base: string, mine: string, theirs: string): string {
  const regions = diff3Merge(mine.split('\n'), base.split('\n'), theirs.split('\n'));
  return regions.flatMap(({ ok, conflict }) => ok ?? conflict?.a ?? []).join('\n');
}
