// A move that takes back the last one gives the notes that nobody touched since the bytes that they had, so that even what
// has several spellings (letter case, a name that became a path) is as it was.
import { decodeNote } from '../../../vault/bytes';
import type { Io } from '../../../vault/io';
import type { VaultView } from '../../../vault/view';

/**
 * Texts from before the move that `moves` takes back, by the path that each note has now, as far as nobody touched them
 * since. `null` when it takes back none.
 */
export function* textsBefore(view: VaultView, moves: ReadonlyMap<string, string>): Io<Map<string, string> | null> {
  const [first] = moves.keys();
  const last = first === undefined ? undefined : (yield* view.history({ path: first, limit: 1 }))[0];
  if (last?.op !== 'note.move') return null;
  const entries = new Map(last.notes.map((note) => [note.path, note]));
  const cameBy = [...moves].every(([from, to]) => entries.get(from)?.before === null && entries.get(to)?.after === null);
  const created = last.notes.filter(({ before }) => before === null).length;
  if (!cameBy || created !== moves.size) return null;
  const texts = new Map<string, string>();
  for (const { path, before, after } of last.notes) {
    if (after === null) continue;
    const wasAt = before === null ? (moves.get(path) ?? path) : path;
    const sha256 = before ?? entries.get(wasAt)?.before ?? null;
    if (sha256 === null || (yield* view.note(path))?.sha256 !== after) continue;
    const bytes = yield* view.object(wasAt, sha256);
    const text = bytes && decodeNote(bytes);
    if (text !== null) texts.set(path, text);
  }
  return texts;
}
