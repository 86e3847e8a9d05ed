// Loads the chunks of the built program: what `require` does for a package, without the search for files that takes it
// a third of a millisecond each, and all that a verb needs at once when it was called before. Runs at every start.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Script } from 'node:vm';
import { chunkFunction } from './code-file';
import type { Answered, keepCode as KeepCode } from './keep-code';
import { codeFile, readKept, type ChunkBody } from './kept-code';

export interface Chunks {
  /** What chunks and the program's first file call in place of `require`. */
  require(id: string): unknown;
  /** Keeps what this call loaded, for the next call of the same verb. */
  keep: (answered: Answered) => void;
}

/**
 * @param folder of the program's first file; its chunks are in `lib/`.
 * @param argv what stood after the program's name.
 * @param builtin Node's `require`, for Node's own modules.
 */
export function chunksOf(folder: string, argv: readonly string[], env: NodeJS.ProcessEnv, builtin: (id: string) => unknown): Chunks {
  const lib = join(folder, 'lib');
  const loaded = new Map<string, { exports: object }>();
  const file = codeFile(argv, env);
  const kept = file && readKept(file.path);
  let isAllKept = kept?.isCompiled === true;

  // Chunks are ASCII: a string of bytes is made faster, and compiled faster, than one of characters.
  const textOf = (name: string): string => readFileSync(join(lib, name), 'latin1');
  const compiled = (name: string): ChunkBody => {
    isAllKept = false;
    return new Script(chunkFunction(textOf(name)), { filename: join(lib, name) }).runInThisContext() as ChunkBody;
  };
  const load = (id: string): unknown => {
    if (!id.startsWith('./')) return builtin(id);
    const name = id.slice(id.lastIndexOf('/') + 1);
    let module = loaded.get(name);
    if (module === undefined) {
      module = { exports: {} };
      loaded.set(name, module);
      (kept?.bodies[name] ?? compiled(name)).call(module.exports, module.exports, load, module, lib);
    }
    return module.exports;
  };
  const keep = (answered: Answered): void => {
    if (file === null || isAllKept) return;
    const chunks = [...loaded.keys()];
    (load('./loading.keep-code.cjs') as { keepCode: typeof KeepCode }).keepCode(file, kept, answered, chunks, textOf);
  };
  return { require: load, keep };
}
