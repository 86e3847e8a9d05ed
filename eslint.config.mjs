// What the code may not do, beyond what the compiler knows: type-checked rules everywhere, the rules of Obsidian's
// review where its scan looks, and in the core nothing that makes two runs differ.
import obsidianmd from 'eslint-plugin-obsidianmd';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** The review scans these and honours no configuration of ours, so its rules hold here as they are. */
const SCANNED = ['plugin/**/*.ts', 'shared/**/*.ts', 'cli/**/*.ts'];
const ON_NODE = ['shared/node/**/*.ts', 'cli/**/*.ts'];

/** Time, chance and language come through ports and settings, so that the same call gives the same bytes. */
const IMPURE = [
  ['NewExpression[callee.name="Date"][arguments.length=0]', 'The time comes from the view (`now`) or the clock port.'],
  ['CallExpression[callee.object.name="Date"][callee.property.name="now"]', 'The time comes from the view (`now`) or the clock port.'],
  ['CallExpression[callee.object.name="Math"][callee.property.name="random"]', 'Randomness comes from the view (`random`).'],
  ['CallExpression[callee.property.name=/^(localeCompare|toLocale.*)$/]', 'The host\'s language must not change what is written or its order.'],
].map(([selector, message]) => ({ selector, message }));

/** The build hands exports on as they are when a module has run (`scripts/pack-chunks.mjs`). */
const CHANGING_EXPORT = {
  selector: 'ExportNamedDeclaration > VariableDeclaration[kind!="const"]',
  message: 'An export never changes: export a function that answers.',
};

const EVERYWHERE = {
  eqeqeq: ['error', 'always', { null: 'ignore' }],
  'no-constant-binary-expression': 'error',
  'prefer-const': 'error',
  // A variable that takes a key out of an object is how the rest is had without it.
  '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true, varsIgnorePattern: '^_$' }],
};

export default defineConfig([
  globalIgnores(['dist/', 'demo-vault/', 'coverage/', '.bench/']),
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
  },
  {
    files: ['**/*.ts', '**/*.mts'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { project: './tsconfig.lint.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      ...EVERYWHERE,
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    },
  },
  {
    files: SCANNED,
    extends: [obsidianmd.configs.recommended],
  },
  {
    files: ['shared/**/*.ts'],
    ignores: ['shared/node/**'],
    rules: { 'no-restricted-syntax': ['error', CHANGING_EXPORT, ...IMPURE] },
  },
  {
    files: ON_NODE,
    rules: {
      'no-restricted-syntax': ['error', CHANGING_EXPORT],
      // Loaded by the plugin on desktop only, and lazily; or not by the plugin at all.
      'obsidianmd/no-nodejs-modules': 'off',
      // The compiler knows Node's globals here.
      'no-undef': 'off',
      // There is no app to ask for its folder, and no window.
      'obsidianmd/hardcoded-config-path': 'off',
      'obsidianmd/prefer-window-timers': 'off',
    },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      // vitest's asymmetric matchers (`expect.stringMatching`) are typed as any.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      // Fixtures hand out functions that need no `this`.
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    files: ['**/*.mjs', '**/*.cjs'],
    extends: [tseslint.configs.recommended],
    rules: EVERYWHERE,
  },
]);
