// What the app adds to JavaScript's own objects, and the functions that it makes global.

export const arrayMembers = {
  first() { return this[0]; },
  last() { return this[this.length - 1]; },
  contains(target) { return this.includes(target); },
  remove(target) {
    for (let index = this.length - 1; index >= 0; index--) if (this[index] === target) this.splice(index, 1);
  },
  shuffle() {
    for (let left = this.length - 1; left > 0; left--) {
      const chosen = Math.floor(Math.random() * (left + 1));
      [this[left], this[chosen]] = [this[chosen], this[left]];
    }
    return this;
  },
  unique() { return [...new Set(this)]; },
} satisfies Pick<unknown[], 'first' | 'last' | 'contains' | 'remove' | 'shuffle' | 'unique'> & ThisType<unknown[]>;

export const stringMembers = {
  contains(target) { return this.includes(target); },
  format(...values) { return this.replace(/\{(\d+)\}/g, (whole, index) => values[Number(index)] ?? whole); },
} satisfies Pick<string, 'contains' | 'format'> & ThisType<string>;

export const mathMembers: Pick<Math, 'clamp' | 'square'> = {
  clamp: (value, min, max) => Math.min(Math.max(value, min), max),
  square: (value) => value * value,
};

export const objectMembers: Pick<ObjectConstructor, 'isEmpty' | 'each'> = {
  isEmpty: (object) => Object.keys(object).length === 0,
  each: (object, callback, context) => Object.keys(object).every((key) => callback.call(context, object[key]!, key) !== false),
};

export const arrayStatics: Pick<ArrayConstructor, 'combine'> = { combine: (arrays) => arrays.flat() };
export const stringStatics: Pick<StringConstructor, 'isString'> = { isString: (value): value is string => typeof value === 'string' };
export const numberStatics: Pick<NumberConstructor, 'isNumber'> = { isNumber: (value): value is number => typeof value === 'number' };

export const globalFunctions = {
  isBoolean: (value: unknown): value is boolean => typeof value === 'boolean',
  fish: (selector: string) => document.querySelector<HTMLElement>(selector),
  fishAll: (selector: string) => Array.from(document.querySelectorAll<HTMLElement>(selector)),
  sleep: (ms: number) => new Promise<void>((resolve) => { window.setTimeout(resolve, ms); }),
  nextFrame: () => new Promise<void>((resolve) => { window.requestAnimationFrame(() => { resolve(); }); }),
  ready: (callback: () => unknown) => {
    if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', () => { callback(); });
    else callback();
  },
};
