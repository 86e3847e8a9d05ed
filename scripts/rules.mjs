// Writes the tables of the rules into docs/, between marks, from the tables that the program runs by:
// `node scripts/rules.mjs [--outdir <folder>]`. The words around them are written by hand.
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const SOURCES = ['policy/roles', 'policy/actor', 'policy/note-classes', 'story/transitions', 'story/gates', 'story/queue'];
const PAGES = ['roles.md', 'transitions.md'];

/** @returns name of a page to its text with fresh tables. */
export async function rulePages() {
  const tables = renderTables(await loadSources());
  const pages = new Map();
  for (const page of PAGES) pages.set(page, withTables(await readFile(join(ROOT, 'docs', page), 'utf8'), tables, page));
  return pages;
}

function renderTables({ PERMISSIONS, ROLES, CLASS_RULES, TRANSITIONS, GATES, QUEUE }) {
  return {
    permissions: table(['action', 'who', 'within'], Object.entries(PERMISSIONS).map(([action, { may, roles, within }]) => [
      `\`${action}\`: ${may}`, roles === 'all' ? 'everybody' : ROLES.filter((role) => roles.includes(role)).join(', '), within ?? '',
    ])),
    classes: table(['what', 'note verbs', 'protected', 'drift', 'instead'], Object.entries(CLASS_RULES).map(([name, rule]) => [
      `${name}: ${rule.where}`, { all: 'everybody', human: 'a person', none: 'nobody' }[rule.noteVerbs], rule.protected ? 'yes' : 'no', `\`${rule.drift}\``, rule.instead,
    ])),
    transitions: table(['verb', 'from', 'to', 'action', 'gates', 'effect'], TRANSITIONS.map((row) => [
      `\`${row.verb}\`${row.when === undefined ? '' : ` when ${row.when}`}`, row.from.join(', '), row.to === 'same' ? '(stays)' : row.to,
      `\`${row.action}\``, row.gates.map((gate) => `\`${gate}\``).join(' '), row.effect,
    ])),
    gates: table(['gate', 'asks'], Object.entries(GATES).map(([name, gate]) => [
      `\`${name}\`${gate.setting === undefined ? '' : ` (setting \`${gate.setting}\`)`}`, gate.asks,
    ])),
    queue: QUEUE.map(({ first }, n) => `${n + 1}. ${first}`).join('\n'),
  };
}

function table(titles, rows) {
  const line = (cells) => `| ${cells.map((cell) => String(cell).replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(titles), `|${titles.map(() => '---').join('|')}|`, ...rows.map(line)].join('\n');
}

function withTables(text, tables, page) {
  let found = 0;
  const fresh = text.replace(/<!-- rules: (\w+) -->[\s\S]*?<!-- end of rules -->/g, (_match, name) => {
    if (!Object.hasOwn(tables, name)) throw new Error(`docs/${page} asks for a table that does not exist: ${name}`);
    found += 1;
    return `<!-- rules: ${name} -->\n${tables[name]}\n<!-- end of rules -->`;
  });
  if (found === 0) throw new Error(`docs/${page} has no place for a table`);
  return fresh;
}

/** Bundles the TypeScript sources into one module, because Node does not read them itself. */
async function loadSources() {
  const outfile = join(tmpdir(), `touchstone-rules-${process.pid}-${performance.now()}.mjs`);
  await build({
    stdin: { contents: SOURCES.map((source) => `export * from './${source}.ts';`).join('\n'), resolveDir: join(ROOT, 'shared'), loader: 'ts' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    outfile,
    banner: { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' },
    external: ['gray-matter', 'yaml'],
    logLevel: 'silent',
  });
  try {
    return await import(pathToFileURL(outfile).href);
  } finally {
    await rm(outfile, { force: true });
  }
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { values } = parseArgs({ options: { outdir: { type: 'string' } } });
  const folder = resolve(values.outdir ?? join(ROOT, 'docs'));
  await mkdir(folder, { recursive: true });
  for (const [page, text] of await rulePages()) await writeFile(join(folder, page), text);
}
