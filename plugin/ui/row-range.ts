// Which rows of a long list are in sight.

/** Rows drawn beyond either edge, so that a turn of the wheel shows no gap. */
const OVERSCAN = 6;

/** The first row to draw and the one after the last. `scrollTop`, `height` and `rowHeight` in CSS pixels. */
export function rangeInSight(scrollTop: number, height: number, rowHeight: number, count: number): { first: number; end: number } {
  const first = Math.max(0, Math.floor(scrollTop / rowHeight) - OVERSCAN);
  const end = Math.min(count, Math.ceil((scrollTop + height) / rowHeight) + OVERSCAN);
  return { first: Math.min(first, count), end: Math.max(end, Math.min(first, count)) };
}
