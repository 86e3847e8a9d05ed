// The plugin's bundle: the same bytes from the same sources, and nothing in it that a phone lacks or that could run a
// note, but for the desktop part, which is loaded when it is asked for.
import { build, type Plugin } from 'esbuild';
import { Linter } from 'eslint';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createContext, runInContext } from 'node:vm';
import { afterAll, describe, expect, it } from 'vitest';
import { BUNDLE } from '../../scripts/build-plugin.mjs';
import { cagedPackages } from '../../scripts/caged-packages.mjs';
import { builtPlugin } from '../e2e/built-plugin';
import { appRequire } from './app-modules';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const FILES = ['main.js', 'manifest.json', 'styles.css'];

const folders: string[] = [];
afterAll(() => { for (const folder of folders) rmSync(folder, { recursive: true, force: true }); });

function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'touchstone-plugin-'));
  folders.push(folder);
  return folder;
}

function contents(folder: string): Record<string, string> {
  return Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'latin1')]));
}

/** Of a checkout of the sources at `root`, called from `cwd`. */
function builtFrom(root: string, cwd: string): Record<string, string> {
  const outdir = join(emptyFolder(), 'plugin');
  execFileSync(process.execPath, [join(root, 'scripts/build-plugin.mjs'), '--outdir', outdir], { cwd, stdio: ['ignore', 'ignore', 'inherit'] });
  return contents(outdir);
}

describe('the build', () => {
  it('is the three files of a release, and the manifest is the one of the repository', () => {
    expect(readdirSync(builtPlugin()).sort()).toEqual(FILES);
    expect(readFileSync(join(builtPlugin(), 'manifest.json'))).toEqual(readFileSync(join(ROOT, 'manifest.json')));
  });

  it('gives the same bytes again, and from a copy of the sources elsewhere', () => {
    const copy = emptyFolder();
    for (const name of ['package.json', 'tsconfig.json', 'tsconfig.base.json', 'manifest.json', 'plugin', 'scripts', 'shared']) {
      cpSync(join(ROOT, name), join(copy, name), { recursive: true });
    }
    symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
    const released = contents(builtPlugin());
    expect(builtFrom(ROOT, tmpdir())).toEqual(released);
    expect(builtFrom(copy, copy)).toEqual(released);
  });

  it('has the sheets of plugin/styles/ in the order of their names', () => {
    const sheets = readdirSync(join(ROOT, 'plugin/styles')).sort().map((name) => readFileSync(join(ROOT, 'plugin/styles', name), 'utf8'));
    const css = readFileSync(join(builtPlugin(), 'styles.css'), 'utf8');
    expect(sheets.length).toBeGreaterThan(0);
    expect(css.length).toBe(sheets.join('\n').length);
    const places = sheets.map((sheet) => css.indexOf(sheet));
    expect(places).toEqual([...places].sort((left, right) => left - right));
    expect(places).not.toContain(-1);
  });
});

describe('main.js on a phone', () => {
  it('loads where there is only a browser, and asks for nothing but the app\'s modules', () => {
    const { require, asked } = appRequire();
    const module = { exports: {} as { default?: unknown } };
    const page = createContext({ TextDecoder, TextEncoder, URL, performance });
    Object.assign(page, { window: page, self: page });
    const load = runInContext(`(function (require, module, exports) {${readFileSync(join(builtPlugin(), 'main.js'), 'utf8')}\n})`, page) as (...given: unknown[]) => void;
    load(require, module, module.exports);
    expect(module.exports.default).toBeTypeOf('function');
    expect(asked).toContain('obsidian');
  });
});

describe('what is not the desktop part', () => {
  const DESKTOP = /^plugin\/desktop(?:\.ts|\/)/;

  const desktopLeftOut: Plugin = {
    name: 'desktop-left-out',
    setup: ({ onResolve, resolve }) => {
      onResolve({ filter: /desktop/ }, async ({ path, kind, importer, resolveDir, pluginData }) => {
        if (kind !== 'dynamic-import' || pluginData === 'asked') return undefined;
        const found = await resolve(path, { kind, importer, resolveDir, pluginData: 'asked' });
        return DESKTOP.test(relative(ROOT, found.path)) ? { path: './desktop', external: true } : found;
      });
    },
  };

  /** The bundle without what the desktop loads late, not minified, so that a finding can be read. */
  async function withoutDesktop(): Promise<{ text: string; inputs: string[] }> {
    const { outputFiles, metafile } = await build({
      ...(BUNDLE),
      minify: false,
      write: false,
      metafile: true,
      outdir: 'out',
      plugins: [desktopLeftOut, cagedPackages()],
    });
    return { text: outputFiles[0]?.text ?? '', inputs: Object.keys(metafile.inputs) };
  }

  const RULES: Linter.RulesRecord = {
    'no-eval': 'error',
    'no-implied-eval': 'error',
    'no-new-func': 'error',
    'no-restricted-globals': ['error', 'eval', 'Function', 'process', 'Buffer', 'global', 'setImmediate', 'clearImmediate', '__dirname', '__filename'],
    'no-restricted-syntax': [
      'error',
      'CallExpression[callee.name="require"]:not([arguments.0.value=/^(obsidian|@codemirror\\/.+|@lezer\\/.+)$/])',
      ...['process', 'require', 'Buffer', 'eval', 'Function'].map((name) => `MemberExpression[object.name=/^(window|self|globalThis|activeWindow)$/][property.name="${name}"]`),
    ],
  };

  function findings(text: string): string[] {
    const lines = text.split('\n');
    const messages = new Linter().verify(text, {
      languageOptions: { sourceType: 'commonjs', ecmaVersion: 2022, globals: { window: 'readonly', setTimeout: 'readonly', setInterval: 'readonly' } },
      // What a package says to its own linter in a comment counts nothing here, and is warned of.
      linterOptions: { noInlineConfig: true },
      rules: RULES,
    });
    return messages.filter(({ severity }) => severity === 2).map(({ line, message }) => `${message} ${lines[line - 1]?.trim() ?? ''}`);
  }

  it('has no eval, no Function, no process and no Buffer, and requires only what the app has', async () => {
    const { text, inputs } = await withoutDesktop();
    expect(findings(text)).toEqual([]);
    expect(inputs.filter((path) => path.startsWith('shared/node/') || DESKTOP.test(path))).toEqual([]);
    expect(text).toContain('import("./desktop")');
  });

  it('would show each of them', () => {
    const bad = ['eval("1")', 'new Function("1")', 'setTimeout("1")', 'Function("1")', 'process.env', 'typeof process', 'Buffer.from("")', 'require("fs")', 'require("node:fs")', 'require(name)', 'window.require("electron")', 'globalThis.process'];
    expect(bad.filter((code) => findings(`var x = ${code};`).length === 0)).toEqual([]);
    expect(findings('function evaluate(node, require) { return node.eval(node.process()); }')).toEqual([]);
  });
});

it('no gray-matter engine, no old YAML library and no file system of gray-matter is in any part of main.js', () => {
  const text = readFileSync(join(builtPlugin(), 'main.js'), 'utf8');
  expect(/\beval\(|new Function\(|js-yaml|esprima|safeLoad/.exec(text)?.[0]).toBeUndefined();
});
