// A proposal as the text of a note, and back. The texts of Before, After and Applied round-trip byte for byte,
// so nothing here may pass them through an edit that knows about line ends.
import { readFrontmatter, serializeFrontmatter } from '../note/frontmatter';
import { scanNote, type NoteScan } from '../note/scan';
import { sectionContent, sectionsNamed } from '../note/sections';
import { fenceAround, fencedContent } from '../note/structure';
import { broken, headProperties, readHead } from './head';
import { titleOf, type Proposal, type ProposalKind, type StoredProposal } from './proposal';

const HEADLINES: Readonly<Record<ProposalKind, string>> = {
  change: 'Proposed change',
  create: 'Proposed note',
  delete: 'Proposed removal',
  promotion: 'Proposed promotion',
};

/** The note of a new proposal. Its decision is not written: a new proposal has none. */
export function composeProposal(proposal: Proposal): string {
  const blocks = [
    `# ${HEADLINES[proposal.kind]}: ${titleOf(proposal.targetPath)}`,
    `## Motivation\n${proposal.motivation}`,
    `## Impact\n${proposal.impact}`,
  ];
  if (proposal.before !== null) blocks.push(textSection('Before', proposal.before));
  if (proposal.after !== null) blocks.push(textSection('After', proposal.after));
  return `${serializeFrontmatter(headProperties(proposal))}${blocks.join('\n\n')}\n`;
}

/** `text` with `## Applied` at its end. */
export function withApplied(text: string, applied: string): string {
  const gap = text.endsWith('\n') ? '\n' : '\n\n';
  return `${text}${gap}${textSection('Applied', applied)}\n`;
}

/** `text` without the `## Applied` that {@link withApplied} put there. */
export function withoutApplied(text: string): string {
  const section = sectionsNamed(scanNote(text), 'Applied', 2).at(-1);
  if (section === undefined) return text;
  const before = text.slice(0, section.heading.start);
  return before.endsWith('\n\n') ? before.slice(0, -1) : before;
}

function textSection(heading: string, text: string): string {
  return `## ${heading}\n${fenceAround(text, 'md')}`;
}

/**
 * Reads a proposal's note.
 * @throws E_INTEGRITY that names the first thing missing or wrong; the note is untrusted text.
 */
export function readProposal(note: { path: string; sha256: string; text: string | null }): StoredProposal {
  const { path, text } = note;
  if (text === null) throw broken(path, 'its bytes are not UTF-8');
  const reading = readFrontmatter(text);
  if (reading.kind === 'unreadable') throw broken(path, reading.problem);
  if (reading.kind === 'none') throw broken(path, 'it has no properties');
  const scan = scanNote(text);
  const proposal: StoredProposal = {
    ...readHead(reading.properties, path),
    path,
    sha256: note.sha256,
    text,
    motivation: proseOf(scan, 'Motivation'),
    impact: proseOf(scan, 'Impact'),
    before: fencedOf(scan, 'Before', path),
    after: fencedOf(scan, 'After', path),
    applied: fencedOf(scan, 'Applied', path),
  };
  requireTexts(proposal);
  return proposal;
}

function requireTexts(proposal: StoredProposal): void {
  const { path, kind } = proposal;
  const beforeExpected = proposal.baseSha256 !== null;
  if (beforeExpected !== (proposal.before !== null)) {
    throw broken(path, beforeExpected ? 'its section Before is missing' : 'it has Before but no base_sha256');
  }
  if ((kind === 'delete') !== (proposal.after === null)) {
    throw broken(path, kind === 'delete' ? 'it is a delete and has After' : 'its section After is missing');
  }
  if (kind === 'change' || kind === 'delete') {
    if (!beforeExpected) throw broken(path, `it is a ${kind} and has no base_sha256`);
  } else if (kind === 'create' && beforeExpected) {
    throw broken(path, 'it is a create and has a base_sha256');
  }
}

function proseOf(scan: NoteScan, heading: string): string {
  const section = sectionsNamed(scan, heading, 2)[0];
  return section === undefined ? '' : sectionContent(scan, section);
}

function fencedOf(scan: NoteScan, heading: string, path: string): string | null {
  const sections = sectionsNamed(scan, heading, 2);
  const section = sections[0];
  if (section === undefined) return null;
  if (sections.length > 1) throw broken(path, `it has ${sections.length} sections named ${heading}`);
  const content = fencedContent(scan, section);
  if (content === null) throw broken(path, `its section ${heading} holds no code block`);
  return content;
}
