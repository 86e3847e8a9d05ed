// Loads the chunks of the built program: what `require` does for a package, without the search for files that takes it
// a third of a millisecond each, and all that a verb needs at once when it was called before. Runs at every start.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Script } from 'node:vm';
import { chunkFunction, openKeptCode, type ChunkBody, type KeptCode } from './kept-code';

export interface Chunks {
  /** What chunks and the program's first file call in place of `require`. */
  require(id: string): unknown;
  /** Keeps what this call loaded, for the next call of the same verb. @param names under which it is called. */
  keep(names: readonly string[]): void;
}

/**
 * @param folder of the program's first file; its chunks are in `lib/`.
 * @param argv what stood after the program's name.
 * @param builtin Node's `require`, for Node's own modules.
 */
export function chunksOf(folder: string, argv: readonly string[], env: NodeJS.ProcessEnv, builtin: (id: string) => unknown): Chunks {
  const lib = join(folder, 'lib');
  const loaded = new Map<string, { exports: object }>();
  let kept: KeptCode | undefined;

  // Chunks are ASCII: a string of bytes is made faster, and compiled faster, than one of characters.
  const textOf = (name: string): string => readFileSync(join(lib, name), 'latin1');
  const compiled = (name: string): ChunkBody => {
    return new Script(chunkFunction(textOf(name)), { filename: join(lib, name) }).runInThisContext() as ChunkBody;
  };
  const load = (name: string): { exports: object } => {
    const module = { exports: {} };
    loaded.set(name, module);
    kept ??= openKeptCode(argv, env);
    const body = kept.bodyOf(name) ?? compiled(name);
    body.call(module.exports, module.exports, require, module, lib);
    return module;
  };
  const require = (id: string): unknown => {
    if (!id.startsWith('./')) return builtin(id);
    const name = id.slice(id.lastIndexOf('/') + 1);
    return (loaded.get(name) ?? load(name)).exports;
  };
  return { require, keep: (names) => { kept?.keep(names, [...loaded.keys()], textOf); } };
}
