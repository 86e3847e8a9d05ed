// `note move`: renames or moves a note, an attachment or a folder, and mends every reference to it, in one operation.
import { TouchstoneError } from '../../errors';
import { classOf } from '../../policy/note-classes';
import { carriedState } from '../../story/governed';
import type { Io } from '../../vault/io';
import { comparePaths } from '../../vault/paths';
import type { PlannedWrite, Planner } from '../../vault/plan';
import type { NoteSnapshot, VaultView } from '../../vault/view';
import { differenceOf, type Hunk } from '../difference';
import { catalogueOf, resolveLink } from '../link-resolution';
import { mendCanvas } from '../move/canvas';
import { leadAlike, mendLinks, movedTarget, newPath, type Moving } from '../move/mend';
import { vaultGraph, type VaultGraph } from '../queries/graph/vault-graph';
import { requireMendable, requireMovable, requireUndelivered } from './move/permission';
import { textsBefore } from './move/way-back';
import { relocation, type Relocation } from './move/which-files';
import { assertNoteRules } from './note-rules';

export interface MovedItem {
  /** Where it lies now. */
  path: string;
  from: string;
  kind: Relocation['kind'];
  /** Every file that moved, in path order. */
  moved: { from: string; to: string }[];
  /** Every note and canvas with another text than before, by its new path, in path order. */
  mended: { path: string; links: number; hunks: Hunk[] }[];
}

/** A file whose text changes, with its path before the move. */
interface Mending {
  snapshot: NoteSnapshot;
  text: string;
  links: number;
}

/**
 * @param request `ref`: a note, an attachment or a folder; `to`: its new path from the vault's top, or a folder
 * @throws E_NOT_FOUND, E_AMBIGUOUS, E_USAGE (taken, a twin, a link that can't be written), E_POLICY
 */
export function moveNote(request: { ref: string; to: string }): Planner<MovedItem> {
  return function* (view) {
    const where = yield* relocation(view, request.ref, request.to);
    const { from, to, kind, moves } = where;
    const item: MovedItem = { path: to, from, kind, moved: [...moves].map(([was, is]) => ({ from: was, to: is })), mended: [] };
    if (from === to) return { plan: null, item: { ...item, moved: [] } };
    yield* requireMovable(view, where);
    const graph = yield* vaultGraph(view);
    const earlier = yield* textsBefore(view, moves);
    const moving = movingIn(graph, moves, earlier !== null);
    const warnings: string[] = [...unreadable(graph), ...fulfilled(graph, moving)];
    const mendings = yield* mendAll(view, graph, { moving, earlier: earlier ?? new Map(), warnings });
    requireMendable(view, [...mendings.keys()].filter((path) => !moves.has(path)));
    for (const { snapshot, text, links } of mendings.values()) {
      item.mended.push({ path: newPath(snapshot.path, moving), links, hunks: differenceOf(snapshot.text ?? '', text) });
    }
    item.mended.sort((a, b) => comparePaths(a.path, b.path));
    const writes = [...(yield* movingWrites(view, moving, mendings)), ...(yield* mendingWrites(view, moving, mendings))];
    const about = kind === 'folder' ? undefined : writes.find(({ path }) => path === from);
    return {
      plan: { op: 'note.move', writes, ...(about && { about: { path: from, before: about.before } }) },
      item,
      warnings,
    };
  };
}

function movingIn({ resolver: { catalogue } }: VaultGraph, moves: ReadonlyMap<string, string>, isWayBack: boolean): Moving {
  // Whether a heading is there does not depend on where its note lies.
  const files = catalogue.files.map(({ path, aliases = [] }) => ({ path: moves.get(path) ?? path, aliases }));
  return { moves, before: catalogue, after: catalogueOf(files), isWayBack };
}

interface MendingWork {
  moving: Moving;
  /** Texts to go back to, by present path. */
  earlier: ReadonlyMap<string, string>;
  /** Takes what people should know. */
  warnings: string[];
}

function* mendAll(view: VaultView, graph: VaultGraph, { moving, earlier, warnings }: MendingWork): Io<Map<string, Mending>> {
  const mendings = new Map<string, Mending>();
  for (const { path, links } of graph.notes) {
    if (!earlier.has(path) && links.every((link) => movedTarget(link, path, moving) === null)) continue;
    const mending = yield* mendNote(view, path, moving, earlier.get(path));
    if (mending !== null) mendings.set(path, mending);
  }
  for (const { path } of moving.before.files) {
    if (!/\.canvas$/i.test(path)) continue;
    const mending = yield* mendCanvasFile(view, path, moving, warnings);
    if (mending !== null) mendings.set(path, mending);
  }
  return mendings;
}

function* mendNote(view: VaultView, path: string, moving: Moving, earlier: string | undefined): Io<Mending | null> {
  const snapshot = yield* view.note(path);
  if (snapshot === null || snapshot.text === null) return null;
  const mended = mendLinks(snapshot.text, path, moving);
  const isWayBack = earlier !== undefined && leadAlike(earlier, mended.text, newPath(path, moving), moving.after);
  const text = isWayBack ? earlier : mended.text;
  if (!isWayBack && mended.stuck.length > 0) throw stuck(path, mended.stuck);
  if (text === snapshot.text) return null;
  if (classOf(path, view.config) === 'story') requireUndelivered(path, snapshot, text);
  if (classOf(path, view.config) !== 'proposal') assertNoteRules(newPath(path, moving), snapshot.text, text, view.config);
  return { snapshot, text, links: Math.max(mended.splices.length, 1) };
}

function* mendCanvasFile(view: VaultView, path: string, moving: Moving, warnings: string[]): Io<Mending | null> {
  const snapshot = yield* view.note(path);
  if (snapshot === null) return null;
  const mended = snapshot.text === null ? null : mendCanvas(snapshot.text, path, moving);
  if (mended === null) {
    warnings.push(`${path} can't be read as a canvas; paths and links in it stay as they are.`);
    return null;
  }
  if (mended.stuck) throw stuck(path, []);
  return mended.links === 0 ? null : { snapshot, text: mended.text, links: mended.links };
}

function stuck(path: string, lines: readonly number[]): TouchstoneError {
  const where = lines.length === 0 ? '' : ` (line ${lines.join(', ')})`;
  return new TouchstoneError('E_USAGE', `A link in \`${path}\`${where} can't be written so that it leads to the moved file.`, {
    hint: 'Choose a path without # ^ [ ] | in the names of its folders, or change that link first.',
    details: { path, lines },
  });
}

/** Creates and deletes: a rename is both. */
function* movingWrites(view: VaultView, { moves }: Moving, mendings: ReadonlyMap<string, Mending>): Io<PlannedWrite[]> {
  const writes: PlannedWrite[] = [];
  for (const [from, to] of moves) {
    const snapshot = yield* view.note(from);
    if (snapshot === null) throw new TouchstoneError('E_NOT_FOUND', `\`${from}\` is gone.`, { details: { path: from } });
    const content = mendings.get(from)?.text ?? snapshot.bytes;
    const state = typeof content === 'string' ? yield* carriedState(view, snapshot.text ?? '', content, snapshot.state) : snapshot.state;
    writes.push({ path: to, content, before: null, ...(state && { state }) }, { path: from, content: null, before: snapshot.sha256 });
  }
  return writes;
}

function* mendingWrites(view: VaultView, { moves }: Moving, mendings: ReadonlyMap<string, Mending>): Io<PlannedWrite[]> {
  const writes: PlannedWrite[] = [];
  for (const [path, { snapshot, text }] of mendings) {
    if (moves.has(path)) continue;
    const state = yield* carriedState(view, snapshot.text ?? '', text, snapshot.state);
    writes.push({ path, content: text, before: snapshot.sha256, ...(state && { state }) });
  }
  return writes;
}

function unreadable(graph: VaultGraph): string[] {
  return graph.unreadable.map(({ path, problem }) => `Links in ${path} are not all known: ${problem}.`);
}

/** Links that led nowhere and lead somewhere by the new name: nothing is changed, but it should be known. */
function fulfilled({ notes }: VaultGraph, moving: Moving): string[] {
  const found: string[] = [];
  for (const { path, links } of notes) {
    for (const link of links) {
      if (resolveLink(link, path, moving.before).path !== null) continue;
      const now = resolveLink(link, newPath(path, moving), moving.after).path;
      if (now !== null) found.push(`A link in ${path}, line ${link.line + 1}, led nowhere and leads to ${now} now.`);
    }
  }
  return found;
}
