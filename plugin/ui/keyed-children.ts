// Patches the children of an element to a list of items: what is there stays there, so that focus, selection and scroll
// survive an update.

export interface Rendering<Item> {
  key: (item: Item) => string;
  /** Makes the element of a new item; {@link update} fills it. */
  create: (item: Item) => HTMLElement;
  update: (el: HTMLElement, item: Item) => void;
}

const KEY_ATTRIBUTE = 'data-key';

/** Makes `parent` hold one child for each item, in their order. Children without a key are left at the end. */
export function patchChildren<Item>(parent: HTMLElement, items: readonly Item[], { key, create, update }: Rendering<Item>): void {
  const known = new Map<string, HTMLElement>();
  for (const child of Array.from(parent.children) as HTMLElement[]) {
    const name = child.getAttribute(KEY_ATTRIBUTE);
    if (name !== null) known.set(name, child);
  }
  let at: Element | null = parent.firstElementChild;
  for (const item of items) {
    const name = key(item);
    let el = known.get(name);
    known.delete(name);
    if (el === undefined) {
      el = create(item);
      el.setAttribute(KEY_ATTRIBUTE, name);
    }
    if (el === at) at = at.nextElementSibling;
    else parent.insertBefore(el, at);
    update(el, item);
  }
  for (const gone of known.values()) gone.remove();
}
