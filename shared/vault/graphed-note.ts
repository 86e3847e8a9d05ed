// A note of the vault with its graph.
import type { NoteAnchors } from '../note/anchors';
import type { GraphLink, NoteGraph } from '../note/note-graph';
import type { GraphTable } from './graph-table';

/** What a table has of the note's content is made when it is asked for; it must be copied by name, a spread would miss it. */
export class GraphedNote implements NoteGraph {
  constructor(readonly path: string, readonly table: GraphTable, readonly row: number) {}

  get problem(): string | null { return this.table.problem(this.row); }
  get tasks(): NoteGraph['tasks'] { return { pending: this.table.count(this.row, 'pending'), done: this.table.count(this.row, 'done') }; }
  get links(): readonly GraphLink[] { return this.table.map(this.row, 'links', (at) => this.table.link(at)); }
  get aliases(): readonly string[] { return this.table.map(this.row, 'aliases', (at) => this.textOf('aliases', at)); }

  get tags(): NoteGraph['tags'] {
    return this.table.map(this.row, 'tags', (at) => ({ tag: this.textOf('tags', at), count: this.table.number('tags', at, 1) }));
  }

  get anchors(): NoteAnchors {
    const { table, row } = this;
    return {
      headings: table.map(row, 'headings', (at) => ({ level: table.number('headings', at), text: table.text(table.number('headings', at, 1)) })),
      blocks: table.map(row, 'blocks', (at) => this.textOf('blocks', at)),
    };
  }

  private textOf(item: 'aliases' | 'tags' | 'blocks', at: number): string {
    return this.table.text(this.table.number(item, at));
  }
}

/** What the graph needs of a vault; all in path order. */
export interface GraphedNotes {
  notes: GraphedNote[];
  /** Paths of notes that are no text, or can't be opened. */
  unread: string[];
  /** Paths of all files that are no notes. */
  others: string[];
  /** The table that was kept between commands; what it numbers, those of all notes number alike. */
  stored: GraphTable | null;
  /** How many texts these tables number together. */
  texts: number;
}
