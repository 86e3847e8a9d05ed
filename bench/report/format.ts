// Numbers and tables as the document shows them.

/** Three digits are as many as a noisy machine can vouch for: `0.35`, `1.21`, `12.4`, `340`. */
export function figure(value: number): string {
  if (value === Math.round(value)) return String(value);
  return value >= 100 ? value.toFixed(0) : value.toFixed(value >= 10 ? 1 : 2);
}

export function count(value: number): string {
  return value.toString().replace(/\B(?=(\d{3})+$)/g, ',');
}

/** `0.35 ms`, `34 ms`, `1.8 s`. */
export function duration(milliseconds: number): string {
  if (milliseconds >= 1000) return `${figure(milliseconds / 1000)} s`;
  return `${milliseconds >= 10 ? milliseconds.toFixed(0) : figure(milliseconds)} ms`;
}

/** A Markdown table; a bar in a cell stays text. */
export function table(head: readonly string[], lines: readonly (readonly string[])[]): string {
  const row = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [row(head), `|${head.map(() => '---').join('|')}|`, ...lines.map(row)].join('\n');
}
