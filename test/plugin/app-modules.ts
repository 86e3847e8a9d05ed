// What a plugin's bundle can require on a phone, as far as a bundle needs it to load: every export of the app's modules
// answers to being extended, called and asked for more.
const FROM_THE_APP = /^(?:obsidian|@codemirror\/[a-z]+|@lezer\/[a-z]+)$/;

const anything: object = new Proxy(function anything() { /* Stands for a class, a function, or what one answers. */ }, {
  get: (target, key) => (key in target || typeof key === 'symbol' ? Reflect.get(target, key) as unknown : anything),
  apply: () => anything,
  construct: () => anything,
});

/** A `require` that knows only the app's modules, and says what it was asked for. */
export function appRequire(): { require: (name: string) => object; asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    require: (name) => {
      asked.push(name);
      if (!FROM_THE_APP.test(name)) throw new Error(`Cannot find module '${name}'`);
      return anything;
    },
  };
}
