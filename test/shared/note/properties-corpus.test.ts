// A vault that people wrote who know nothing of this project: every note is readable, and setting its own values changes
// no byte, other values only the lines of that property.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { readFrontmatter } from '../../../shared/note/frontmatter';
import { addToList, setProperty, unsetProperty } from '../../../shared/note/properties';

const CORPUS = process.env['TOUCHSTONE_CORPUS'] ?? fileURLToPath(new URL('../../../../shared/corpus', import.meta.url));

describe.skipIf(!existsSync(CORPUS))(`the notes of ${CORPUS} (skipped where it is absent)`, () => {
  const notes = existsSync(CORPUS)
    ? readdirSync(CORPUS, { recursive: true, encoding: 'utf8' })
        .filter((path) => path.endsWith('.md'))
        .map((path) => ({ path, text: readFileSync(join(CORPUS, path), 'utf8') }))
    : [];

  test('are all readable', () => {
    expect(notes.length).toBeGreaterThan(100);
    const kinds = notes.map(({ path, text }) => [path, readFrontmatter(text).kind]);
    expect(kinds.filter(([, kind]) => kind === 'unreadable')).toEqual([]);
    expect(kinds.filter(([, kind]) => kind === 'properties').length).toBeGreaterThan(100);
  });

  test('keep all bytes when each property is set to the value it has', () => {
    for (const { text } of notes) {
      const reading = readFrontmatter(text);
      if (reading.kind !== 'properties') continue;
      for (const [key, value] of Object.entries(reading.properties)) expect(setProperty(text, key, value)).toBe(text);
    }
  });

  test('keep all other lines when a property changes, comes or goes', () => {
    for (const { text } of notes) {
      const reading = readFrontmatter(text);
      const keys = reading.kind === 'properties' ? Object.keys(reading.properties) : [];
      for (const key of keys) {
        const removed = unsetProperty(text, key);
        const changed = setProperty(text, key, '@new: value');
        expect(changed.split('\n').filter((line) => !line.startsWith(`${key}: "@new: value"`)).join('\n')).toBe(
          keys.length > 1 ? removed : changed.split('\n').filter((line) => !line.startsWith(`${key}:`)).join('\n'),
        );
        expect(removed.length).toBeLessThan(text.length);
        expect(text.endsWith(removed.slice(removed.indexOf('\n---\n') + 1))).toBe(true);
      }
      const added = addToList(text, 'touchstone_list', ['[[One]]', 'two']);
      expect(unsetProperty(added, 'touchstone_list')).toBe(text);
    }
  });
});
