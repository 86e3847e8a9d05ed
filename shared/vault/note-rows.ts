// Where a view has the rows of its notes from: read for each question (the command line), or kept by a process that lives.
import type { Config } from '../settings/config';
import { Baselines } from './baselines';
import type { Io } from './io';
import type { NoteReader } from './note-index';
import { NoteIndex } from './note-index';
import { isBelow } from './paths';
import type { Ports } from './ports';
import { joinedRows, type RowSet } from './row-set';

export interface NoteRows {
  /**
   * The rows of all notes below `folder`. `hashAll` reads every note; otherwise one that did not change by its stat is
   * taken as remembered.
   */
  rows(folder: string, hashAll: boolean): Io<RowSet>;
}

/** What views of one vault answer from. */
export interface Sources {
  /** As far as they were read; a view's maker refreshes them. */
  baselines(): Baselines;
  rows(config: Config, reader: NoteReader, baselines: Baselines): NoteRows;
}

/** Everything is read anew for each view, with the caches that lie in the vault. */
export function freshSources(ports: Ports): Sources {
  return {
    baselines: () => new Baselines(ports),
    rows: (config, reader, baselines) => new IndexedRows(ports, config, reader, baselines),
  };
}

/** As {@link freshSources}, but what was read of the ledger is kept from view to view: for many operations in a row. */
export function keptSources(ports: Ports): Sources {
  const baselines = new Baselines(ports);
  return { ...freshSources(ports), baselines: () => baselines };
}

/** Stories and all other notes have an index each, so that a question about one does not read the other. */
class IndexedRows implements NoteRows {
  private readonly stories: NoteIndex;
  private readonly others: NoteIndex;
  /** All stories: a question about the vault is often followed by one about them. */
  private readonly found = new Map<boolean, RowSet>();

  constructor(ports: Ports, private readonly config: Config, notes: NoteReader, baselines: Baselines) {
    const reading = { notes, state: ports.state, hash: ports.hash, place: ports.place };
    this.stories = new NoteIndex(reading, 'stories', config.folders.stories, baselines);
    this.others = new NoteIndex(reading, 'notes', config.folders.stories, baselines);
  }

  *rows(folder: string, hashAll: boolean): Io<RowSet> {
    const { stories } = this.config.folders;
    if (folder === stories) return yield* this.allStories(hashAll);
    if (isBelow(folder, stories)) return yield* this.stories.rows(folder, hashAll);
    const others = yield* this.others.rows(folder, hashAll);
    if (!isBelow(stories, folder)) return others;
    return joinedRows(others, yield* this.allStories(hashAll));
  }

  private *allStories(hashAll: boolean): Io<RowSet> {
    const rows = this.found.get(hashAll) ?? (yield* this.stories.rows(this.config.folders.stories, hashAll));
    this.found.set(hashAll, rows);
    return rows;
  }
}
