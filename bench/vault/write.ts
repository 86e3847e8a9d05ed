// Writes a generated vault as plain files and lets the real program govern it: `touchstone init` takes the baseline.
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { catalogueOf, PREFIX, PROJECT, type Catalogue } from './catalogue';
import { knowledgeText } from './knowledge-text';
import { seeded } from './random';
import { storyText } from './story-text';

export interface NoteText {
  path: string;
  text: string;
}

/** All notes of a vault, one after the other: those of a large vault would not fit into memory well. */
export function* notesOf(catalogue: Catalogue, seed: number): Generator<NoteText> {
  for (const [n, story] of catalogue.stories.entries()) {
    yield { path: story.path, text: storyText(story, catalogue, seeded(seed, 1, n)) };
  }
  for (const [n, note] of catalogue.knowledge.entries()) {
    yield { path: note.path, text: knowledgeText(note, catalogue, seeded(seed, 2, n)) };
  }
}

export interface GeneratedVault {
  root: string;
  notes: number;
  /** Of all notes together. */
  bytes: number;
  seed: number;
  catalogue: Catalogue;
}

/**
 * Makes a governed vault in `root`, which must not exist.
 *
 * @param program path of the installed program.
 */
export function writeVault(root: string, { notes, seed, program }: { notes: number; seed: number; program: string }): GeneratedVault {
  const catalogue = catalogueOf(notes, seed);
  const made = new Set<string>();
  let bytes = 0;
  for (const { path, text } of notesOf(catalogue, seed)) {
    const file = join(root, path);
    const folder = dirname(file);
    if (!made.has(folder)) {
      mkdirSync(folder, { recursive: true });
      made.add(folder);
    }
    writeFileSync(file, text);
    bytes += Buffer.byteLength(text);
  }
  const init = spawnSync(program, ['init', root, '--prefix', PREFIX, '--project', PROJECT, '--as', 'bench'], { encoding: 'utf8' });
  if (init.status !== 0) throw new Error(`touchstone init ended with ${String(init.status)}\n${init.stderr}`);
  return { root, notes, bytes, seed, catalogue };
}
