// What the app adds to `Node`, `Element`, `DocumentFragment` and `Document`. One object per prototype; the census
// reads their keys.
import { makeElement, makeSvg } from './create';
import { off, on } from './delegated-events';

export const nodeMembers = {
  get doc() { return documentOf(this); },
  get win() { return windowOf(this); },
  detach() { this.parentNode?.removeChild(this); },
  empty() { while (this.lastChild) this.removeChild(this.lastChild); },
  insertAfter(node, child) {
    this.insertBefore(node, child ? child.nextSibling : this.firstChild);
    return node;
  },
  indexOf(other) { return Array.prototype.indexOf.call(this.childNodes, other); },
  setChildrenInPlace(children) {
    const kept = new Set(children);
    for (const child of Array.from(this.childNodes)) if (!kept.has(child)) this.removeChild(child);
    children.forEach((child, index) => {
      const there = this.childNodes[index] ?? null;
      if (there !== child) this.insertBefore(child, there);
    });
  },
  appendText(text) { this.appendChild(documentOf(this).createTextNode(text)); },
  instanceOf: instanceOf as Node['instanceOf'],
  createEl(tag, info, callback) { return makeElement(documentOf(this), this, tag, info, callback); },
  createDiv(info, callback) { return makeElement(documentOf(this), this, 'div', info, callback); },
  createSpan(info, callback) { return makeElement(documentOf(this), this, 'span', info, callback); },
  createSvg(tag, info, callback) { return makeSvg(documentOf(this), this, tag, info, callback); },
} satisfies Partial<Node> & ThisType<Node>;

export const elementMembers = {
  getText() { return this.textContent; },
  setText(text) {
    if (typeof text === 'string') this.textContent = text;
    else {
      this.empty();
      this.appendChild(text);
    }
  },
  addClass(...classes) { this.addClasses(classes); },
  addClasses(classes) { for (const cls of classes) this.classList.add(cls); },
  removeClass(...classes) { this.removeClasses(classes); },
  removeClasses(classes) { for (const cls of classes) this.classList.remove(cls); },
  toggleClass(classes, value) {
    for (const cls of typeof classes === 'string' ? [classes] : classes) this.classList.toggle(cls, value);
  },
  hasClass(cls) { return this.classList.contains(cls); },
  setAttr(name, value) {
    if (value === null) this.removeAttribute(name);
    else this.setAttribute(name, String(value));
  },
  setAttrs(attributes) { for (const [name, value] of Object.entries(attributes)) this.setAttr(name, value); },
  getAttr(name) { return this.getAttribute(name); },
  matchParent(selector, last) {
    if (this.matches(selector)) return this;
    if (this === last) return null;
    return this.parentElement?.matchParent(selector, last) ?? null;
  },
  getCssPropertyValue(property, pseudo) { return this.win.getComputedStyle(this, pseudo).getPropertyValue(property).trim(); },
  isActiveElement() { return this.doc.activeElement === this; },
  find(selector) { return this.querySelector(selector); },
  findAll(selector) { return Array.from(this.querySelectorAll<HTMLElement>(selector)); },
  findAllSelf(selector) {
    const found = Array.from(this.querySelectorAll<HTMLElement>(selector));
    return this.matches(selector) ? [this as HTMLElement, ...found] : found;
  },
} satisfies Partial<Element> & ThisType<Element>;

export const fragmentMembers = {
  find(selector) { return this.querySelector(selector) as HTMLElement; },
  findAll(selector) { return Array.from(this.querySelectorAll<HTMLElement>(selector)); },
} satisfies Partial<DocumentFragment> & ThisType<DocumentFragment>;

export const documentMembers = { on, off };

function documentOf(node: Node): Document {
  return node.ownerDocument ?? (node as Document);
}

function windowOf(node: Node): Window {
  return documentOf(node).defaultView ?? window;
}

function instanceOf(this: Node, type: new () => unknown): boolean {
  return isInstance(this, type);
}

/** An element made in a pop-out window is no instance of the main window's class of that name. */
export function isInstance(value: { win: Window; constructorWin?: Window }, type: new () => unknown): boolean {
  if (value instanceof type) return true;
  const windows = [value.constructorWin, value.win] as (Record<string, unknown> | undefined)[];
  return windows.some((win) => {
    const same = win?.[type.name];
    return typeof same === 'function' && value instanceof same;
  });
}
