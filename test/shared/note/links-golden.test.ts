// Every form of a link in one note, with all its parts, as a dump that reads like the note. (Golden: test/golden/links.)
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { linksOf, type NoteLink, type TextRange } from '../../../shared/note/links';
import { scanNote } from '../../../shared/note/scan';

const FOLDER = join(import.meta.dirname, '../../golden/links');
const NOTES = readdirSync(FOLDER).filter((name) => name.endsWith('.md'));

test.each(NOTES)('the links of %s are those of its dump', async (name) => {
  const text = readFileSync(join(FOLDER, name), 'utf8');
  const dump = linksOf(scanNote(text)).map((link) => shown(text, link)).join('\n');
  await expect(`${dump}\n`).toMatchFileSnapshot(join(FOLDER, name.replace(/\.md$/, '.links.txt')));
});

function shown(text: string, link: NoteLink): string {
  const written = (range: TextRange): string => JSON.stringify(text.slice(range.start, range.end));
  const parts = [
    `${String(link.line + 1).padStart(3)} ${link.form}${link.embed ? ' embed' : ''}${link.property === null ? '' : ` in ${link.property}`} ${written(link)}`,
    `to ${JSON.stringify(link.target)} written ${written(link.targetRange)}`,
    ...(link.headings.length === 0 ? [] : [`headings ${JSON.stringify(link.headings)}`]),
    ...(link.block === null ? [] : [`block ${JSON.stringify(link.block)}`]),
    ...(link.subpathRange.start === link.subpathRange.end ? [] : [`written ${written(link.subpathRange)}`]),
    ...(link.displayRange === null ? [] : [`shown ${written(link.displayRange)}`]),
    ...(link.quote === '' ? [] : [`in ${link.quote}`]),
  ];
  return parts.join(' · ');
}
