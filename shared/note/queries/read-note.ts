// `note read`: a note's text, or one section, some lines or an earlier version of it, with the hash to write against.
import { TouchstoneError } from '../../errors';
import type { Io } from '../../vault/io';
import type { Sha256 } from '../../vault/ports';
import type { Integrity, VaultView } from '../../vault/view';
import { linesOf } from '../find';
import { readFrontmatter, type Properties } from '../frontmatter';
import { scanNote } from '../scan';
import { findSection, sectionContent } from '../sections';
import { findNote } from './find-note';
import { findPastNote } from './find-past-note';
import { noteVersions, versionAt, versionContent } from './note-versions';

export interface ReadRequest {
  /** `Note#Heading` reads that section. */
  ref: string;
  section?: string;
  /** `7` or `7-12`, counted from 1, the properties included. */
  lines?: string;
  /** Hash of an earlier version, or its beginning. */
  at?: string;
}

export interface NoteReading {
  path: string;
  also: string[];
  /** Of the whole note (of the version that was asked for), whatever part is read. */
  sha256: Sha256;
  /** `null` for an earlier version, which has no baseline to compare with. */
  integrity: Integrity | null;
  /** `null` when they can't be read; `problem` says why. */
  properties: Properties | null;
  problem: string | null;
  section: string | null;
  lines: string | null;
  text: string;
}

/** @throws E_USAGE, E_NOT_FOUND, E_AMBIGUOUS (a heading that stands there twice), E_INTEGRITY (not UTF-8) */
export function readNote(request: ReadRequest): (view: VaultView) => Io<NoteReading> {
  return function* (view) {
    const note = request.at === undefined ? yield* presentNote(view, request.ref) : yield* earlierNote(view, request.ref, request.at);
    const section = request.section ?? note.heading ?? null;
    if (section !== null && request.lines !== undefined) {
      throw new TouchstoneError('E_USAGE', 'A section and lines were asked for; a part of a note is named by one of them.');
    }
    const reading = readFrontmatter(note.text);
    return {
      path: note.path,
      also: note.also,
      sha256: note.sha256,
      integrity: note.integrity,
      properties: reading.kind === 'unreadable' ? null : reading.kind === 'properties' ? reading.properties : (Object.create(null) as Properties),
      problem: reading.kind === 'unreadable' ? problemText(reading.problem, reading.line) : null,
      ...partOf(note.text, section, request.lines),
    };
  };
}

interface WholeNote {
  path: string;
  also: string[];
  heading?: string;
  sha256: Sha256;
  integrity: Integrity | null;
  text: string;
}

function* presentNote(view: VaultView, ref: string): Io<WholeNote> {
  const found = yield* findNote(view, ref, 'read');
  const snapshot = yield* view.note(found.path);
  if (snapshot === null) throw new TouchstoneError('E_NOT_FOUND', `\`${found.path}\` is gone.`, { details: { path: found.path } });
  if (snapshot.text === null) throw notText(found.path, snapshot.sha256);
  return { ...found, sha256: snapshot.sha256, integrity: snapshot.integrity, text: snapshot.text };
}

function* earlierNote(view: VaultView, ref: string, at: string): Io<WholeNote> {
  const found = yield* findPastNote(view, ref, 'read');
  const version = versionAt(found.path, yield* noteVersions(view, found.path), at);
  const bytes = yield* versionContent(view, found.path, version);
  const text = decode(bytes);
  if (text === null) throw notText(found.path, version.sha256);
  return { ...found, sha256: version.sha256, integrity: null, text };
}

function partOf(text: string, section: string | null, lines: string | undefined): Pick<NoteReading, 'section' | 'lines' | 'text'> {
  if (section !== null) {
    const scan = scanNote(text);
    const found = findSection(scan, section);
    return { section: found.heading.text, lines: null, text: sectionContent(scan, found) };
  }
  if (lines !== undefined) return { section: null, lines, text: linesOf(text, lines) };
  return { section: null, lines: null, text };
}

function problemText(problem: string, line: number | null): string {
  return line === null ? problem : `line ${line}: ${problem}`;
}

function notText(path: string, sha256: Sha256): TouchstoneError {
  return new TouchstoneError('E_INTEGRITY', `\`${path}\` can't be read as text: its bytes are not valid UTF-8.`, {
    hint: `See its earlier versions with: touchstone note history ${JSON.stringify(path)}`,
    details: { path, sha256 },
  });
}

function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}
