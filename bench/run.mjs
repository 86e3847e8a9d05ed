// Runs every benchmark beside it, one after the other, each in a process of its own: `npm run bench [-- <name>…]`.
// They print what they measured and assert nothing: times of a shared machine are no test.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const folder = import.meta.dirname;
const asked = process.argv.slice(2);
const all = readdirSync(folder).filter((name) => name.endsWith('.bench.mjs')).map((name) => name.replace(/\.bench\.mjs$/, '')).sort();
const unknown = asked.filter((name) => !all.includes(name));
if (unknown.length > 0) throw new Error(`no such benchmark: ${unknown.join(', ')}; there are: ${all.join(', ')}`);

// Makes every start of Node 20 three times as long, and so every ratio too good (performance.md, section 0).
const { NODE_EXTRA_CA_CERTS: _, ...env } = process.env;
for (const name of asked.length > 0 ? asked : all) {
  process.stdout.write(`\n## ${name}\n`);
  const { status } = spawnSync(process.execPath, [join(folder, `${name}.bench.mjs`)], { stdio: 'inherit', env });
  if (status !== 0) process.exitCode = 1;
}
