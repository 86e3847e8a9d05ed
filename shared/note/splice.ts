// Changes of a text as data: disjoint ranges and what takes their place.

/** Whole lines of a text, or a part that ends with the text. */
export interface Region {
  from: number;
  to: number;
}

export interface Splice {
  start: number;
  end: number;
  text: string;
}

/** Applies splices that are given in the order of the text or not; those at one offset keep the order given. */
export function applySplices(text: string, splices: readonly Splice[]): string {
  const ordered = [...splices].sort((one, other) => one.start - other.start || one.end - other.end);
  const parts: string[] = [];
  let at = 0;
  for (const splice of ordered) {
    if (splice.start < at) throw new Error('splices overlap');
    parts.push(text.slice(at, splice.start), splice.text);
    at = splice.end;
  }
  parts.push(text.slice(at));
  return parts.join('');
}
