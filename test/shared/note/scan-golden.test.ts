// Each note in test/golden/note with what the scan finds in it. `npx vitest run -u` writes the files anew.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { annotate } from './annotate';

const FOLDER = join(import.meta.dirname, '../../golden/note');
const NOTES = readdirSync(FOLDER).filter((name) => name.endsWith('.md'));

describe('the scan of a golden note', () => {
  test('there are golden notes', () => {
    expect(NOTES.length).toBeGreaterThan(10);
  });

  test.each(NOTES)('finds in %s what its dump says', async (name) => {
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(readFileSync(join(FOLDER, name)));
    await expect(annotate(text)).toMatchFileSnapshot(join(FOLDER, name.replace(/\.md$/, '.scan.txt')));
  });
});
