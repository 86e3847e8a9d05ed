// The host is honest: it has every member of the app's typings that the plugin uses, and the plugin uses none that is
// newer than the app it asks for.
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { hostSurface, isNewer, missingFrom, programOf, usedMembers, type HostSurface, type UsedMember } from './census';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const ROOT = fileURLToPath(new URL('../..', import.meta.url));

const PLUGINS: readonly [name: string, folder: string, manifest: string][] = [
  ['the fixture', `${HERE}fixture-plugin`, `${HERE}fixture-plugin/manifest.json`],
  ...(existsSync(`${ROOT}plugin/main.ts`) ? [['the plugin', `${ROOT}plugin`, `${ROOT}manifest.json`] as [string, string, string]] : []),
];

let host: HostSurface;

beforeAll(() => { host = hostSurface(programOf(`${HERE}page/tsconfig.json`), `${HERE}page/`); });

describe.each(PLUGINS)('%s', (_name, folder, manifest) => {
  let used: UsedMember[];

  beforeAll(() => { used = usedMembers(programOf(`${folder}/tsconfig.json`, (file) => file.startsWith(`${folder}/`))); });

  test('uses members of every kind, so that the census sees them', () => {
    expect(used.map(({ name }) => name)).toEqual(expect.arrayContaining(['Vault.process', 'ItemView', 'Plugin.onload']));
  });

  test('uses nothing that the host lacks', () => {
    expect(used.map((member) => missingFrom(host, member)).filter((missing) => missing !== null)).toEqual([]);
  });

  test('uses nothing that is newer than the app it asks for', () => {
    const { minAppVersion } = JSON.parse(readFileSync(manifest, 'utf8')) as { minAppVersion: string };
    expect(used.filter(({ since }) => since !== null && isNewer(since, minAppVersion)).map(({ name, since, place }) => `${name} since ${since} (${place})`)).toEqual([]);
  });
});

test('what the host lacks is noticed', () => {
  const unknown = (name: string, kind: UsedMember['kind']): UsedMember => {
    const [owner = '', member = ''] = name.split('.');
    return { name, owner, member, kind, since: null, place: 'x.ts:1' };
  };
  expect(missingFrom(host, unknown('Vault.undoEverything', 'class'))).toBe('Vault.undoEverything (x.ts:1)');
  expect(missingFrom(host, unknown('Node.createMarquee', 'interface'))).toBe('Node.createMarquee (x.ts:1)');
  expect(missingFrom(host, unknown('Command.voiceCallback', 'interface'))).toBe('Command.voiceCallback (x.ts:1)');
  expect(missingFrom(host, unknown('Command.checkCallback', 'interface'))).toBeNull();
});

test.each([['1.13.1', '1.13.0', true], ['1.13.0', '1.13.0', false], ['1.9.12', '1.13.0', false], ['2.0.0', '1.13.0', true], ['0.9.7', '1.13.0', false]])('%s is newer than %s: %s', (version, than, newer) => {
  expect(isNewer(version, than)).toBe(newer);
});
