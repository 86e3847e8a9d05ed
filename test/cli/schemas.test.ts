// docs/schema/ is what scripts/schemas.mjs makes of the definitions in cli/schema/.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { allVerbs } from '../../cli/registry';
import { parseDocument } from './documents';
import { temporaryFolder } from './harness';

const SCRIPT = fileURLToPath(new URL('../../scripts/schemas.mjs', import.meta.url));
const SCHEMAS = fileURLToPath(new URL('../../docs/schema/', import.meta.url));

function contents(folder: string): Record<string, string> {
  return Object.fromEntries(readdirSync(folder).filter((name) => name.endsWith('.json')).map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}

it('the schemas in docs/ are up to date (node scripts/schemas.mjs writes them)', () => {
  const fresh = temporaryFolder();
  execFileSync(process.execPath, [SCRIPT, '--outdir', fresh]);
  expect(contents(SCHEMAS)).toEqual(contents(fresh));
});

it('there is a schema for every verb, and none that no verb answers with', async () => {
  const frame = ['error', 'help', 'version'];
  const kinds = [...frame, ...(await allVerbs()).map((verb) => verb.kind)].sort();
  expect(Object.keys(contents(SCHEMAS)).map((name) => name.replace(/\.json$/, '')).sort()).toEqual([...new Set(kinds)]);
});

it('a document that breaks its schema is noticed', () => {
  const error = { schema: 1, kind: 'error', error: { code: 'E_USAGE', message: 'm', hint: null, details: {} } };
  expect(parseDocument(`${JSON.stringify(error)}\n`)).toEqual(error);
  for (const broken of [{ ...error, extra: 1 }, { ...error, schema: 2 }, { ...error, error: { ...error.error, code: 'E_OTHER' } }]) {
    expect(() => parseDocument(`${JSON.stringify(broken)}\n`)).toThrow('breaks docs/schema/error.json');
  }
  expect(() => parseDocument(`${JSON.stringify(error)}\n\n`)).toThrow('not one line');
  expect(() => parseDocument('progress\n{}\n')).toThrow('not one line');
});
