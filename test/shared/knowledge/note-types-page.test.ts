// docs/note-types.md is what the script makes of the table today.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

it('is made from the table of types', () => {
  const script = new URL('../../../scripts/note-types.mjs', import.meta.url).href;
  const print = `import(${JSON.stringify(script)}).then(async ({ noteTypesPage }) => process.stdout.write(await noteTypesPage()))`;
  const page = fileURLToPath(new URL('../../../docs/note-types.md', import.meta.url));
  expect(execFileSync(process.execPath, ['-e', print], { encoding: 'utf8' })).toBe(readFileSync(page, 'utf8'));
});
