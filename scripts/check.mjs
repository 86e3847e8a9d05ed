// Runs every `check:…` script of package.json, as many at once as there are processors, and shows the output of those
// that fail. All of them run even when one fails, so that one call tells everything there is to mend.
import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const { scripts } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'));
const env = { ...process.env, PATH: `${join(ROOT, 'node_modules/.bin')}${delimiter}${process.env.PATH}` };

const waiting = Object.keys(scripts).filter((name) => name.startsWith('check:'));
let failed = 0;
await Promise.all(Array.from({ length: availableParallelism() }, work));
process.exitCode = failed === 0 ? 0 : 1;

async function work() {
  for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
    const startedAt = performance.now();
    const { code, output } = await run(scripts[name]);
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
    if (code !== 0) failed += 1;
    process.stdout.write(`${code === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)\n${code === 0 ? '' : `${output.trimEnd()}\n\n`}`);
  }
}

function run(command) {
  return new Promise((done, fail) => {
    const child = spawn(command, { cwd: ROOT, env, shell: true, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => { output += chunk; });
    child.on('error', fail);
    child.on('close', (code) => done({ code: code ?? 1, output }));
  });
}
