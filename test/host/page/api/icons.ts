// The icon library. An icon that the host has no shape for is drawn as a dotted square that carries its name, and is
// remembered, so that a test can see that somebody should check the name.
import { ICON_SHAPES } from '../shell/icon-shapes';
import { MORE_ICON_SHAPES } from '../shell/more-icon-shapes';

const SHAPES: Readonly<Record<string, readonly string[]>> = { ...ICON_SHAPES, ...MORE_ICON_SHAPES };
const UNKNOWN = ['M5 3a2 2 0 0 0-2 2', 'M19 3a2 2 0 0 1 2 2', 'M21 19a2 2 0 0 1-2 2', 'M5 21a2 2 0 0 1-2-2', 'M9 3h1', 'M14 3h1', 'M9 21h1', 'M14 21h1', 'M3 9v1', 'M3 14v1', 'M21 9v1', 'M21 14v1'];

const own = new Map<string, string>();
/** Names that were asked for and not found. */
export const unknownIcons = new Set<string>();

export function addIcon(iconId: string, svgContent: string): void {
  own.set(iconId, svgContent);
}

export function removeIcon(iconId: string): void {
  own.delete(iconId);
}

export function getIconIds(): string[] {
  return [...Object.keys(SHAPES).map((name) => `lucide-${name}`), ...own.keys()];
}

/** `null` for no name at all. */
export function getIcon(iconId: string): SVGSVGElement | null {
  if (iconId === '') return null;
  const name = iconId.replace(/^lucide-/, '');
  const content = own.get(iconId);
  if (content !== undefined) return ownIcon(iconId, content);
  const shapes = Object.hasOwn(SHAPES, name) ? SHAPES[name] : undefined;
  if (shapes === undefined) unknownIcons.add(iconId);
  const svg = emptyIcon(`lucide-${name}`, '0 0 24 24');
  for (const shape of shapes ?? UNKNOWN) draw(svg, shape);
  if (shapes === undefined) svg.setAttr('data-unknown-icon', iconId);
  return svg;
}

export function setIcon(parent: HTMLElement, iconId: string): void {
  const icon = getIcon(iconId);
  if (!icon) return;
  parent.empty();
  parent.appendChild(icon);
}

function emptyIcon(cls: string, viewBox: string): SVGSVGElement {
  const attr = { xmlns: 'http://www.w3.org/2000/svg', width: 24, height: 24, viewBox, fill: 'none', stroke: 'currentColor', 'stroke-width': 2, 'stroke-linecap': 'round', 'stroke-linejoin': 'round' };
  return createSvg('svg', { cls: ['svg-icon', cls], attr });
}

/** The content is the plugin's own source text, as the app takes it; it is parsed as XML and runs nothing. */
function ownIcon(iconId: string, content: string): SVGSVGElement {
  const svg = emptyIcon(iconId, '0 0 100 100');
  const parsed = new DOMParser().parseFromString(`<svg xmlns="http://www.w3.org/2000/svg">${content}</svg>`, 'image/svg+xml');
  for (const child of Array.from(parsed.documentElement.childNodes)) svg.appendChild(document.importNode(child, true));
  return svg;
}

function draw(svg: SVGSVGElement, shape: string): void {
  const numbers = shape.slice(1).split(' ');
  if (shape.startsWith('c')) svg.createSvg('circle', { attr: { cx: numbers[0] ?? 0, cy: numbers[1] ?? 0, r: numbers[2] ?? 0 } });
  else if (shape.startsWith('r')) {
    const [x = 0, y = 0, width = 0, height = 0, rx = 0] = numbers;
    svg.createSvg('rect', { attr: { x, y, width, height, rx } });
  } else svg.createSvg('path', { attr: { d: shape } });
}
