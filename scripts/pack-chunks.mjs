// Puts the chunks of a split build into few CommonJS files. Measured here: a file costs 0.3 ms to load and 1 ms per
// 45 KB to compile, of a start of 20 ms. So a call should load few files, and compile little that it does not need.
import { transform } from 'esbuild';

/** Shared chunks below this many bytes are not worth a file of their own. */
const SMALL = 16 * 1024;

/** Entries whose code others import too, so that esbuild leaves only names in the entry itself (`layers.mjs`). */
const LAYER_ENTRIES = ['cli/run.ts', 'cli/invocation.ts'];

/** What esbuild ends an ES module with. */
const EXPORTS = /export\{([^{}]*)\};?\s*$/;
/** An `import()` of a chunk: esbuild copies what it exports, getter by getter. */
const DYNAMIC_CHUNK = /__toESM\((require\("\.\/[\w./-]+"\))\)/g;

/**
 * @param chunks of each its name, ES module text, source files, entry point (relative to the package), and the names of
 *   the chunks that it imports statically.
 * @returns file name (without its ending) to CommonJS text.
 */
export async function packChunks(chunks, settings) {
  refuseCircles(chunks);
  const places = placesOf(chunks);
  const members = new Map();
  for (const [name, file] of places) members.set(file, [...(members.get(file) ?? []), name]);
  const texts = new Map(await Promise.all(chunks.map(async ({ name, text }) => [name, await commonJs(text, settings)])));
  return new Map([...members].map(([file, names]) => [file, ascii(fileText(file, names, { texts, places, members }))]));
}

/** One of a circle would be asked for its exports before it has run (`withPlainExports`). */
function refuseCircles(chunks) {
  const byName = new Map(chunks.map((chunk) => [chunk.name, chunk]));
  for (const { name, imports } of chunks) {
    if (imports.some((imported) => closureOf(imported, byName).has(name))) throw new Error(`the chunk ${name} imports itself by way of others`);
  }
}

/** Chunks are loaded as bytes (`cli/loading/chunks.ts`). esbuild escapes other characters everywhere but in regular expressions. */
function ascii(text) {
  return text.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** @returns chunk name to the file that it goes into. */
function placesOf(chunks) {
  const nouns = nounsReaching(chunks);
  return new Map(chunks.map((chunk) => [chunk.name, placeOf(chunk, nouns.get(chunk.name))]));
}

function placeOf({ name, entryPoint, inputs, text }, nouns) {
  if (entryPoint !== undefined) return fileOf(entryPoint);
  const layer = LAYER_ENTRIES.find((entry) => inputs.includes(entry));
  if (layer !== undefined) return fileOf(layer);
  return text.length < SMALL ? ['common', ...nouns].join('.') : name;
}

/** `cli/commands/note/read.ts` goes into `commands.note.read`. */
export function fileOf(entry) {
  return entry.replace(/^cli\//, '').replace(/\.ts$/, '').replaceAll('/', '.');
}

/** @returns chunk name to the nouns of whose commands it is a part, in the order of the chunks. */
function nounsReaching(chunks) {
  const byName = new Map(chunks.map((chunk) => [chunk.name, chunk]));
  const nouns = new Map(chunks.map(({ name }) => [name, new Set()]));
  for (const { name, entryPoint } of chunks) {
    const noun = /^cli\/commands\/([\w-]+)/.exec(entryPoint ?? '')?.[1];
    if (noun !== undefined) for (const reached of closureOf(name, byName)) nouns.get(reached).add(noun);
  }
  return nouns;
}

function closureOf(name, byName, found = new Set()) {
  if (found.has(name)) return found;
  found.add(name);
  for (const imported of byName.get(name).imports) closureOf(imported, byName, found);
  return found;
}

async function commonJs(text, settings) {
  const { code } = await transform(withPlainExports(text), {
    ...settings,
    format: 'cjs',
    // `import()` becomes `require()`: the module loader for ES modules takes 5 ms to start.
    supported: { 'dynamic-import': false },
  });
  return code.replaceAll('__lazyRequire(', 'require(').replace(DYNAMIC_CHUNK, '$1');
}

/**
 * Exports as one plain object, made when the chunk has run, in place of esbuild's two getters for each: every call into
 * another chunk goes through them. They would be needed for exports that change (eslint.config.mjs forbids them) and for
 * chunks that import each other (`refuseCircles`; esbuild makes one chunk of what is reached by the same entries).
 */
function withPlainExports(text) {
  return text.replace(EXPORTS, (whole, names) => `module.exports={${names.replace(/([\w$]+) as ([\w$]+)/g, '$2:$1')}};`);
}

/** One chunk is its file; of several, the file answers the one that is asked for, evaluated on first use. */
function fileText(file, names, packing) {
  const bodies = names.map((name) => [name, linked(packing.texts.get(name), file, packing)]);
  if (names.length === 1) return bodies[0][1];
  return [
    '"use strict";const bodies={',
    bodies.map(([name, body]) => `${JSON.stringify(name)}(exports,module){${body.replace(/^"use strict";/, '')}}`).join(',\n'),
    '},loaded={};',
    'const own=name=>{let module=loaded[name];if(!module){module=loaded[name]={exports:{}};bodies[name](module.exports,module)}return module.exports};',
    'module.exports=own;\n',
  ].join('');
}

/** Points the requires of a chunk to the files that its imports went into. */
function linked(text, file, { places, members }) {
  return text.replace(/require\("\.\/(?:lib\/)?([\w.-]+)\.cjs"\)/g, (whole, name) => {
    const place = places.get(name);
    if (place === undefined) return whole;
    if (place === file) return `own(${JSON.stringify(name)})`;
    const required = `require(${JSON.stringify(`./${place}.cjs`)})`;
    return members.get(place).length > 1 ? `${required}(${JSON.stringify(name)})` : required;
  });
}
