// What the app adds to `HTMLElement`, `SVGElement` and `UIEvent`.
import { off, on } from './delegated-events';
import { onInserted } from './insertion';
import { isInstance } from './node-members';

const displayBefore = new WeakMap<HTMLElement, string>();

export const styleMembers = {
  setCssStyles(styles) { Object.assign(this.style, styles); },
  setCssProps(properties) { for (const [name, value] of Object.entries(properties)) this.style.setProperty(name, value); },
} satisfies Partial<HTMLElement> & ThisType<HTMLElement>;

export const htmlMembers = {
  ...styleMembers,
  show() {
    if (this.style.display !== 'none') return;
    this.style.display = displayBefore.get(this) ?? '';
    displayBefore.delete(this);
  },
  hide() {
    if (this.style.display === 'none') return;
    displayBefore.set(this, this.style.display);
    this.style.display = 'none';
  },
  toggle(show) {
    if (show) this.show();
    else this.hide();
  },
  toggleVisibility(visible) { this.style.visibility = visible ? '' : 'hidden'; },
  isShown() { return this.offsetParent !== null; },
  get innerWidth() { return inner(this, 'width', ['padding-left', 'padding-right']); },
  get innerHeight() { return inner(this, 'height', ['padding-top', 'padding-bottom']); },
  onClickEvent(listener, options) {
    this.addEventListener('click', listener, options);
    this.addEventListener('auxclick', listener, options);
  },
  onNodeInserted(listener, once = false) {
    const stop = onInserted(this, () => {
      if (once) stop();
      listener();
    });
    return stop;
  },
  onWindowMigrated(listener) {
    let before = this.win;
    return onInserted(this, () => {
      if (this.win === before) return;
      before = this.win;
      listener(before);
    });
  },
  trigger(type) { this.dispatchEvent(new Event(type)); },
} satisfies Partial<HTMLElement> & ThisType<HTMLElement>;

export const delegatingMembers = { on, off };

export const eventMembers = {
  get targetNode() { return this.target as Node | null; },
  get win() { return this.view ?? window; },
  get doc() { return (this.view ?? window).document; },
  instanceOf: instanceOf as UIEvent['instanceOf'],
} satisfies Partial<UIEvent> & ThisType<UIEvent>;

function instanceOf(this: UIEvent, type: new () => unknown): boolean {
  return isInstance(this, type);
}

function inner(element: HTMLElement, side: 'width' | 'height', paddings: readonly string[]): number {
  const style = element.win.getComputedStyle(element);
  const whole = side === 'width' ? element.clientWidth : element.clientHeight;
  return paddings.reduce((rest, padding) => rest - (parseFloat(style.getPropertyValue(padding)) || 0), whole);
}
