// `debounce`: many calls become one, with the arguments of the last.
import type { Debouncer } from 'obsidian';

/** `timeout` in milliseconds. With `resetTimer` each call begins the wait anew. */
export function debounce<T extends unknown[], V>(callback: (...args: T) => V, timeout = 0, resetTimer = false): Debouncer<T, V> {
  let timer: number | null = null;
  let latest: T;
  const stop = (): void => {
    if (timer !== null) window.clearTimeout(timer);
    timer = null;
  };
  const fire = (): V => {
    stop();
    return callback(...latest);
  };
  const debounced = ((...args: T) => {
    latest = args;
    if (timer !== null && resetTimer) stop();
    timer ??= window.setTimeout(fire, timeout);
    return debounced;
  }) as Debouncer<T, V>;
  debounced.cancel = () => {
    stop();
    return debounced;
  };
  debounced.run = () => (timer === null ? undefined : fire());
  return debounced;
}
