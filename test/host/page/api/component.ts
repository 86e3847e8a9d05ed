// `Component`: what was registered or added while it lived goes with it.
import type * as Obsidian from 'obsidian';
import type { EventRef } from './events';
import type { Public } from './public';

type DomListener = (this: HTMLElement, event: never) => unknown;

export class Component implements Omit<Public<Obsidian.Component>, 'onload'> {
  protected isLoaded = false;
  private readonly children: Component[] = [];
  private readonly undo: (() => unknown)[] = [];

  load(): void {
    if (this.isLoaded) return;
    this.isLoaded = true;
    void this.onload();
    this.loadChildren();
  }

  protected loadChildren(): void {
    for (const child of [...this.children]) child.load();
  }

  /** Plugins answer a promise. */
  onload(): void | Promise<void> {
    // For those who extend it.
  }

  unload(): void {
    if (!this.isLoaded) return;
    this.isLoaded = false;
    while (this.children.length > 0) this.children.pop()?.unload();
    while (this.undo.length > 0) this.undo.pop()?.();
    this.onunload();
  }

  onunload(): void {
    // For those who extend it.
  }

  addChild<T extends Obsidian.Component>(child: T): T {
    this.children.push(child as unknown as Component);
    if (this.isLoaded) child.load();
    return child;
  }

  removeChild<T extends Obsidian.Component>(child: T): T {
    const index = this.children.indexOf(child as unknown as Component);
    if (index !== -1) {
      this.children.splice(index, 1);
      child.unload();
    }
    return child;
  }

  register(callback: () => unknown): void {
    this.undo.push(callback);
  }

  registerEvent(ref: Obsidian.EventRef): void {
    const { source } = ref as EventRef;
    this.register(() => { source.offref(ref); });
  }

  registerDomEvent(target: EventTarget, type: string, callback: DomListener, options?: boolean | AddEventListenerOptions): void {
    target.addEventListener(type, callback as unknown as EventListener, options);
    this.register(() => { target.removeEventListener(type, callback as unknown as EventListener, options); });
  }

  registerInterval(id: number): number {
    this.register(() => { window.clearInterval(id); });
    return id;
  }
}
