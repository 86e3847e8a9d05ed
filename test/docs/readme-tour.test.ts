// The README's tour is real output: its commands are run, and what they print is compared with what stands there.
// `UPDATE_TOUR=1 npx vitest run test/docs/readme-tour` writes the tour anew after a change of the program.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { run, temporaryFolder } from '../cli/harness';

const ROLES: Readonly<Record<string, string>> = { planner: 'sr-pm', 'dev-7': 'developer', reviewer: 'pm', 'retro-1': 'retro' };

/** Each step is typed by its actor; `$ID` is the story that the second one created. */
const STEPS: readonly (readonly [actor: string, command: string, input?: string])[] = [
  ['planner', 'touchstone init --project lantern --prefix LAMP'],
  ['planner', 'touchstone story create "Switch a lantern on" --ac "brightness(1) is full light"'],
  ['dev-7', 'touchstone story claim --next'],
  ['dev-7', 'touchstone story deliver $ID'],
  ['dev-7', 'touchstone story evidence $ID -- node lantern.test.js'],
  ['dev-7', 'touchstone story prove $ID --ac 1 --by "lantern.test.js: full light"'],
  ['dev-7', 'touchstone story deliver $ID'],
  ['reviewer', 'touchstone story accept $ID --reason "the test shows it"'],
  ['retro-1', 'touchstone note append "conventions/Testing" "- A test names what it shows."'],
  ['retro-1', 'touchstone proposal create --target "conventions/Testing" --motivation "a review took too long" --impact "one line per test" --body-file -', '# Testing\nTests run before a delivery.\n- A test names what it shows.\n'],
  ['planner', 'touchstone status'],
];

const README = 'README.md';
const MARKS = /(?<=<!-- tour -->\n)[\s\S]*(?=<!-- \/tour -->)/u;

function playTour(): string {
  const vault = join(temporaryFolder(), 'lantern');
  mkdirSync(join(vault, 'conventions'), { recursive: true });
  writeFileSync(join(vault, 'conventions/Testing.md'), '# Testing\nTests run before a delivery.\n');
  writeFileSync(join(vault, 'lantern.test.js'), 'console.log("ok: full light");\n');
  for (const args of [['init', '-q'], ['add', '.'], ['-c', 'user.name=a', '-c', 'user.email=a@example.invalid', 'commit', '-qm', 'x']]) {
    execFileSync('git', args, { cwd: vault });
  }
  let id = '';
  const blocks = STEPS.map(([actor, command, input]) => {
    const typed = command.replaceAll('$ID', id);
    const { stdout, stderr } = run(words(typed).slice(1), {
      as: actor, role: ROLES[actor] ?? '', session: `s-${actor}`, cwd: vault, ...(input !== undefined && { input }),
    });
    id ||= /\bLAMP-[a-z0-9]{5}\b/u.exec(stdout)?.[0] ?? '';
    return `${actor}$ ${typed}\n${(stdout + stderr).replaceAll(vault, '~/lantern').trimEnd()}`;
  });
  return `\`\`\`console\n${blocks.join('\n\n')}\n\`\`\`\n`;
}

/** Ids and commits are random, durations are the machine's: they are compared by their shape. */
function shapeOf(tour: string): string {
  return tour.replaceAll(/\b(LAMP|PROP)-[a-z0-9]{5}\b/gu, '$1-xxxxx').replaceAll(/commit [0-9a-f]{8}/gu, 'commit xxxxxxxx').replaceAll(/\d+\.\d s\b/gu, '0.0 s');
}

function words(command: string): string[] {
  return [...command.matchAll(/"([^"]*)"|(\S+)/gu)].map(([, quoted, plain]) => quoted ?? plain ?? '');
}

test('the tour in the README is what the program prints', () => {
  const readme = readFileSync(README, 'utf8');
  const tour = playTour();
  if (process.env['UPDATE_TOUR'] === '1') writeFileSync(README, readme.replace(MARKS, () => tour));
  else expect(shapeOf(MARKS.exec(readme)?.[0] ?? '')).toBe(shapeOf(tour));
});

test('every file that the README names is there', () => {
  const readme = readFileSync(README, 'utf8');
  for (const [, target] of readme.matchAll(/\]\(([^)#:]+)\)/gu)) expect(existsSync(target ?? ''), target).toBe(true);
});
