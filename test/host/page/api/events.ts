// `Events`: named callbacks. One that throws stops neither the others nor the one who triggered it.
import type * as Obsidian from 'obsidian';
import type { Public } from './public';

export type Callback = (...values: never[]) => unknown;

export interface EventRef extends Obsidian.EventRef {
  source: Events;
  name: string;
  callback: Callback;
  context: unknown;
}

export class Events implements Public<Obsidian.Events> {
  private readonly refs = new Map<string, EventRef[]>();

  on(name: string, callback: Callback, context?: unknown): EventRef {
    const ref: EventRef = { source: this, name, callback, context };
    this.refs.set(name, [...this.refsOf(name), ref]);
    return ref;
  }

  off(name: string, callback: Callback): void {
    this.refs.set(name, this.refsOf(name).filter((ref) => ref.callback !== callback));
  }

  offref(ref: Obsidian.EventRef): void {
    const { name } = ref as EventRef;
    this.refs.set(name, this.refsOf(name).filter((other) => other !== ref));
  }

  trigger(name: string, ...values: unknown[]): void {
    for (const ref of this.refsOf(name)) this.tryTrigger(ref, values);
  }

  tryTrigger(ref: Obsidian.EventRef, values: unknown[]): void {
    const { callback, context } = ref as EventRef;
    try {
      callback.apply(context, values as never[]);
    } catch (error) {
      window.setTimeout(() => { throw error; });
    }
  }

  /** How many callbacks are registered: a plugin that was unloaded must have left none. */
  countListeners(): number {
    let count = 0;
    for (const refs of this.refs.values()) count += refs.length;
    return count;
  }

  private refsOf(name: string): EventRef[] {
    return this.refs.get(name) ?? [];
  }
}
