// Style sheets stand on what the app documents: each variable is a documented one or our own, and the host gives every
// documented one a value, light and dark.
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { openObsidian } from '../e2e/obsidian';
import { vaultWith } from '../e2e/temporary-vault';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const CSS = `${ROOT}test/host/page/css`;

/** From the developer documentation, CSS variables; one name a line. */
const documented = new Set(readFileSync(`${ROOT}test/host/css-variables.txt`, 'utf8').split('\n').filter((line) => line.startsWith('--')));

/** A style sheet, and how the names of its own variables begin. */
const SHEETS: readonly [path: string, own: string][] = [
  ['test/host/fixture-plugin/styles.css', '--host-fixture-'],
  ...readdirSync(`${ROOT}plugin/styles`).sort().map((name): [string, string] => [`plugin/styles/${name}`, '--touchstone-']),
];

describe.each(SHEETS)('%s', (path, own) => {
  const css = readFileSync(ROOT + path, 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');

  test('uses documented variables and its own', () => {
    const used = [...css.matchAll(/var\(\s*(--[\w-]+)/g)].map(([, name = '']) => name);
    expect(used.length).toBeGreaterThan(0);
    expect(used.filter((name) => !documented.has(name) && !name.startsWith(own))).toEqual([]);
  });

  test('sets none but its own, and the size of its icons', () => {
    const set = [...css.matchAll(/(?:^|[;{\s])(--[\w-]+)\s*:/g)].map(([, name = '']) => name);
    expect(set.filter((name) => !name.startsWith(own) && name !== '--icon-size')).toEqual([]);
  });

  test('has no deprecated colour parts and no colour of its own', () => {
    expect([...css.matchAll(/var\(\s*--[\w-]+-(?:rgb|hsl)\b[^)]*\)/g)].map(([use]) => use)).toEqual([]);
    expect([...css.matchAll(/#[0-9a-f]{3,8}\b|\b(?:rgb|rgba|hsl|hsla|oklch|oklab|lab|lch)\([^)]*\)/gi)].map(([use]) => use)).toEqual([]);
  });
});

/** The host's variables as they are written; of those that a theme sets, one theme's. */
const written = new Map(readdirSync(CSS).flatMap((name) => [...readFileSync(`${CSS}/${name}`, 'utf8').matchAll(/(--[\w-]+)\s*:\s*([^;]+);/g)])
  .map(([, name = '', value = '']) => [name, value]));

/** Such a variable has no value: what uses it inherits, in the app too. */
function inherits(name: string): boolean {
  const value = written.get(name) ?? '';
  const [, other] = /^var\((--[\w-]+)\)$/.exec(value) ?? [];
  return value === 'inherit' || (other !== undefined && inherits(other));
}

test('the host sets each documented variable', () => {
  expect([...documented].filter((name) => !written.has(name))).toEqual([]);
});

test('documented variables have a value in the light and the dark theme', async () => {
  const obsidian = await openObsidian({ vault: vaultWith() });
  const empty = (): Promise<string[]> => obsidian.page.evaluate((names) => {
    const style = getComputedStyle(document.body);
    return names.filter((name) => style.getPropertyValue(name).trim() === '');
  }, [...documented].filter((name) => !inherits(name)));
  const colour = (name: string): Promise<string> => obsidian.page.evaluate((variable) => getComputedStyle(document.body).getPropertyValue(variable), name);
  expect(await empty()).toEqual([]);
  const light = await colour('--background-primary');
  await obsidian.setDark(true);
  expect(await empty()).toEqual([]);
  expect(await colour('--background-primary')).not.toBe(light);
});
