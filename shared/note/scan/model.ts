// What a scan of a note finds. All offsets count UTF-16 units from the start of the text, all lines from 0,
// and every range is `[start, end)`.

/** The block of properties at the very start of a note. */
export interface FrontmatterBlock {
  /** Offset of the opening `---`: 0, or 1 after a BOM. */
  start: number;
  /** Offset after the break of the closing line; the text's length when the block is never closed. */
  end: number;
  /** The lines between the two delimiters, the last break included. */
  contentStart: number;
  contentEnd: number;
  /** False when properties begin and no line closes them: Obsidian shows such a note as plain text. */
  closed: boolean;
}

/** A heading that opens a section: not one in a quote, a list or inert text. */
export interface Heading {
  /** 1 to 6. */
  level: number;
  /** As written, without marks and outer spaces; the lines of a setext heading are joined by one space. */
  text: string;
  /** Its first line. */
  line: number;
  /** Offset of the start of its first line. */
  start: number;
  /** Offset after its last break; the underline of a setext heading belongs to it. */
  end: number;
}

/**
 * `fence` and `indented_code` are blocks, `code` is inline; `comment` is Obsidian's `%%`, `html_comment` is `<!-- -->`,
 * `math` is `$` or `$$`; `html` is a block of HTML, or one tag with its attributes.
 */
export type InertKind = 'fence' | 'indented_code' | 'code' | 'comment' | 'html_comment' | 'html' | 'math';

/** Text that is shown or hidden as it is: in it there are no links, tags, headings or tasks. */
export interface InertZone {
  start: number;
  end: number;
  kind: InertKind;
  /** False when it runs to the end of its container or of the note because nothing closes it. */
  closed: boolean;
}

/** A fenced block with what it holds. */
export interface Fence {
  /** Offset of the first fence character. */
  start: number;
  end: number;
  /** The lines between the fences, the last break included; as they stand in the note, marks of containers included. */
  contentStart: number;
  contentEnd: number;
  /** What follows the opening fence, trimmed. */
  info: string;
  closed: boolean;
  /** In a quote, callout or list: its lines begin with marks that are not content. */
  nested: boolean;
}

/** A table, from the start of its header row. A `\|` in it is a pipe that divides no cells. */
export interface Table {
  start: number;
  end: number;
}

/** An opening mark in a line of text that nothing closes. It is plain text here; the app may read on from it. */
export interface Dangling {
  offset: number;
  kind: 'comment' | 'html_comment' | 'math';
}

/** A link as it is written in the body; what it points at is read in `links.ts`. */
export interface LinkMark {
  /** `definition`: the line `[label]: target` that links of the form `[text][label]` follow. */
  kind: 'wikilink' | 'markdown' | 'definition';
  /** Begins with `!`, which belongs to the range. */
  embed: boolean;
  start: number;
  end: number;
  /** Wikilinks: all between the brackets. Else the target as written, without `<>`. */
  innerStart: number;
  innerEnd: number;
  /** Between the brackets of `[label](…)` and `[label]: …`; an empty range in wikilinks. */
  labelStart: number;
  labelEnd: number;
}

/** `#name`, with its `#`; whether the name may be a tag's is judged in `tags.ts`. */
export interface TagMark {
  start: number;
  end: number;
}

/** A list item that begins with a box. */
export interface TaskMark {
  line: number;
  /** Offset of the box's `[`. */
  start: number;
  /** The mark in the box: one character, which may be two UTF-16 units. */
  markStart: number;
  markEnd: number;
  /** End of its first line, before the break. */
  end: number;
}

/** What the body of a note is found to hold. */
export interface Findings {
  headings: Heading[];
  /** Sorted and disjoint; frontmatter is none of them. */
  inert: InertZone[];
  fences: Fence[];
  tables: Table[];
  dangling: Dangling[];
  /** In the order of their ends; a link may hold an embed. */
  links: LinkMark[];
  tags: TagMark[];
  tasks: TaskMark[];
}

/** Several who ask about one text share its scan. */
export interface NoteScan extends Shared<Findings> {
  readonly text: string;
  readonly bom: boolean;
  /** The break that most lines have; `\n` when there is none. */
  readonly eol: '\n' | '\r\n';
  readonly frontmatter: Readonly<FrontmatterBlock> | null;
  /** Where the body begins: after closed frontmatter, else after the BOM. */
  readonly bodyStart: number;
  /** Offset of each line's start. A break at the end of the text opens no further line. */
  readonly lineStarts: readonly number[];
}

type Shared<Lists extends Record<keyof Lists, object[]>> = { readonly [List in keyof Lists]: readonly Readonly<Lists[List][number]>[] };

export function noFindings(): Findings {
  return { headings: [], inert: [], fences: [], tables: [], dangling: [], links: [], tags: [], tasks: [] };
}
