// Links of a real vault: what resolves in Obsidian resolves, and what is broken is reported. Its attachments are left out
// on purpose, so links to them are broken.
import { describe, expect, test } from 'vitest';
import { catalogueOf, isBroken, resolveLink, type Resolution } from '../../../shared/note/link-resolution';
import { linksOf, type NoteLink } from '../../../shared/note/links';
import { graphOf } from '../../../shared/note/note-graph';
import { isInert, scanNote } from '../../../shared/note/scan';
import { ABSENT, HELP_VAULT, helpNotes } from '../corpus';

interface Found {
  source: string;
  link: NoteLink;
  resolution: Resolution;
}

const ATTACHMENT = /\.(?:png|jpe?g|gif|svg|webp|pdf|mp3|mp4|ogg|wav|webm|canvas|base)$/i;

/** Notes of the help that show how a link is written, without anything to link to. */
const EXAMPLES = ['Linking notes and files/Internal links.md'];

describe.skipIf(HELP_VAULT === null)(`links of the Obsidian help${ABSENT}`, () => {
  const notes = helpNotes();
  const catalogue = catalogueOf([...notes].map(([path, text]) => {
    const { aliases, anchors } = graphOf(text);
    return { path, aliases, anchors };
  }));
  const found: Found[] = [...notes].flatMap(([source, text]) => linksOf(scanNote(text)).map((link) => ({ source, link, resolution: resolveLink(link, source, catalogue) })));

  test('are all wikilinks that stand outside of inert text, and no other', () => {
    expect(notes.size).toBe(173);
    for (const [source, text] of notes) {
      const scan = scanNote(text);
      const wanted = [...text.slice(scan.bodyStart).matchAll(/!?\[\[[^[\]\r\n]+\]\]/g)]
        .map((match) => ({ start: scan.bodyStart + match.index, written: match[0] }))
        .filter(({ start, written }) => !isInert(scan, start) && !isInert(scan, start + written.length - 1));
      const body = found.filter((each) => each.source === source && each.link.property === null && each.link.form === 'wikilink');
      expect(body.map(({ link }) => ({ start: link.start, written: text.slice(link.start, link.end) })), source).toEqual(wanted);
    }
    expect(found.length).toBeGreaterThan(1_700);
  });

  test('to notes lead to them, but for the examples of the help itself', () => {
    const broken = found.filter(({ resolution, link, source }) => isBroken(resolution) && !ATTACHMENT.test(link.target) && !EXAMPLES.includes(source));
    expect(broken.map(({ source, link }) => `${source}:${link.line + 1} ${link.target}`)).toEqual([]);
    const examples = found.filter(({ resolution, source, link }) => isBroken(resolution) && EXAMPLES.includes(source) && !ATTACHMENT.test(link.target));
    expect(new Set(examples.map(({ link }) => link.target.replace(/\.md$/, '')))).toEqual(new Set(['Example']));
  });

  test('to attachments, which were left out, are all reported', () => {
    const attachments = found.filter(({ link }) => ATTACHMENT.test(link.target));
    expect(attachments.length).toBeGreaterThan(200);
    expect(attachments.filter(({ resolution }) => !isBroken(resolution))).toEqual([]);
  });

  test('by a name that two notes have lead to the one beside the source', () => {
    const twins = found.filter(({ link }) => link.target === 'Security and privacy');
    expect(twins.length).toBeGreaterThan(3);
    for (const { source, resolution } of twins) {
      const folder = source.slice(0, source.lastIndexOf('/'));
      expect(resolution.path).toBe(`${folder}/Security and privacy.md`);
      expect(resolution.also).toHaveLength(1);
    }
  });
});
