// What the package says of itself in four files must agree, and the plugin's manifest must pass Obsidian's review
// (developer documentation, submission requirements).
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const root = new URL('../', import.meta.url);

function text(name: string): string {
  return readFileSync(new URL(name, root), 'utf8');
}

function json(name: string): Record<string, unknown> {
  return JSON.parse(text(name)) as Record<string, unknown>;
}

const manifest = json('manifest.json') as Record<string, string>;

test('package, lock file and manifest have one version, and versions.json knows the app that it needs', () => {
  expect(manifest['version']).toMatch(/^\d+\.\d+\.\d+$/);
  expect(json('package.json')['version']).toBe(manifest['version']);
  expect(json('package-lock.json')['version']).toBe(manifest['version']);
  expect(json('versions.json')).toMatchObject({ [manifest['version'] ?? '']: manifest['minAppVersion'] });
});

test('the manifest has the keys that the review asks for, and no others', () => {
  const asked = ['author', 'description', 'id', 'isDesktopOnly', 'minAppVersion', 'name', 'version'];
  expect(Object.keys(manifest).sort()).toEqual(asked);
  expect(manifest['isDesktopOnly']).toBe(false);
});

test('id, name and description of the plugin are as the review wants them', () => {
  expect(manifest['id']).toMatch(/^(?!.*obsidian)(?!.*plugin$)[a-z-]+$/);
  expect(manifest['name']).not.toMatch(/obsidian|plugin/i);
  expect(manifest['description']).toMatch(/^[A-Z][\x20-\x7e]{8,248}\.$/);
  expect(manifest['description']).not.toMatch(/obsidian|plugin/i);
});

test('the licence of the package is the one in LICENSE', () => {
  expect(json('package.json')['license']).toBe('MIT');
  expect(text('LICENSE')).toMatch(/^MIT License\n\nCopyright \(c\) \d{4} Touchstone maintainers\n/);
});

test('the changelog has a place for what comes next', () => {
  expect(text('CHANGELOG.md')).toContain('\n## [Unreleased]\n');
});

test('every program of the package is the one that the build makes', () => {
  expect(new Set(Object.values(json('package.json')['bin'] as Record<string, string>))).toEqual(new Set(['dist/touchstone.cjs']));
});
