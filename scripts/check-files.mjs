// Holds source files to the house's habits that no linter knows: their length, their opening sentence, their names,
// and that nothing is left for later. Prints each finding and exits with 1 when there is one.
import { readdir, readFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const FOLDERS = ['shared', 'cli', 'plugin', 'test', 'scripts', 'bench'];
const SOURCE = /\.(ts|mts|mjs|cjs|css)$/;

/** A file that grows longer holds two things. */
const LONGEST = 300;

/** Files that may be longer: how long, and why. */
const LONGER = new Map();

/** Names that say nothing of what is inside. */
const EMPTY_NAMES = new Set(['util', 'utils', 'utility', 'utilities', 'helper', 'helpers', 'manager', 'managers', 'data', 'misc']);

/** Its files bear the names of the app's own classes (`FileManager`). */
const NAMED_BY_THE_APP = 'test/host/page/api/';

/** In pieces, so that this file does not find itself. */
const LEFT_FOR_LATER = new RegExp(`\\b(${['TO' + 'DO', 'FIX' + 'ME', 'XX' + 'X', 'HA' + 'CK'].join('|')})\\b`);

const paths = await sources();
const findings = [];
for (const path of paths) findings.push(...findingsIn(path, await readFile(join(ROOT, path), 'utf8')));
for (const path of LONGER.keys()) if (!paths.includes(path)) findings.push(`${path}: may be longer, but does not exist`);
process.stdout.write(findings.map((finding) => `${finding}\n`).join(''));
process.exitCode = findings.length === 0 ? 0 : 1;

function findingsIn(path, text) {
  return [...lengthFindings(path, text), ...textFindings(path, text), ...nameFindings(path)];
}

function lengthFindings(path, text) {
  const { lines: allowed } = LONGER.get(path) ?? { lines: LONGEST };
  const length = text.split('\n').length - 1;
  return length > allowed ? [`${path}: has ${length} lines, ${allowed} are allowed`] : [];
}

function textFindings(path, text) {
  const found = [];
  if (!opensWithComment(text)) found.push(`${path}: does not open with a sentence on what it is for`);
  if (!text.endsWith('\n') || text.endsWith('\n\n')) found.push(`${path}: does not end with one line break`);
  text.split('\n').forEach((line, index) => {
    if (LEFT_FOR_LATER.test(line)) found.push(`${path}:${index + 1}: leaves something for later`);
    if (/[ \t]$/.test(line)) found.push(`${path}:${index + 1}: ends in a space`);
  });
  return found;
}

function opensWithComment(text) {
  const [first, second] = text.split('\n');
  return /^(\/\/|\/\*) ?\S/.test(first.startsWith('#!') ? second : first);
}

function nameFindings(path) {
  if (path.startsWith(NAMED_BY_THE_APP)) return [];
  const words = path.replace(/\.\w+$/, '').split(/[/.-]/);
  return words.filter((word) => EMPTY_NAMES.has(word.toLowerCase())).map((word) => `${path}: "${word}" says nothing of what is inside`);
}

/** Paths of all source files, sorted, with `/`. */
async function sources() {
  const listed = await Promise.all(FOLDERS.map(async (folder) => {
    const names = await readdir(join(ROOT, folder), { recursive: true }).catch(none);
    return names.map((name) => `${folder}/${name.replaceAll(sep, '/')}`);
  }));
  return listed.flat().filter((path) => SOURCE.test(path)).sort();
}

/** A folder that a later part of the product brings. */
function none(error) {
  if (error.code === 'ENOENT') return [];
  throw error;
}
