// The `require` that a plugin's bundle gets: what the app has, and on desktop what its Node has. A phone has no Node.
import type { NodeModules } from './node/modules';

type Require = (name: string) => unknown;

/** `unknown`: gets the names of what was asked for and isn't there. */
export function makeRequire(bundled: ReadonlyMap<string, unknown>, node: NodeModules | null, unknown: string[]): Require {
  const fromNode: Require = (name) => {
    const module = node?.get(name.replace(/^node:/, ''));
    if (module !== undefined) return module;
    unknown.push(name);
    throw new Error(`Cannot find module '${name}'`);
  };
  if (node) Object.assign(window, { require: fromNode });
  return (name) => bundled.get(name) ?? fromNode(name);
}
