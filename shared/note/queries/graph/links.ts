// `note links`, `note backlinks` and `note broken`: links one by one, with the lines they stand in.
import type { Io } from '../../../vault/io';
import { folderPath, isBelow } from '../../../vault/paths';
import type { VaultView } from '../../../vault/view';
import { isBroken } from '../../link-resolution';
import { findNote } from '../find-note';
import { eachLink, linkFacts, vaultGraph, type LinkFacts, type VaultGraph } from './vault-graph';

/** A link of the note that was asked about. */
export interface OutgoingLink extends LinkFacts {
  /** The file that it leads to; `null` when there is none in this vault. */
  path: string | null;
  /** Other files that the same words fit. */
  also: readonly string[];
}

/** A link that stands in another note. */
export interface IncomingLink extends LinkFacts {
  /** The note that it stands in. */
  path: string;
}

export interface LinkList<Row> {
  rows: Row[];
  unreadable: VaultGraph['unreadable'];
}

export interface LinksOfNote<Row> extends LinkList<Row> {
  path: string;
  also: string[];
}

/** In the order of the note. @throws E_NOT_FOUND */
export function noteLinks(ref: string): (view: VaultView) => Io<LinksOfNote<OutgoingLink>> {
  return function* (view) {
    const { path, also } = yield* findNote(view, ref, 'read');
    const { notes, resolver, unreadable } = yield* vaultGraph(view);
    const rows: OutgoingLink[] = [];
    eachLink({ notes: notes.filter((note) => note.path === path), resolver }, (source, link, resolution) => {
      rows.push({ ...linkFacts(source.table.link(link), resolution), path: resolution.path, also: resolution.also });
    });
    return { path, also, rows, unreadable: unreadable.filter((note) => note.path === path) };
  };
}

/** Every link of another note that leads there, by whatever words, by path and line. @throws E_NOT_FOUND */
export function backlinks(ref: string): (view: VaultView) => Io<LinksOfNote<IncomingLink>> {
  return function* (view) {
    const { path, also } = yield* findNote(view, ref, 'read');
    const graph = yield* vaultGraph(view);
    const rows: IncomingLink[] = [];
    eachLink(graph, (source, link, resolution) => {
      if (resolution.path === path && source.path !== path) rows.push({ path: source.path, ...linkFacts(source.table.link(link), resolution) });
    });
    return { path, also, rows, unreadable: graph.unreadable };
  };
}

/** Every link that leads nowhere, or to a heading or block that is not there; of the notes below `folder`. */
export function brokenLinks(folder: string): (view: VaultView) => Io<LinkList<IncomingLink>> {
  const below = folderPath(folder);
  return function* (view) {
    const graph = yield* vaultGraph(view);
    const rows: IncomingLink[] = [];
    eachLink(graph, (source, link, resolution) => {
      if (isBroken(resolution) && isBelow(source.path, below)) rows.push({ path: source.path, ...linkFacts(source.table.link(link), resolution) });
    });
    return { rows, unreadable: graph.unreadable.filter(({ path }) => isBelow(path, below)) };
  };
}
