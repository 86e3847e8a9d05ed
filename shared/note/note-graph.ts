// What the graph of notes needs of one note: a pure function of its text, small enough to keep for every note of a vault.
import { anchorsOf, type NoteAnchors } from './anchors';
import { readFrontmatter } from './frontmatter';
import { linksOf, type LinkForm, type NoteLink } from './links';
import { scanNote } from './scan';
import { tagsOf } from './tags';
import { tasksOf } from './tasks';
import { listOf } from './values';

/** What a link says; the places of its parts are not needed. */
export type LinkWords = Pick<NoteLink, 'target' | 'headings' | 'block'>;

/** A link without its places but for its line. */
export interface GraphLink extends LinkWords {
  form: LinkForm;
  embed: boolean;
  /** From 0. */
  line: number;
  property: string | null;
}

export interface NoteGraph {
  /** Why the properties can't be read, with links, tags and aliases in them unknown; `null` when they can. */
  problem: string | null;
  aliases: readonly string[];
  /** In the order of the text. */
  links: readonly GraphLink[];
  anchors: NoteAnchors;
  /** Each spelling once, in the order of the text. */
  tags: readonly { tag: string; count: number }[];
  tasks: { pending: number; done: number };
}

export function graphOf(text: string): NoteGraph {
  const scan = scanNote(text);
  const reading = readFrontmatter(text);
  const properties = reading.kind === 'properties' ? reading.properties : null;
  const tags = new Map<string, number>();
  for (const { tag } of tagsOf(scan, properties)) tags.set(tag, (tags.get(tag) ?? 0) + 1);
  const tasks = tasksOf(scan);
  const done = tasks.filter((task) => task.done).length;
  return {
    problem: reading.kind === 'unreadable' ? problemText(reading.problem, reading.line) : null,
    aliases: listOf(properties?.['aliases']),
    links: linksOf(scan).map(graphLink),
    anchors: anchorsOf(scan),
    tags: [...tags].map(([tag, count]) => ({ tag, count })),
    tasks: { pending: tasks.length - done, done },
  };
}

function problemText(problem: string, line: number | null): string {
  return line === null ? problem : `${problem} (line ${line})`;
}

function graphLink({ form, embed, line, property, target, headings, block }: NoteLink): GraphLink {
  return { form, embed, line, property, target, headings, block };
}

/** The link's target as a wikilink names it: `Note#Heading`, `#^block`. */
export function linkText({ target, headings, block }: LinkWords): string {
  return [target, ...headings, ...(block === null ? [] : [`^${block}`])].join('#');
}
