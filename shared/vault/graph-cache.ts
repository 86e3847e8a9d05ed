// The file format of the graph's cache: what each content, named by its hash, holds for the graph of notes. It is a
// function of the content alone, so a cache of another vault is as good as one's own.
import type { GraphLink, NoteGraph } from '../note/note-graph';
import type { Sha256 } from './ports';

export const GRAPH_CACHE_PATH = 'local/cache/graph';
/** Changes with the format, and whenever another graph would be derived from the same text. */
const VERSION = 'touchstone-graph-1';
const HEADER_LENGTH = `${VERSION} \n`.length + 64;

const FORMS: readonly GraphLink['form'][] = ['wikilink', 'markdown', 'definition'];

/** `form` counts from 0, an embed adds 10; what is absent at the end is left out. */
type StoredLink = [form: number, line: number, target: string, headings?: string[], block?: string | null, property?: string];
type StoredGraph = [
  sha256: Sha256, links: StoredLink[], headings: [level: number, text: string][], blocks: string[],
  tags: [tag: string, count: number][], pending: number, done: number, aliases: string[], problem: string | null,
];

/** The cache without its header. */
export function encodeGraphs(graphs: ReadonlyMap<Sha256, NoteGraph>): Uint8Array {
  const rows = [...graphs].map(([sha256, graph]): StoredGraph => [
    sha256,
    graph.links.map(storedLink),
    graph.anchors.headings.map(({ level, text }) => [level, text]),
    graph.anchors.blocks,
    graph.tags.map(({ tag, count }) => [tag, count]),
    graph.tasks.pending,
    graph.tasks.done,
    graph.aliases,
    graph.problem,
  ]);
  return new TextEncoder().encode(JSON.stringify(rows));
}

export function graphHeader(bodyHash: Sha256): Uint8Array {
  return new TextEncoder().encode(`${VERSION} ${bodyHash}\n`);
}

/** Splits a cache file; `null` when it is none of this version. */
export function splitGraphCache(bytes: Uint8Array): { bodyHash: Sha256; body: Uint8Array } | null {
  const [version, bodyHash = ''] = new TextDecoder().decode(bytes.subarray(0, HEADER_LENGTH)).trimEnd().split(' ');
  return version === VERSION ? { bodyHash, body: bytes.subarray(HEADER_LENGTH) } : null;
}

/** @param body whose hash was the header's */
export function decodeGraphs(body: Uint8Array): Map<Sha256, NoteGraph> {
  const rows = JSON.parse(new TextDecoder().decode(body)) as StoredGraph[];
  return new Map(rows.map(([sha256, links, headings, blocks, tags, pending, done, aliases, problem]) => [sha256, {
    problem,
    aliases,
    links: links.map(graphLink),
    anchors: { headings: headings.map(([level, text]) => ({ level, text })), blocks },
    tags: tags.map(([tag, count]) => ({ tag, count })),
    tasks: { pending, done },
  }]));
}

function storedLink({ form, embed, line, target, headings, block, property }: GraphLink): StoredLink {
  const kind = FORMS.indexOf(form) + (embed ? 10 : 0);
  if (property !== null) return [kind, line, target, headings, block, property];
  if (block !== null) return [kind, line, target, headings, block];
  return headings.length > 0 ? [kind, line, target, headings] : [kind, line, target];
}

function graphLink([kind, line, target, headings = [], block = null, property]: StoredLink): GraphLink {
  return { form: FORMS[kind % 10] ?? 'wikilink', embed: kind >= 10, line, property: property ?? null, target, headings, block };
}
