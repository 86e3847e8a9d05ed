// `note lint`: the findings of one note or of all knowledge, with their links, and the safe repairs as one operation.
import { TouchstoneError } from '../errors';
import { isBroken } from '../note/link-resolution';
import { findNote } from '../note/queries/find-note';
import { tallyOf } from '../note/queries/graph/link-tally';
import { eachLink, vaultGraph } from '../note/queries/graph/vault-graph';
import { isProtected } from '../policy/note-classes';
import type { Config } from '../settings/config';
import { decodeNote } from '../vault/bytes';
import type { Io } from '../vault/io';
import type { Derived } from '../vault/memory';
import { byFolder } from '../vault/note-table';
import type { PlannedWrite, Planner } from '../vault/plan';
import type { IndexedNote, VaultView } from '../vault/view';
import { scopeFinder, scopeOf } from './findings';
import { lintNote, type LintFinding, type Repairable } from './lint-note';

export interface LintItem {
  /** Notes that were looked at. */
  notes: number;
  errors: number;
  warnings: number;
  /** Findings that `--fix` has set right; they are not in `findings`. */
  fixed: number;
  /** By path, then line. */
  findings: LintFinding[];
}

/** @param ref a note; all knowledge notes when absent. @throws E_NOT_FOUND, E_AMBIGUOUS */
export function lintNotes(ref: string | undefined): (view: VaultView) => Io<LintItem> {
  return function* (view) {
    const paths = yield* pathsOf(view, ref, 'read');
    const findings: LintFinding[] = yield* linkFindings(view, paths);
    for (const path of paths) findings.push(...(yield* localFindings(view, path)).map(({ finding }) => finding));
    return itemOf(paths.length, findings, 0);
  };
}

/**
 * How many findings {@link lintNotes} has of all knowledge notes. What a note's text alone says is kept between commands.
 * @param source changes whenever the same text would be judged otherwise
 */
export function* countFindings(view: VaultView, source: string): Io<Pick<LintItem, 'notes' | 'errors' | 'warnings'>> {
  const notes = yield* view.table('');
  const folders = [...byFolder(notes, notes.alike([])).values()];
  const paths: string[] = [];
  let [errors, warnings] = [0, 0];
  for (const scope of ['system', 'project'] as const) {
    // A note's scope hangs on its folder alone.
    const within = folders.filter(([first]) => scopeOf(notes.path(first?.[0] ?? 0), view.config) === scope).flat(2).map((n) => notes.note(n));
    const counts = yield* view.rememberedOfEach({ name: `lint-${scope}`, source }, within, (note) => countLocal(view, note));
    for (const [errorsOfNote, warningsOfNote] of counts) {
      errors += errorsOfNote;
      warnings += warningsOfNote;
    }
    paths.push(...within.map(({ path }) => path));
  }
  return { notes: paths.length, errors, warnings: warnings + (yield* countLinkFindings(view, paths)) };
}

/** Errors and warnings that a note's text alone has. */
function* countLocal(view: VaultView, { path }: IndexedNote): Io<Derived<[errors: number, warnings: number]>> {
  const bytes = yield* bytesOf(view, path);
  const found = findingsIn(bytes, path, view.config);
  const errors = found.filter(({ finding }) => finding.severity === 'error').length;
  return { answer: [errors, found.length - errors], sha256: bytes instanceof Uint8Array ? yield* view.sha256(bytes) : null };
}

/** Sets right what is certain. Protected notes are a person's to repair; for others their findings stay. */
export function fixNotes(ref: string | undefined): Planner<LintItem> {
  return function* (view) {
    const paths = yield* pathsOf(view, ref, 'write');
    const findings: LintFinding[] = yield* linkFindings(view, paths);
    const writes: PlannedWrite[] = [];
    let fixed = 0;
    for (const path of paths) {
      const found = yield* localFindings(view, path);
      const mayRepair = found.some(({ repair }) => repair !== null) && (view.actor.kind === 'human' || !isProtected(path, view.config));
      const note = mayRepair ? yield* view.note(path) : null;
      if (typeof note?.text !== 'string') {
        findings.push(...found.map(({ finding }) => finding));
        continue;
      }
      const { text, repairs, left } = repaired(note.text, path, view);
      fixed += repairs;
      findings.push(...left.map(({ finding }) => finding));
      writes.push({ path, content: text, before: note.sha256 });
    }
    return { plan: writes.length === 0 ? null : { op: 'note.lint', writes }, item: itemOf(paths.length, findings, fixed) };
  };
}

/** A repair may bring another finding to light (a scope of project asks for the project), so they are made twice. */
function repaired(before: string, path: string, view: VaultView): { text: string; repairs: number; left: Repairable[] } {
  let text = before;
  let repairs = 0;
  for (let round = 0; round < 2; round += 1) {
    for (const { repair } of lintNote(text, path, view.config)) {
      if (repair === null) continue;
      text = repair(text);
      repairs += 1;
    }
  }
  return { text, repairs, left: lintNote(text, path, view.config) };
}

function* pathsOf(view: VaultView, ref: string | undefined, mode: 'read' | 'write'): Io<string[]> {
  if (ref === undefined) {
    const scopeAt = scopeFinder(view.config);
    return (yield* view.paths('')).filter((path) => scopeAt(path) !== null);
  }
  const { path } = yield* findNote(view, ref, mode);
  if (scopeOf(path, view.config) !== null) return [path];
  throw new TouchstoneError('E_USAGE', `${path} is no knowledge note, so no type has rules for it.`, {
    hint: `Knowledge lies below ${[view.config.folders.knowledge, ...view.config.folders.system].join(', ')}.`,
    details: { path },
  });
}

/** Its text alone: whether a note is as recorded is no finding here, and would be looked up for each of all notes. */
function* localFindings(view: VaultView, path: string): Io<Repairable[]> {
  return findingsIn(yield* bytesOf(view, path), path, view.config);
}

/** Why it can't be read, where it can't; `null` when there is none. */
function* bytesOf(view: VaultView, path: string): Io<Uint8Array | string | null> {
  try {
    return yield* view.bytes(path);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function findingsIn(bytes: Uint8Array | string | null, path: string, config: Config): Repairable[] {
  if (bytes === null) return [];
  if (typeof bytes === 'string') return [unreadable(path, bytes, 'put the note itself there, or make it readable')];
  const text = decodeNote(bytes);
  return text === null ? [unreadable(path, 'its bytes are not UTF-8', 'save it as UTF-8')] : lintNote(text, path, config);
}

function unreadable(path: string, message: string, fix: string): Repairable {
  return { finding: { path, line: 1, severity: 'error', rule: 'unreadable', message, fix, fixable: false }, repair: null };
}

/** Broken links, and notes that link to no other. */
function* linkFindings(view: VaultView, paths: readonly string[]): Io<LintFinding[]> {
  const wanted = new Set(paths);
  const linking = new Set<string>();
  const findings: LintFinding[] = [];
  const warn = (path: string, line: number, rule: 'links' | 'broken_link', message: string, fix: string): void => {
    findings.push({ path, line, severity: 'warning', rule, message, fix, fixable: false });
  };
  eachLink(yield* vaultGraph(view), (source, link, resolution) => {
    const { path } = source;
    if (!wanted.has(path)) return;
    if (isBroken(resolution)) {
      const { line, target } = source.table.link(link);
      warn(path, line + 1, 'broken_link', `the link to '${target}' leads nowhere`, 'make the note that it names, or correct it');
    } else if (resolution.path !== path) linking.add(path);
  });
  for (const path of paths) if (!linking.has(path)) warn(path, 1, 'links', 'it links to no other note', 'link a neighbour under Related');
  return findings;
}

/** How many {@link linkFindings} there are. */
function* countLinkFindings(view: VaultView, paths: readonly string[]): Io<number> {
  const graph = yield* vaultGraph(view);
  const { brokenIn, isRelated } = tallyOf(graph);
  const wanted = new Set(paths);
  return graph.notes.reduce((count, { path }, place) => (
    wanted.has(path) ? count + (brokenIn[place] ?? 0) - (isRelated[place] ?? 0) : count
  ), paths.length);
}

function itemOf(notes: number, findings: LintFinding[], fixed: number): LintItem {
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  return { notes, errors, warnings: findings.length - errors, fixed, findings: findings.sort(byPlace) };
}

function byPlace(one: LintFinding, other: LintFinding): number {
  if (one.path !== other.path) return one.path < other.path ? -1 : 1;
  return one.line - other.line || (one.rule < other.rule ? -1 : one.rule > other.rule ? 1 : 0);
}
