// `touchstone seed`: reads the notes that the program brings and plans them into the vault.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SEED_OUTCOMES } from '../../shared/seed/decide';
import { planSeed, type SeedItem, type SeedNote } from '../../shared/seed/plan-seed';
import { writeAnswer } from '../answer';
import { cleanLine } from '../output/clean';
import { mergeObsidianTypes } from '../obsidian-types';
import type { Run } from '../verb';

/** Beside the program, where the build puts it. */
const FOLDER = join(__dirname, '..', 'vault-seed');

export const seed: Run = ({ flag, context }) => {
  const result = context.write(planSeed({ notes: seedNotes(), force: flag('force') }));
  const { changed, warnings } = mergeObsidianTypes(context.vault().ports.place, { dryRun: flag('dry-run') });
  const item = { ...result.item, property_types: changed };
  return writeAnswer({ ...result, item, warnings: [...result.warnings, ...warnings] }, (seeded) => summary(seeded, changed));
};

/** Sorted by path, the same on every machine. */
function seedNotes(): SeedNote[] {
  return readdirSync(FOLDER, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((file) => ({ path: file.slice(FOLDER.length + 1).replaceAll('\\', '/'), text: readFileSync(file, 'utf8') }));
}

function summary({ folders, notes }: SeedItem, changedTypes: boolean): string {
  return [
    ...folders.map(({ folder, counts }) => {
      const parts = SEED_OUTCOMES.flatMap((outcome) => (counts[outcome] === undefined ? [] : [`${counts[outcome]} ${outcome}`]));
      return `${cleanLine(folder === '' ? '(top)' : `${folder}/`)}  ${parts.join(', ')}`;
    }),
    ...notes.flatMap(({ path, proposal }) => (proposal === null ? [] : [`${proposal} proposes the newer text of ${cleanLine(path)}`])),
    ...(changedTypes ? ['Property types: .obsidian/types.json'] : []),
  ].join('\n');
}
