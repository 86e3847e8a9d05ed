// Puts the chunks of a split build into few CommonJS files. Measured here: a file costs 0.3 ms to load and 1 ms per
// 45 KB to compile, of a start of 20 ms. So what is always loaded together is one file, and what a call does not need
// is in another: esbuild alone would make dozens of tiny files, or one that every call compiles whole.
import { transform } from 'esbuild';

/** Shared chunks below this many bytes are not worth a file of their own. */
const SMALL = 8 * 1024;

/**
 * Files that hold entries together with everything that these import statically. An earlier one keeps what a later
 * one imports too: `run` is loaded before everything else, and what help shares with verbs is little.
 */
const CLOSURES = [
  { file: 'run', entries: /^cli\/run\.ts$/ },
  // The tables themselves stay files of their own, of which a call loads one.
  { file: 'run', entries: /^cli\/verbs\//, onlyImports: true },
  { file: 'help', entries: /^cli\/help\// },
  { file: 'invocation', entries: /^cli\/invocation\.ts$/ },
];

/**
 * @param chunks name, ES module text, entry point (relative to the package) and statically imported names of each.
 * @returns file name (`touchstone`, or what `lib/` holds) to CommonJS text.
 */
export async function packChunks(chunks, settings) {
  const places = placesOf(chunks);
  const texts = new Map(await Promise.all(chunks.map(async ({ name, text }) => [name, await commonJs(text, settings)])));
  const files = new Map();
  for (const { name } of chunks) {
    const file = places.get(name);
    files.set(file, [...(files.get(file) ?? []), name]);
  }
  return new Map([...files].map(([file, names]) => [file, fileText(file, names, texts, places)]));
}

/** @returns chunk name to the file that it goes into. */
function placesOf(chunks) {
  const byName = new Map(chunks.map((chunk) => [chunk.name, chunk]));
  const places = new Map();
  for (const { file, entries, onlyImports } of CLOSURES) {
    for (const { name } of chunks.filter(({ entryPoint }) => entryPoint !== undefined && entries.test(entryPoint))) {
      for (const reached of closureOf(name, byName)) {
        if (!places.has(reached) && !(onlyImports && reached === name)) places.set(reached, file);
      }
    }
  }
  for (const chunk of chunks) if (!places.has(chunk.name)) places.set(chunk.name, ownPlace(chunk));
  return places;
}

function ownPlace({ name, entryPoint, text }) {
  if (entryPoint === 'cli/main.ts') return 'touchstone';
  if (entryPoint !== undefined) return entryPoint.replace(/^cli\//, '').replace(/\.ts$/, '').replaceAll('/', '.');
  return text.length < SMALL ? 'common' : name;
}

function closureOf(name, byName, found = new Set()) {
  if (found.has(name)) return found;
  found.add(name);
  for (const imported of byName.get(name).imports) closureOf(imported, byName, found);
  return found;
}

async function commonJs(text, settings) {
  const { code } = await transform(text, {
    ...settings,
    format: 'cjs',
    // `import()` becomes `require()`: the module loader for ES modules takes 5 ms to start.
    supported: { 'dynamic-import': false },
  });
  return code.replaceAll('__lazyRequire(', 'require(');
}

/** One chunk is its file; of several, the file answers the one that is asked for, evaluated on first use. */
function fileText(file, names, texts, places) {
  const isPack = names.length > 1 || [...places.values()].filter((place) => place === file).length > 1;
  const bodies = names.map((name) => [name, linked(texts.get(name), file, places)]);
  if (!isPack) return bodies[0][1];
  return [
    '"use strict";const bodies={',
    bodies.map(([name, body]) => `${JSON.stringify(name)}(exports,module){${body.replace(/^"use strict";/, '')}}`).join(',\n'),
    '},loaded={};',
    'const own=name=>{let module=loaded[name];if(!module){module=loaded[name]={exports:{}};bodies[name](module.exports,module)}return module.exports};',
    'module.exports=own;\n',
  ].join('');
}

/** Points the requires of a chunk to the files that its imports went into. */
function linked(text, file, places) {
  const sizes = new Map();
  for (const place of places.values()) sizes.set(place, (sizes.get(place) ?? 0) + 1);
  return text.replace(/require\("\.\/(?:lib\/)?([\w.-]+)\.cjs"\)/g, (whole, name) => {
    const place = places.get(name);
    if (place === undefined) return whole;
    if (place === file) return `own(${JSON.stringify(name)})`;
    const path = JSON.stringify(`./${file === 'touchstone' ? 'lib/' : ''}${place}.cjs`);
    return sizes.get(place) > 1 ? `require(${path})(${JSON.stringify(name)})` : `require(${path})`;
  });
}
