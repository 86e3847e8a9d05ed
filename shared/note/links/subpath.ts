// What follows the `#` of a link: a chain of headings, or a block.

export interface Subpath {
  headings: string[];
  block: string | null;
}

/** @param subpath decoded, with its first `#`, or empty */
export function parseSubpath(subpath: string): Subpath {
  const parts = subpath.split('#').map((part) => part.trim()).filter((part) => part !== '');
  const last = parts.at(-1);
  if (last?.startsWith('^') !== true) return { headings: parts, block: null };
  return { headings: parts.slice(0, -1), block: last.slice(1) };
}
