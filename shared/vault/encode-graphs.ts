// Writes graphs of notes in columns.
import type { GraphLink, NoteGraph } from '../note/note-graph';
import type { Columns } from './columns';
import { FORMAT, NO_PROBLEM, type Header, type NumberColumns, type StoredKind, type StoredWords, type TextColumns } from './graph-format';
import { NumberedValues } from './numbered-values';
import type { Sha256 } from './ports';

export interface GraphColumns extends Columns {
  header: Header;
  numbers: Record<keyof NumberColumns, Uint32Array>;
  texts: Record<keyof TextColumns, string>;
}

export function graphColumns(graphs: ReadonlyMap<Sha256, NoteGraph>, values = new NumberedValues()): GraphColumns {
  const rows: number[] = [];
  const links: number[] = [];
  const headings: number[] = [];
  const blocks: number[] = [];
  const tags: number[] = [];
  const aliases: number[] = [];
  for (const graph of graphs.values()) {
    for (const link of graph.links) links.push(values.of(storedWords(link)), values.of(storedKind(link)), link.line);
    for (const { level, text } of graph.anchors.headings) headings.push(level, values.of(text));
    for (const block of graph.anchors.blocks) blocks.push(values.of(block));
    for (const { tag, count } of graph.tags) tags.push(values.of(tag), count);
    for (const alias of graph.aliases) aliases.push(values.of(alias));
    rows.push(
      links.length, headings.length, blocks.length, tags.length, aliases.length,
      graph.tasks.pending, graph.tasks.done, graph.problem === null ? NO_PROBLEM : values.of(graph.problem),
    );
  }
  const column = (numbers: readonly number[]): Uint32Array => Uint32Array.from(numbers);
  return {
    header: { format: FORMAT },
    numbers: {
      rows: column(rows), links: column(links), headings: column(headings), blocks: column(blocks),
      tags: column(tags), aliases: column(aliases), textEnds: values.ends(),
    },
    texts: { hashes: [...graphs.keys()].join(''), values: values.written.join('') },
  };
}

function storedWords({ target, headings, block }: GraphLink): StoredWords {
  return headings.length === 0 && block === null ? target : [target, block, ...headings];
}

function storedKind({ form, embed, property }: GraphLink): StoredKind {
  return [form, embed, property];
}
