// What a link of a note says, and where each part of it stands. Offsets count UTF-16 units from the start of the text.

export interface TextRange {
  start: number;
  end: number;
}

/** `wikilink` also stands in properties; `definition` is the target that links of the form `[text][label]` follow. */
export type LinkForm = 'wikilink' | 'markdown' | 'definition';

export interface NoteLink extends TextRange {
  form: LinkForm;
  embed: boolean;
  /** Line of its beginning, from 0. */
  line: number;
  /** Name of the property that it is the value of (`source`, of a nested one `a.b`); `null` in the body. */
  property: string | null;
  /** The quotes that its property's value stands in; a new target has to be written so that they still fit. */
  quote: '' | '"' | "'";
  /** Path or name that it points to, decoded; `''` for the note itself. */
  target: string;
  targetRange: TextRange;
  /** Headings from the outside in; empty when the link names none. */
  headings: string[];
  /** Id of a block, without `^`. */
  block: string | null;
  /** All from the `#` on, as written; empty at the target's end when there is none. */
  subpathRange: TextRange;
  /** What is shown in its place: after `|`, or between the brackets of a Markdown link. */
  display: string | null;
  displayRange: TextRange | null;
}
