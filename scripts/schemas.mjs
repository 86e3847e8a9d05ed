// Writes docs/schema/<kind>.json from the definitions in cli/schema/: `node scripts/schemas.mjs [--outdir <folder>]`.
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { toJsonSchema } from '@valibot/to-json-schema';
import { build } from 'esbuild';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const SOURCES = join(ROOT, 'cli/schema');

/** @returns JSON kind to the text of its schema file, in the order of the kinds. */
export async function schemaFiles() {
  const definitions = Object.entries(await loadDefinitions()).sort(([left], [right]) => (left < right ? -1 : 1));
  return new Map(definitions.map(([kind, schema]) => [kind, `${JSON.stringify({
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: kind,
    ...jsonSchema(schema),
  }, null, 2)}\n`]));
}

function jsonSchema(schema) {
  const whole = toJsonSchema(schema, { errorMode: 'throw' });
  delete whole.$schema;
  return whole;
}

/** Bundles the TypeScript sources into one module, because Node does not read them itself. */
async function loadDefinitions() {
  const names = (await readdir(SOURCES)).filter((name) => name.endsWith('.ts') && name !== 'document.ts').sort();
  const outfile = join(tmpdir(), `touchstone-schemas-${process.pid}-${performance.now()}.mjs`);
  await build({
    stdin: { contents: names.map((name) => `export * from ${JSON.stringify(`./${name}`)};`).join('\n'), resolveDir: SOURCES, loader: 'ts' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    outfile,
    logLevel: 'silent',
  });
  try {
    return merged(await import(pathToFileURL(outfile).href));
  } finally {
    await rm(outfile, { force: true });
  }
}

function merged(exported) {
  const definitions = {};
  for (const [name, schemas] of Object.entries(exported)) {
    if (!name.endsWith('Schemas')) continue;
    for (const [kind, schema] of Object.entries(schemas)) {
      if (Object.hasOwn(definitions, kind)) throw new Error(`the JSON kind ${kind} is defined twice`);
      definitions[kind] = schema;
    }
  }
  return definitions;
}

/** Writes all files into `folder` and removes those of kinds that are gone. */
export async function writeSchemas(folder) {
  await mkdir(folder, { recursive: true });
  const files = await schemaFiles();
  for (const name of await readdir(folder)) {
    if (name.endsWith('.json') && !files.has(name.slice(0, -'.json'.length))) await rm(join(folder, name));
  }
  for (const [kind, text] of files) await writeFile(join(folder, `${kind}.json`), text);
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { values } = parseArgs({ options: { outdir: { type: 'string' } } });
  await writeSchemas(resolve(values.outdir ?? join(ROOT, 'docs/schema')));
}
