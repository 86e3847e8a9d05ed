// Puts the app's additions into a window: the main one when the page starts, and each pop-out window when it opens.
import {
  arrayMembers, arrayStatics, globalFunctions, mathMembers, numberStatics, objectMembers, stringMembers, stringStatics,
} from './builtins';
import { makeElement, makeSvg } from './create';
import { delegatingMembers, eventMembers, htmlMembers, styleMembers } from './html-members';
import { observeInsertions } from './insertion';
import { documentMembers, elementMembers, fragmentMembers, nodeMembers } from './node-members';

export type FullWindow = Window & typeof globalThis;

let active: FullWindow = window;

/**
 * The functions that make elements without a parent, in the focused window.
 * @public the census reads its keys
 */
export const globalMakers = {
  createEl: ((tag, info, callback) => makeElement(active.document, null, tag, info, callback)) as typeof createEl,
  createDiv: ((info, callback) => makeElement(active.document, null, 'div', info, callback)) as typeof createDiv,
  createSpan: ((info, callback) => makeElement(active.document, null, 'span', info, callback)) as typeof createSpan,
  createSvg: ((tag, info, callback) => makeSvg(active.document, null, tag, info, callback)) as typeof createSvg,
  createFragment: ((callback) => {
    const fragment = active.document.createDocumentFragment();
    callback?.(fragment);
    return fragment;
  }) as typeof createFragment,
};

/**
 * Getters, because the focus moves.
 * @public the census reads its keys
 */
export const activeMembers = {
  get activeWindow(): Window { return active; },
  get activeDocument(): Document { return active.document; },
};

export function setActiveWindow(win: FullWindow): void {
  active = win;
}

export function installInto(win: FullWindow): void {
  define(win.Node.prototype, nodeMembers);
  Object.defineProperty(win.Node.prototype, 'constructorWin', { value: win, configurable: true });
  define(win.Element.prototype, elementMembers);
  define(win.HTMLElement.prototype, { ...delegatingMembers });
  define(win.HTMLElement.prototype, htmlMembers);
  define(win.SVGElement.prototype, styleMembers);
  define(win.DocumentFragment.prototype, fragmentMembers);
  define(win.Document.prototype, documentMembers);
  define(win.UIEvent.prototype, eventMembers);
  define(win.Array.prototype, arrayMembers);
  define(win.String.prototype, stringMembers);
  define(win.Math, mathMembers);
  define(win.Object, objectMembers);
  define(win.Array, arrayStatics);
  define(win.String, stringStatics);
  define(win.Number, numberStatics);
  define(win, { ...globalFunctions, ...globalMakers });
  define(win, activeMembers);
  observeInsertions(win.document);
  win.addEventListener('focus', () => { setActiveWindow(win); });
}

/** Not enumerable, so that `for … in` over an array still sees its items only. */
function define(target: object, members: object): void {
  for (const [name, descriptor] of Object.entries(Object.getOwnPropertyDescriptors(members))) {
    Object.defineProperty(target, name, { ...descriptor, enumerable: false, configurable: true });
  }
}
