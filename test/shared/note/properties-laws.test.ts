// Laws of editing properties, over notes written in every way that YAML allows and values of every kind.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readFrontmatter, serializeFrontmatter } from '../../../shared/note/frontmatter';
import type { Properties, PropertyValue } from '../../../shared/note/frontmatter';
import { addToList, removeFromList, setProperties, setProperty, unsetProperty } from '../../../shared/note/properties';
import { listOf, sameValue } from '../../../shared/note/values';
import { name, noteText, properties, scalar, value, writtenNote } from './arbitrary-properties';

const RUNS = Number(process.env['RUNS'] ?? 1500);

function read(text: string): Properties {
  const reading = readFrontmatter(text);
  if (reading.kind === 'unreadable') throw new Error(`${reading.problem} (line ${String(reading.line)})\n${text}`);
  return reading.kind === 'properties' ? reading.properties : {};
}

/** Any property of the note, and what stands before and after its lines. */
const noteAndPiece = writtenNote.chain((note) =>
  fc.nat(note.pieces.length - 1).map((index) => ({
    note,
    text: noteText(note),
    piece: note.pieces[index]!,
    before: note.before + note.pieces.slice(0, index).map((one) => one.text + one.after).join(''),
    after: note.pieces[index]!.after + note.pieces.slice(index + 1).map((one) => one.text + one.after).join('') + note.after,
  })),
);

describe('laws of properties', () => {
  test('a note reads as what was written, whatever the style', () => {
    fc.assert(
      fc.property(writtenNote, (note) => {
        const expected = Object.fromEntries(note.pieces.map((one) => [one.key, one.value]));
        expect(sameValue(read(noteText(note)), expected)).toBe(true);
      }),
      { numRuns: RUNS },
    );
  });

  test('setting a property leaves every byte before and after its lines alone', () => {
    fc.assert(
      fc.property(noteAndPiece, value, ({ text, piece, before, after }, wanted) => {
        const edited = setProperty(text, piece.key, wanted);
        expect(edited.slice(0, before.length)).toBe(before);
        expect(edited.slice(edited.length - after.length)).toBe(after);
        expect(sameValue(read(edited)[piece.key] ?? null, wanted)).toBe(true);
      }),
      { numRuns: RUNS },
    );
  });

  test('unsetting a property takes its lines and nothing else', () => {
    fc.assert(
      fc.property(noteAndPiece, ({ note, text, piece, before, after }) => {
        const edited = unsetProperty(text, piece.key);
        const bom = text.startsWith('\ufeff') ? 1 : 0;
        const emptied = /^---\r?\n$/.test(before.slice(bom)) && after === note.after;
        const body = after.replace(/^---\r?\n/, '');
        const goes = emptied && !body.startsWith('---');
        expect(edited).toBe(goes ? text.slice(0, bom) + body : before + after);
      }),
      { numRuns: RUNS },
    );
  });

  test('setting a property to the value it has changes no byte', () => {
    fc.assert(
      fc.property(noteAndPiece, ({ text, piece }) => {
        expect(setProperty(text, piece.key, read(text)[piece.key] ?? null)).toBe(text);
      }),
      { numRuns: RUNS },
    );
  });

  test('setting a new property and unsetting it gives the bytes back', () => {
    fc.assert(
      fc.property(writtenNote, fc.constantFrom('', 'just text', '# Title\n', '\ufeff# Title\r\n\r\ntext'), name, value, (note, plain, key, wanted) => {
        for (const text of [noteText(note), plain]) {
          if (Object.hasOwn(read(text), key)) continue;
          const edited = setProperty(text, key, wanted);
          expect(sameValue(read(edited)[key] ?? null, wanted)).toBe(true);
          expect(unsetProperty(edited, key)).toBe(text);
        }
      }),
      { numRuns: RUNS },
    );
  });

  test('a new block reads as what it was made from, in the same order', () => {
    fc.assert(
      fc.property(properties, (wanted) => {
        const got = read(`${serializeFrontmatter(wanted)}body\n`);
        expect(Object.keys(got)).toEqual(Object.keys(wanted));
        expect(sameValue(got, wanted)).toBe(true);
      }),
      { numRuns: RUNS },
    );
  });

  test('several changes at once are the same as one after the other', () => {
    fc.assert(
      fc.property(writtenNote, value, value, (note, one, other) => {
        const text = noteText(note);
        const together = setProperties(text, { alpha: one, beta: undefined, fresh: other });
        const after = setProperty(unsetProperty(setProperty(text, 'alpha', one), 'beta'), 'fresh', other);
        expect(together).toBe(after);
      }),
      { numRuns: RUNS },
    );
  });

  test('adding to a list keeps what it had, in order; removing what was added gives the old items back', () => {
    fc.assert(
      fc.property(noteAndPiece, fc.array(scalar, { maxLength: 3 }), ({ text, piece, before, after }, added) => {
        const old = read(text)[piece.key] ?? null;
        fc.pre(old === null || typeof old !== 'object' || Array.isArray(old));
        const edited = addToList(text, piece.key, added);
        const list = read(edited)[piece.key] ?? null;
        const items: PropertyValue[] = Array.isArray(old) ? old : old === null ? [] : [old];
        const fresh = added.filter((item) => !items.some((had) => sameValue(had, item)));
        if (fresh.length === 0) {
          expect(edited).toBe(text);
          return;
        }
        expect(Array.isArray(list) && sameValue(list.slice(0, items.length), items)).toBe(true);
        for (const item of added) expect(Array.isArray(list) && list.some((had) => sameValue(had, item))).toBe(true);
        expect(edited.startsWith(before) && edited.endsWith(after)).toBe(true);
        const back = read(removeFromList(edited, piece.key, fresh))[piece.key] ?? null;
        expect(sameValue(back, items)).toBe(true);
      }),
      { numRuns: RUNS },
    );
  });

  test('the items of a list that stay keep their bytes', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'b', '"c"', "'d'", '5'), { minLength: 2, maxLength: 6 }), fc.nat(5), (written, at) => {
        const lines = written.map((item, index) => `  - ${item} # note ${index}\n`);
        const text = `---\nlist:\n${lines.join('')}---\n`;
        const items = read(text)['list'] as PropertyValue[];
        const index = at % items.length;
        const edited = setProperty(text, 'list', items.filter((_, place) => place !== index));
        const kept = lines.filter((line) => edited.includes(line));
        expect(kept.length).toBe(items.length - 1);
        expect(listOf(read(edited)['list'])).toEqual(listOf(items.filter((_, place) => place !== index)));
      }),
      { numRuns: 300 },
    );
  });
});
