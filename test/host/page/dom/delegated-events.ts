// `el.on(type, selector, listener)`: one listener on an element for all of its descendants that match.

type Listener = (this: EventTarget, event: Event, target: HTMLElement) => unknown;

interface Registered {
  selector: string;
  listener: Listener;
  options: boolean | AddEventListenerOptions | undefined;
  callback: (event: Event) => void;
}

type Target = EventTarget & { _EVENTS?: Record<string, Registered[]> };

export function on(this: Target, type: string, selector: string, listener: Listener, options?: boolean | AddEventListenerOptions): void {
  const callback = (event: Event): void => {
    const target = matching(event, selector, this);
    if (target) listener.call(this, event, target);
  };
  this._EVENTS ??= {};
  (this._EVENTS[type] ??= []).push({ selector, listener, options, callback });
  this.addEventListener(type, callback, options);
}

export function off(this: Target, type: string, selector: string, listener: Listener, options?: boolean | AddEventListenerOptions): void {
  const registered = this._EVENTS?.[type] ?? [];
  for (const entry of registered.filter((each) => each.selector === selector && each.listener === listener && each.options === options)) {
    this.removeEventListener(type, entry.callback, options);
    registered.splice(registered.indexOf(entry), 1);
  }
}

function matching(event: Event, selector: string, root: EventTarget): HTMLElement | null {
  for (const step of event.composedPath()) {
    if (step === root) return null;
    if ('matches' in step && (step as HTMLElement).matches(selector)) return step as HTMLElement;
  }
  return null;
}
