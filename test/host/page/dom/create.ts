// Making elements the app's way: `parent.createEl('div', { cls, text, attr })`, and the same without a parent.

type ElementInfo = DomElementInfo | string | undefined;
type SvgInfo = SvgElementInfo | string | undefined;

const SVG = 'http://www.w3.org/2000/svg';

export function makeElement<K extends keyof HTMLElementTagNameMap>(
  doc: Document, parent: Node | null, tag: K, given?: ElementInfo, callback?: (el: HTMLElementTagNameMap[K]) => void,
): HTMLElementTagNameMap[K] {
  const info = typeof given === 'string' ? { cls: given } : given ?? {};
  const element = doc.createElement(tag);
  describe(element, info);
  if (info.text !== undefined) element.setText(info.text);
  if (info.title !== undefined) element.title = info.title;
  setFormValues(element, info);
  place(element, info.parent ?? parent, info.prepend ?? false);
  callback?.(element);
  return element;
}

export function makeSvg<K extends keyof SVGElementTagNameMap>(
  doc: Document, parent: Node | null, tag: K, given?: SvgInfo, callback?: (el: SVGElementTagNameMap[K]) => void,
): SVGElementTagNameMap[K] {
  const info = typeof given === 'string' ? { cls: given } : given ?? {};
  const element = doc.createElementNS(SVG, tag);
  describe(element, info);
  place(element, info.parent ?? parent, info.prepend ?? false);
  callback?.(element);
  return element;
}

function describe(element: Element, info: SvgElementInfo): void {
  if (info.cls !== undefined) element.addClasses(typeof info.cls === 'string' ? info.cls.split(/\s+/).filter(Boolean) : info.cls);
  if (info.attr !== undefined) element.setAttrs(info.attr);
}

function setFormValues(element: HTMLElement, { value, type, placeholder, href }: DomElementInfo): void {
  const target = element as HTMLInputElement & HTMLAnchorElement;
  // The type comes first: setting it may change the value.
  if (type !== undefined) target.type = type;
  if (value !== undefined) target.value = value;
  if (placeholder !== undefined) target.placeholder = placeholder;
  if (href !== undefined) target.href = href;
}

function place(element: Element, parent: Node | null, first: boolean): void {
  if (parent === null) return;
  if (first) parent.insertBefore(element, parent.firstChild);
  else parent.appendChild(element);
}
