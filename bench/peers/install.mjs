// Brings the tools that the benchmarks compare with into `.bench/peers/`, where git does not look: `npm run bench:peers`.
// What can't be had is written down there with what was tried and what it said; the table of the benchmarks shows it.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const FOLDER = fileURLToPath(new URL('../../.bench/peers', import.meta.url));
/** Where Go is when it is not on the PATH. */
const GO = '/usr/local/go/bin';
const PATH = `${process.env.PATH}:${GO}`;

/** Program, where it will be, and the command that brings it; `null` where that is for the machine's owner to do. */
const PEERS = [
  { name: 'Backlog.md', program: join(FOLDER, 'node_modules/.bin/backlog'), version: ['--version'], get: ['npm', 'install', '--prefix', FOLDER, '--no-audit', '--no-fund', 'backlog.md@1.52.0'] },
  { name: 'nd', program: join(FOLDER, 'bin/nd'), version: ['--version'], get: ['go', 'install', 'github.com/RamXX/nd@latest'] },
  { name: 'vlt', program: join(FOLDER, 'bin/vlt'), version: ['--version'], get: ['go', 'install', 'github.com/RamXX/vlt/cmd/vlt@latest'] },
  { name: 'ripgrep', program: 'rg', version: ['--version'], get: null },
];

mkdirSync(FOLDER, { recursive: true });
if (!existsSync(join(FOLDER, 'package.json'))) writeFileSync(join(FOLDER, 'package.json'), '{ "private": true }\n');
const found = PEERS.map(bring);
writeFileSync(join(FOLDER, 'peers.json'), `${JSON.stringify(found, null, 2)}\n`);
for (const { name, version, tried, said } of found) {
  process.stdout.write(version === null ? `${name}: not to be had. ${tried}: ${said}\n` : `${name}: ${version}\n`);
}

function bring({ name, program, version, get }) {
  const there = versionOf(program, version);
  if (there !== null || get === null) return { name, program, version: there, tried: get === null ? 'looked for on the PATH' : null, said: get === null && there === null ? 'not there' : null };
  process.stderr.write(`${get.join(' ')}\n`);
  const [command, ...args] = get;
  const { stdout, stderr, error } = spawnSync(command, args, { encoding: 'utf8', env: { ...process.env, PATH, GOBIN: join(FOLDER, 'bin'), GOPATH: join(FOLDER, 'go'), GOFLAGS: '-modcacherw' } });
  const now = versionOf(program, version);
  const said = now === null ? (error?.message ?? `${stderr}${stdout}`).trim().split('\n').map((line) => line.trim()).slice(0, 2).join(' ') : null;
  return { name, program, version: now, tried: get.join(' ').replaceAll(FOLDER, '.bench/peers'), said };
}

/** The first line that the program says of itself; `null` when it can't be started. */
function versionOf(program, args) {
  const { status, stdout } = spawnSync(program, args, { encoding: 'utf8' });
  return status === 0 ? stdout.trim().split('\n')[0] : null;
}
