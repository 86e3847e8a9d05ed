// `obsidian install` on real vaults: what it puts there, what it keeps, and what it refuses to touch.
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { withPlugin } from '../../cli/commands/obsidian/enabled-plugins';
import { refusal } from '../refusal';
import { run, temporaryFolder, temporaryVault, type Outcome, type TestVault } from './harness';
import { releaseProgram, testProgram } from './program';

const AGENT = { as: 'dev-7', role: 'developer' };
const FILES = ['main.js', 'manifest.json', 'styles.css'];
const PLACE = '.obsidian/plugins/touchstone';
const LIST = '.obsidian/community-plugins.json';
const SHIPPED = join(dirname(testProgram()), 'plugin');
const { version: VERSION } = JSON.parse(readFileSync(join(SHIPPED, 'manifest.json'), 'utf8')) as { version: string };

interface Installation {
  folder: string;
  version: string;
  version_before: string | null;
  outcome: string;
  turned_on: boolean;
  files: string[];
  dry_run: boolean;
}

function installed(vault: TestVault, ...flags: string[]): Installation {
  return vault.run(['obsidian', 'install', '--json', ...flags], AGENT).json<Installation>().data;
}

function refused(vault: TestVault, ...flags: string[]): ReturnType<Outcome['failure']> {
  return vault.run(['obsidian', 'install', '--json', ...flags], AGENT).failure();
}

function manifest(vault: TestVault, version: string): void {
  vault.edit(`${PLACE}/manifest.json`, JSON.stringify({ id: 'touchstone', version }));
}

/** Every file below the vault's `.obsidian`, with its content and the time of its last writing. */
function settings(vault: TestVault): Record<string, string> {
  const folder = join(vault.root, '.obsidian');
  if (!existsSync(folder)) return {};
  return Object.fromEntries(readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort().map((name) => {
    const { mtimeMs, ino } = statSync(join(folder, name));
    return [name, statSync(join(folder, name)).isFile() ? `${mtimeMs} ${ino} ${readFileSync(join(folder, name), 'latin1')}` : ''];
  }));
}

describe('obsidian install', () => {
  it('puts the three files of the release into a vault that Obsidian never saw, and turns the plugin on', () => {
    const vault = temporaryVault();
    const { stdout, code } = vault.run(['obsidian', 'install'], AGENT);
    expect([code, stdout.split('\n').slice(0, 2)]).toEqual([0, [
      `Installed Touchstone ${VERSION} in ${PLACE}; turned it on.`,
      '.obsidian is new: the vault had no settings of Obsidian yet.',
    ]]);
    expect(stdout).toContain('restricted mode');
    expect(readdirSync(join(vault.root, PLACE)).sort()).toEqual(FILES);
    for (const name of FILES) expect(readFileSync(join(vault.root, PLACE, name))).toEqual(readFileSync(join(SHIPPED, name)));
    expect(vault.read(LIST)).toBe('[\n  "touchstone"\n]');
    expect(vault.run(['status'], AGENT).code).toBe(0);
  });

  it('is done by the program as npm installs it, from a link elsewhere', () => {
    const vault = temporaryVault();
    const bin = temporaryFolder();
    symlinkSync(releaseProgram(), join(bin, 'tst'));
    expect(run(['obsidian', 'install', '--vault', vault.root, '--quiet'], { ...AGENT, program: join(bin, 'tst') }).stdout).toBe(`${PLACE}\n`);
    expect(existsSync(join(vault.root, PLACE, 'main.js'))).toBe(true);
  });

  it('writes nothing the second time, and says so', () => {
    const vault = temporaryVault();
    installed(vault);
    const before = settings(vault);
    expect(vault.run(['obsidian', 'install'], AGENT).stdout).toBe(`Nothing to do: Touchstone ${VERSION} is in ${PLACE} and turned on.\n`);
    expect(installed(vault)).toMatchObject({ outcome: 'unchanged', turned_on: false, files: [] });
    expect(settings(vault)).toEqual(before);
  });

  it('writes nothing in a dry run, and says what it would write', () => {
    const vault = temporaryVault();
    expect(installed(vault, '--dry-run')).toEqual({
      folder: PLACE, version: VERSION, version_before: null, outcome: 'installed', turned_on: true, dry_run: true,
      files: [`${PLACE}/main.js`, `${PLACE}/styles.css`, `${PLACE}/manifest.json`, LIST],
    });
    expect(vault.run(['obsidian', 'install', '--dry-run'], AGENT).stdout).toContain(`  ${PLACE}/main.js\n`);
    expect(settings(vault)).toEqual({});
  });

  it('keeps the settings of the plugin, other plugins and everything else', () => {
    const vault = temporaryVault();
    vault.edit(LIST, '[\n\t"dataview",\n\t"obsidian-tasks"\n]\n');
    vault.edit('.obsidian/app.json', '{"alwaysUpdateLinks":true}');
    vault.edit('.obsidian/plugins/dataview/main.js', 'theirs');
    vault.edit(`${PLACE}/data.json`, '{"lastView": "x"}');
    const before = settings(vault);
    expect(installed(vault)).toMatchObject({ outcome: 'installed', turned_on: true });
    expect(vault.read(LIST)).toBe('[\n\t"dataview",\n\t"obsidian-tasks",\n\t"touchstone"\n]\n');
    const after = settings(vault);
    for (const name of Object.keys(before)) if (name !== 'community-plugins.json') expect([name, after[name]]).toEqual([name, before[name]]);
    expect(Object.keys(after).filter((name) => !(name in before))).toEqual(FILES.map((name) => `plugins/touchstone/${name}`));
  });

  it('upgrades an older version, mends a broken one, and turns on one that is turned off', () => {
    const vault = temporaryVault();
    installed(vault);
    manifest(vault, '0.0.9');
    expect(installed(vault)).toMatchObject({ outcome: 'upgraded', version_before: '0.0.9', turned_on: false, files: [`${PLACE}/manifest.json`] });
    rmSync(join(vault.root, PLACE, 'styles.css'));
    vault.edit(`${PLACE}/main.js`, Uint8Array.of(0xff, 0xfe));
    expect(installed(vault)).toMatchObject({ outcome: 'replaced', version_before: VERSION, files: [`${PLACE}/main.js`, `${PLACE}/styles.css`] });
    vault.edit(LIST, '[]');
    expect(vault.run(['obsidian', 'install'], AGENT).stdout).toContain(`Touchstone ${VERSION} was in ${PLACE}; turned it on.`);
    for (const name of FILES) expect(readFileSync(join(vault.root, PLACE, name))).toEqual(readFileSync(join(SHIPPED, name)));
  });

  it('never goes back to an older version, nor replaces what is not ours, but by --force', () => {
    const vault = temporaryVault();
    manifest(vault, '10.0.0');
    const before = settings(vault);
    const { code, message, hint } = refused(vault);
    expect([code, hint]).toEqual(['E_POLICY', 'Install a newer touchstone; or, to go back: touchstone obsidian install --force']);
    expect(message).toContain('10.0.0, which is newer than');
    expect(settings(vault)).toEqual(before);
    expect(installed(vault, '--force')).toMatchObject({ outcome: 'downgraded', version_before: '10.0.0' });
    vault.edit(`${PLACE}/manifest.json`, '{"id": "other", "version": "0.0.1"}');
    expect(refused(vault).code).toBe('E_POLICY');
    expect(vault.read(`${PLACE}/manifest.json`)).toContain('other');
    expect(installed(vault, '--force')).toMatchObject({ outcome: 'replaced', version_before: null });
  });

  it.each(['{}', '["a", 1]', '["a"', '', 'null'])('refuses a list of plugins that reads %j, and changes nothing', (text) => {
    const vault = temporaryVault();
    vault.edit(LIST, text);
    const before = settings(vault);
    expect(refused(vault)).toMatchObject({ code: 'E_INTEGRITY', details: { path: 'community-plugins.json' } });
    expect(settings(vault)).toEqual(before);
  });

  it('does not follow a developer\'s link out of the vault, whole or dangling', () => {
    for (const [link, isThere] of [[PLACE, true], [PLACE, false], ['.obsidian/plugins', true], ['.obsidian', true], [LIST, true], [`${PLACE}/main.js`, false]] as const) {
      const vault = temporaryVault();
      const outside = temporaryFolder();
      const target = join(outside, 'build');
      if (isThere && link === LIST) writeFileSync(target, '[]');
      else if (isThere) mkdirSync(target);
      mkdirSync(dirname(join(vault.root, link)), { recursive: true });
      symlinkSync(target, join(vault.root, link));
      const failure = refused(vault);
      expect([link, failure.code]).toEqual([link, 'E_POLICY']);
      expect(failure.message).toContain(`\`${link}\` is a link that leads out of the vault`);
      expect(readdirSync(outside, { recursive: true })).toEqual(isThere ? ['build'] : []);
    }
  });

  it('leaves the vault as it was when a file can\'t be written, and completes it the next time', () => {
    const vault = temporaryVault();
    mkdirSync(join(vault.root, PLACE, 'styles.css'), { recursive: true });
    expect(vault.run(['obsidian', 'install', '--json'], AGENT).code).toBe(1);
    expect(readdirSync(join(vault.root, PLACE))).toEqual(['styles.css']);
    expect(existsSync(join(vault.root, LIST))).toBe(false);
    rmSync(join(vault.root, PLACE, 'styles.css'), { recursive: true });
    expect(installed(vault)).toMatchObject({ outcome: 'installed', turned_on: true });
  });

  it('goes into the configuration folder that is named, and into no other', () => {
    const vault = temporaryVault();
    expect(installed(vault, '--config-folder', '.obsidian-work').folder).toBe('.obsidian-work/plugins/touchstone');
    expect(existsSync(join(vault.root, '.obsidian'))).toBe(false);
    for (const name of ['.touchstone', '..', 'notes', '.a/b']) expect(refused(vault, '--config-folder', name).code).toBe('E_USAGE');
  });

  it('asks for an actor and a governed vault, and says when the program came without the plugin', () => {
    const vault = temporaryVault();
    expect(vault.run(['obsidian', 'install', '--json']).failure().code).toBe('E_USAGE');
    expect(run(['obsidian', 'install', '--vault', temporaryFolder(), '--json'], AGENT).failure().code).toBe('E_NOT_FOUND');
    const without = temporaryFolder();
    cpSync(dirname(testProgram()), without, { recursive: true });
    rmSync(join(without, 'plugin'), { recursive: true });
    const failure = vault.run(['obsidian', 'install', '--json'], { ...AGENT, program: join(without, 'touchstone.cjs') }).failure();
    expect([failure.code, failure.hint]).toEqual(['E_NOT_FOUND', 'Install touchstone again; in a clone, npm run build makes it.']);
    expect(settings(vault)).toEqual({});
  });

  it('done by two processes at once leaves what one leaves', async () => {
    const vault = temporaryVault();
    vault.edit(LIST, '["dataview"]');
    const both = await Promise.all([1, 2].map(() => vault.start(['obsidian', 'install', '--json'], AGENT)));
    for (const { code } of both) expect([0, 5]).toContain(code);
    expect(both.map(({ code }) => code)).toContain(0);
    expect(vault.read(LIST)).toBe('["dataview","touchstone"]');
    expect(readdirSync(join(vault.root, PLACE)).sort()).toEqual(FILES);
  });
});

describe('the list of plugins that are turned on', () => {
  it.each([
    [null, '[\n  "touchstone"\n]'],
    ['[]', '[\n  "touchstone"\n]'],
    ['[ ]\n', '[\n  "touchstone"\n]\n'],
    ['["a"]', '["a","touchstone"]'],
    ['["a", "b" ]', '["a", "b", "touchstone" ]'],
    ['[\r\n  "a]",\r\n  "b\\"]"\r\n]\r\n', '[\r\n  "a]",\r\n  "b\\"]",\r\n  "touchstone"\r\n]\r\n'],
    ['["touchstone"]', null],
    ['[\n  "touchstone", "a"\n]', null],
  ])('%j becomes %j', (before, after) => {
    expect(withPlugin(before, 'touchstone')).toBe(after);
  });

  it('is refused where bytes of it would not survive', () => {
    expect(refusal(() => withPlugin('["\ufffd"]', 'touchstone'))).toMatchObject({ code: 'E_INTEGRITY' });
  });
});
