// Plays a whole delivery through the built command line, as separate processes with different actors, and leaves the
// vault in demo-vault/ to look at. `npm run demo` builds first. Can be run again: it replaces its own vault only.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const program = join(root, 'dist/touchstone.cjs');
const vault = join(root, 'demo-vault');
const MARK = 'project: lantern-demo';
const CONVENTION = 'conventions/Testing lanterns.md';

/** The product that the agents of the demo work on: a function and its tests, with a bug for the reviewer to find. */
const workspace = realpathSync(mkdtempSync(join(tmpdir(), 'touchstone-demo-')));

const ACTORS = {
  planner: { as: 'planner', role: 'sr-pm', session: 's-plan' },
  dev7: { as: 'dev-7', role: 'developer', session: 's-dev-7' },
  dev8: { as: 'dev-8', role: 'developer', session: 's-dev-8' },
  reviewer: { as: 'reviewer', role: 'pm', session: 's-review' },
  retro: { as: 'retro-1', role: 'retro', session: 's-retro' },
};

main();

async function main() {
  try {
    git('init', '--quiet');
    freshFolder();
    const { skeleton, capstone } = plan();
    await claimTogether();
    const story = claimedBy('dev-7');
    deliverTooLittle(story);
    deliverAgain(story);
    harvest(story);
    findAgain();
    report(skeleton, capstone);
  } finally {
    rmSync(workspace, { recursive: true, force: true });
  }
}

function freshFolder() {
  say('A fresh vault with one convention that the team already has, seeded with the methodology, and with the Obsidian plugin');
  if (existsSync(vault)) {
    const config = join(vault, '.touchstone/config.yaml');
    if (!existsSync(config) || !readFileSync(config, 'utf8').includes(MARK)) stop(`${vault} is not this demo's vault; move it away first.`);
    rmSync(vault, { recursive: true });
  }
  mkdirSync(join(vault, 'conventions'), { recursive: true });
  writeFileSync(join(vault, CONVENTION), convention());
  touchstone(ACTORS.planner, 'init', vault, '--project', 'lantern-demo', '--prefix', 'LAMP');
  touchstone(ACTORS.planner, 'seed');
  touchstone(ACTORS.planner, 'obsidian', 'install');
}

function plan() {
  say('The Sr PM plans an epic and four stories that build on each other');
  const planner = ACTORS.planner;
  const epic = create(planner, 'Lanterns that can be dimmed', '--kind', 'epic');
  const skeleton = create(planner, 'Walking skeleton: a lantern switches on', '--kind', 'feature', '--priority', '1', '--parent', epic,
    '--ac', 'brightness(1) is full light', '--ac', 'a level above 1 is refused');
  const dimming = create(planner, 'Dim a lantern', '--kind', 'feature', '--parent', epic, '--blocked-by', skeleton, '--ac', 'brightness(0.5) is half light');
  const docs = create(planner, 'Describe the lantern API', '--kind', 'task', '--parent', epic, '--ac', 'each function has an example');
  const capstone = create(planner, 'Capstone: dim a lantern end to end', '--kind', 'feature', '--parent', epic,
    '--blocked-by', dimming, '--blocked-by', docs, '--ac', 'a dimmed lantern stays dimmed after a restart');
  touchstone(planner, 'story', 'ready');
  touchstone(planner, 'story', 'dep', 'tree', capstone);
  return { skeleton, capstone };
}

async function claimTogether() {
  say('Two developers ask for work at the same moment; each gets a different story');
  await Promise.all([ACTORS.dev7, ACTORS.dev8].map((actor) => touchstoneTogether(actor, 'story', 'claim', '--next')));
  const stories = json(ACTORS.planner, 'story', 'list', '--status', 'in_progress');
  if (new Set(stories.map((story) => story.assignee)).size !== 2) stop('The two claims were not of two stories.');
  // The demo follows dev-7 on the walking skeleton, whoever of the two was first.
  const skeleton = stories.find((story) => story.title.startsWith('Walking skeleton'));
  if (skeleton.assignee === 'dev-7') return;
  const other = stories.find((story) => story.id !== skeleton.id);
  touchstone(ACTORS.dev8, 'story', 'release', skeleton.id, '--reason', 'swapping with dev-7');
  touchstone(ACTORS.dev7, 'story', 'release', other.id, '--reason', 'swapping with dev-8');
  touchstone(ACTORS.dev7, 'story', 'claim', skeleton.id);
  touchstone(ACTORS.dev8, 'story', 'claim', other.id);
}

function claimedBy(actor) {
  return json(ACTORS.planner, 'story', 'list', '--status', 'in_progress', '--assignee', actor)[0].id;
}

function deliverTooLittle(story) {
  say('dev-7 tries to deliver without proof, and is told what is missing');
  refused(ACTORS.dev7, 'story', 'deliver', story);
  say('It commits, runs its tests through Touchstone, proves each criterion, and delivers');
  commitWork({ checksLevel: false });
  touchstone(ACTORS.dev7, 'story', 'evidence', story, '--', 'node', '--test', 'lantern.test.mjs');
  touchstone(ACTORS.dev7, 'story', 'prove', story, '--ac', '1', '--by', 'lantern.test.mjs "full light"');
  touchstone(ACTORS.dev7, 'story', 'prove', story, '--ac', '2', '--by', 'covered by the type of the parameter');
  touchstone(ACTORS.dev7, 'story', 'deliver', story);
  say('Nobody accepts their own work');
  refused({ ...ACTORS.dev7, role: 'pm' }, 'story', 'accept', story);
  say('The PM acceptor rejects: a rejection has four parts');
  touchstone(ACTORS.reviewer, 'story', 'reject', story,
    '--expected', 'AC #2: a level above 1 is refused',
    '--delivered', 'brightness(3) answers 300',
    '--gap', 'nothing checks the level; a type does not exist at run time',
    '--fix', 'throw a RangeError above 1 and test it');
}

function deliverAgain(story) {
  say('Rejected work comes first: dev-7 claims it again, mends it, and delivers with new evidence');
  touchstone(ACTORS.dev7, 'story', 'claim', '--next');
  commitWork({ checksLevel: true });
  touchstone(ACTORS.dev7, 'story', 'evidence', story, '--', 'node', '--test', 'lantern.test.mjs');
  touchstone(ACTORS.dev7, 'story', 'prove', story, '--ac', '1', '--by', 'lantern.test.mjs "full light"');
  touchstone(ACTORS.dev7, 'story', 'prove', story, '--ac', '2', '--by', 'lantern.test.mjs "refuses a level above 1"');
  touchstone(ACTORS.dev7, 'story', 'deliver', story);
  say('The PM acceptor accepts; what waited for it becomes ready');
  touchstone(ACTORS.reviewer, 'story', 'accept', story, '--reason', 'both criteria are shown by a test that ran');
  touchstone(ACTORS.planner, 'story', 'show', story);
}

function harvest(story) {
  say('Retro keeps what was learned, and proposes a change to a protected convention');
  const retro = ACTORS.retro;
  const learning = input(retro, 'A parameter type checks nothing at run time. Test the refusal, not the type.\n',
    'learning', 'add', '--type', 'pattern', '--title', 'Prove refusals by running them', '--source', story, '--body-file', '-');
  touchstone(retro, 'learning', 'list', '--pending');
  const target = CONVENTION;
  refused(retro, 'note', 'append', target, 'Every refusal has a test that triggers it.');
  const changed = `${readFileSync(join(vault, target), 'utf8').trimEnd()}\n- Every refusal has a test that triggers it.\n`;
  input(retro, changed, 'proposal', 'create', '--target', target, '--motivation', 'LAMP was rejected once for a refusal that only a type promised.',
    '--impact', 'Reviewers ask for one more test per refusal.', '--body-file', '-');
  return learning;
}

function findAgain() {
  say('What is worth knowing is captured, linked to what is like it');
  const retro = ACTORS.retro;
  input(retro, 'Each limit has a test just below it, at it and above it; see [[Prove refusals by running them]].\n',
    'note', 'capture', 'Test both sides of a limit', '--type', 'pattern', '--scope', 'project', '--body-file', '-');
  say('A note gets a better name: every link follows, in one operation, and search finds it');
  touchstone(retro, 'note', 'move', 'Prove refusals by running them', 'knowledge/patterns/A refusal is proved by running it');
  touchstone(retro, 'note', 'read', 'Test both sides of a limit');
  touchstone(retro, 'note', 'backlinks', 'A refusal is proved by running it');
  touchstone(ACTORS.dev8, 'search', 'refusal test', '--limit', '3');
}

function report(skeleton, capstone) {
  say('How the vault stands');
  touchstone(ACTORS.planner, 'story', 'list');
  touchstone(ACTORS.planner, 'integrity', 'verify');
  touchstone(ACTORS.planner, 'status');
  const [proposal] = json(ACTORS.planner, 'proposal', 'list');
  say('Yours to decide');
  process.stdout.write([
    `The vault is in ${vault}, with the plugin in it. In Obsidian: Open folder as vault, choose it, trust its author,`,
    'and the ribbon has "Open backlog and triage". Or look around with',
    `  cd ${vault}`,
    `  ${program} story show ${skeleton}`,
    `  ${program} story dep tree ${capstone}`,
    'One proposal waits for a person. In a terminal of your own:',
    `  ${program} proposal show ${proposal.id}`,
    `  ${program} proposal accept ${proposal.id}`,
    '',
  ].join('\n'));
}

function create(actor, title, ...options) {
  const { id } = JSON.parse(touchstone(actor, 'story', 'create', title, ...options, '--json', { silent: true })).data.item;
  process.stdout.write(`  ${id}  ${title}\n`);
  return id;
}

function json(actor, ...args) {
  return JSON.parse(touchstone(actor, ...args, '--json', { silent: true })).data;
}

/** Runs one command as its own process, shows it and its output, and stops the demo when it fails. */
function touchstone(actor, ...args) {
  return run(actor, args, { expected: 0 });
}

/** As `touchstone`, for a command that the rules refuse: the refusal is shown, and must be one. */
function refused(actor, ...args) {
  return run(actor, args, { expected: 'refusal' });
}

function input(actor, text, ...args) {
  return run(actor, args, { expected: 0, text });
}

function run(actor, args, { expected, text }) {
  const silent = typeof args.at(-1) === 'object' && args.pop().silent;
  if (!silent) show(actor, args);
  const result = spawnSync(process.execPath, [program, ...args], { env: environment(actor), encoding: 'utf8', input: text ?? '', cwd: workspace });
  if (!silent) process.stdout.write(indent(result.stdout + result.stderr));
  const isExpected = expected === 0 ? result.status === 0 : result.status > 2;
  if (!isExpected) stop(`That ended with ${result.status}.\n${result.stderr}`);
  return result.stdout;
}

async function touchstoneTogether(actor, ...args) {
  const child = spawn(process.execPath, [program, ...args], { env: environment(actor), stdio: ['ignore', 'pipe', 'inherit'], cwd: workspace });
  let output = '';
  child.stdout.on('data', (chunk) => { output += chunk; });
  const code = await new Promise((done) => { child.on('close', done); });
  show(actor, args);
  process.stdout.write(indent(output));
  if (code !== 0) stop(`That ended with ${code}.`);
}

function environment(actor) {
  const env = { ...process.env, TOUCHSTONE_VAULT: vault };
  for (const name of ['TOUCHSTONE_ACTOR', 'TOUCHSTONE_ROLE', 'TOUCHSTONE_SESSION']) delete env[name];
  return Object.assign(env, { TOUCHSTONE_ACTOR: actor.as, TOUCHSTONE_ROLE: actor.role, TOUCHSTONE_SESSION: actor.session });
}

/** A commit in the agents' own repository: evidence names it, and a delivery must be at it. */
function commitWork({ checksLevel }) {
  const check = checksLevel ? '  if (level > 1) throw new RangeError("a level is at most 1");\n' : '';
  writeFileSync(join(workspace, 'lantern.mjs'), `export function brightness(level) {\n${check}  return level * 100;\n}\n`);
  const refusal = checksLevel ? 'test("refuses a level above 1", () => assert.throws(() => brightness(3), RangeError));\n' : '';
  writeFileSync(join(workspace, 'lantern.test.mjs'), [
    'import assert from "node:assert/strict";',
    'import test from "node:test";',
    'import { brightness } from "./lantern.mjs";',
    'test("full light", () => assert.equal(brightness(1), 100));',
    refusal,
  ].join('\n'));
  git('add', '.');
  git('commit', '--quiet', '--message', checksLevel ? 'Refuse levels above 1' : 'Switch a lantern on');
}

function git(...args) {
  const identity = ['-c', 'user.name=dev-7', '-c', 'user.email=dev-7@example.invalid', '-c', 'init.defaultBranch=main'];
  const { status, stderr } = spawnSync('git', [...identity, ...args], { cwd: workspace, encoding: 'utf8' });
  if (status !== 0) stop(`git ${args[0]} failed:\n${stderr}`);
}

function convention() {
  return [
    '---', 'type: convention', 'scope: system', 'status: active', 'confidence: high', 'created: 2026-11-21', '---',
    '# Testing lanterns', 'What the tests of a lantern show, on every level of the [[Testing pyramid]].', '', '## Content',
    '- Unit tests may use a mock for the bulb.', '- Integration tests light a real one.', '',
  ].join('\n');
}

function say(text) {
  process.stdout.write(`\n== ${text}\n`);
}

function show(actor, args) {
  const words = args.map((arg) => arg.replace(root, '.'));
  const quoted = words.map((word) => (/^[\w./:=-]+$/u.test(word) ? word : JSON.stringify(word)));
  process.stdout.write(`\n${actor.as}$ touchstone ${quoted.join(' ')}\n`);
}

function indent(text) {
  return text === '' ? '' : `${text.trimEnd().split('\n').map((line) => `  ${line}`).join('\n')}\n`;
}

function stop(message) {
  process.stderr.write(`demo: ${message}\n`);
  process.exit(1);
}
