// What benchmarks find out, as plain data: lines of the table, points of the plots, comparisons with other tools.

/** What a line promises: at most, or at least, so much. */
export type Target = { most: number } | { least: number };

/** One line of the table of targets. */
export interface Row {
  /** Markdown. */
  what: string;
  /** Notes in the vault; `null` where there is none. */
  notes: number | null;
  /** What `reached` is a multiple of, or its unit: `node -e 0`, `ripgrep`, `syncs`, `ms`. */
  against: string;
  target: Target;
  /** From medians; `null` when it could not be measured, and `remark` says why. */
  reached: number | null;
  /** The same from the least of each; `null` where that means nothing. */
  calmest: number | null;
  /** The median of what was measured; `null` for counts. */
  milliseconds: number | null;
  remark: string | null;
  /** Shown when the target is not met. */
  inTheWay: string | null;
}

/** What a command cost in a vault of so many notes. */
export interface Point {
  /** Names the plot. */
  command: string;
  /** Who did it: `touchstone`, `node -e 0`, a peer. */
  by: string;
  notes: number;
  /** The median. */
  milliseconds: number;
}

/** The same work on the same notes, by us and by another tool, in the same rounds. */
export interface Duel {
  work: string;
  notes: number;
  peer: string;
  /** What was asked of the peer. */
  asked: string;
  /** Medians in milliseconds; theirs is `null` when it was not measured, and `remark` says why. */
  ours: number;
  theirs: number | null;
  remark: string | null;
}

export interface ExtraTable {
  title: string;
  text: string;
  head: readonly string[];
  lines: readonly (readonly string[])[];
}

export interface Findings {
  rows?: Row[];
  points?: Point[];
  duels?: Duel[];
  tables?: ExtraTable[];
}

export type Verdict = 'met' | 'not met' | 'not measured';

export function verdictOf({ reached, target }: Pick<Row, 'reached' | 'target'>): Verdict {
  if (reached === null) return 'not measured';
  const isMet = 'most' in target ? reached <= target.most : reached >= target.least;
  return isMet ? 'met' : 'not met';
}
