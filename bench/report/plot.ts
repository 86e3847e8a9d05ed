// Draws how the cost of one command grows with the vault: a plain SVG, both axes logarithmic, readable on a light and on
// a dark page. The same points give the same bytes.
import { count, duration } from './format';

export interface Series {
  name: string;
  points: readonly { notes: number; milliseconds: number }[];
}

const WIDTH = 460;
const HEIGHT = 290;
const PLOT = { left: 58, right: 330, top: 44, bottom: 250 };
const LABEL_HEIGHT = 14;

/** By series: a colour on light, one on dark. Others take the last. */
const COLOURS: Record<string, readonly [light: string, dark: string]> = {
  touchstone: ['#0969da', '#58a6ff'],
  'node -e 0': ['#6e7781', '#8b949e'],
  ripgrep: ['#bc4c00', '#f0883e'],
  'Backlog.md': ['#8250df', '#bc8cff'],
  nd: ['#1a7f37', '#3fb950'],
  vlt: ['#bf3989', '#f778ba'],
};
const OTHER: readonly [string, string] = ['#953800', '#ffa657'];

/** @param title what the command is; stands above. */
export function plot(title: string, series: readonly Series[]): string {
  const points = series.flatMap((one) => one.points);
  if (points.length === 0) throw new RangeError('there is nothing to draw');
  const x = scale(points.map(({ notes }) => notes), PLOT.left, PLOT.right);
  const y = scale(points.map(({ milliseconds }) => milliseconds), PLOT.bottom, PLOT.top);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="system-ui, sans-serif" font-size="12" role="img" aria-labelledby="title">
  <title id="title">${escaped(`How long ${title} takes in vaults of different sizes`)}</title>
  <style>
${styles(series)}
  </style>
  <text class="text head" x="12" y="22">${escaped(title)}</text>
${y.ticks.map((value) => `  <path class="grid" d="M${PLOT.left} ${y.at(value)}H${PLOT.right}"/><text class="muted" x="${PLOT.left - 8}" y="${shifted(y.at(value), 4)}" text-anchor="end">${duration(value)}</text>`).join('\n')}
${x.ticks.map((value) => `  <text class="muted" x="${x.at(value)}" y="${PLOT.bottom + 20}" text-anchor="middle">${count(value)}</text>`).join('\n')}
  <text class="muted" x="${PLOT.right + 28}" y="${PLOT.bottom + 20}">notes</text>
${series.map((one, index) => line(one, index, x.at, y.at)).join('\n')}
${labels(series, y.at)}
</svg>
`;
}

interface Scale {
  at: (value: number) => string;
  /** Powers of ten, from the one below the least to the one above the largest. */
  ticks: number[];
}

function scale(values: readonly number[], from: number, to: number): Scale {
  const low = Math.floor(Math.log10(Math.min(...values)));
  const high = Math.max(low + 1, Math.ceil(Math.log10(Math.max(...values))));
  const at = (value: number): string => number(from + ((Math.log10(value) - low) / (high - low)) * (to - from));
  return { at, ticks: Array.from({ length: high - low + 1 }, (_, n) => 10 ** (low + n)) };
}

function line({ points }: Series, index: number, x: Scale['at'], y: Scale['at']): string {
  const path = points.map(({ notes, milliseconds }, n) => `${n === 0 ? 'M' : 'L'}${x(notes)} ${y(milliseconds)}`).join('');
  const dots = points.map(({ notes, milliseconds }) => `<circle class="dot${index}" cx="${x(notes)}" cy="${y(milliseconds)}" r="3"/>`).join('');
  return `  <path class="line${index}" d="${path}"/>${dots}`;
}

/** Names and last times beside the ends of the lines, moved apart where they would overlap. */
function labels(series: readonly Series[], y: Scale['at']): string {
  const ends = series.flatMap(({ name, points }, index) => {
    const last = points.at(-1);
    return last === undefined ? [] : [{ index, text: `${name} ${duration(last.milliseconds)}`, y: Number(y(last.milliseconds)) + 4 }];
  }).sort((a, b) => a.y - b.y || a.index - b.index);
  let free = -Infinity;
  return ends.map(({ index, text, y: wanted }) => {
    const place = Math.max(wanted, free);
    free = place + LABEL_HEIGHT;
    return `  <text class="name${index}" x="${PLOT.right + 8}" y="${number(place)}">${escaped(text)}</text>`;
  }).join('\n');
}

/** Of a page that does not say what it is, light is assumed. */
function styles(series: readonly Series[]): string {
  const scheme = (dark: boolean): string[] => [
    `.text { fill: ${dark ? '#f0f6fc' : '#1f2328'} } .head { font-weight: 600 } .muted { fill: ${dark ? '#9198a1' : '#59636e'}; font-size: 11px }`,
    `.grid { stroke: ${dark ? '#3d444d' : '#d1d9e0'}; stroke-width: 1 }`,
    ...series.map(({ name }, index) => {
      const colour = (COLOURS[name] ?? OTHER)[dark ? 1 : 0];
      const isOurs = name === 'touchstone';
      return `.line${index} { fill: none; stroke: ${colour}; stroke-width: ${isOurs ? 2.5 : 1.5}${isOurs ? '' : '; stroke-dasharray: 5 3'} } .dot${index}, .name${index} { fill: ${colour} }`;
    }),
  ];
  return [...scheme(false), '@media (prefers-color-scheme: dark) {', ...scheme(true).map((rule) => `  ${rule}`), '}'].map((rule) => `    ${rule}`).join('\n');
}

function shifted(text: string, by: number): string {
  return number(Number(text) + by);
}

function number(value: number): string {
  return String(Math.round(value * 10) / 10);
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
