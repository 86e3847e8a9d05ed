// docs/roles.md and docs/transitions.md hold the tables that the program runs by.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { temporaryFolder } from './harness';

const SCRIPT = fileURLToPath(new URL('../../scripts/rules.mjs', import.meta.url));
const DOCS = fileURLToPath(new URL('../../docs/', import.meta.url));

it('the tables in docs/ are up to date (node scripts/rules.mjs writes them)', () => {
  const fresh = temporaryFolder();
  execFileSync(process.execPath, [SCRIPT, '--outdir', fresh]);
  for (const page of ['roles.md', 'transitions.md']) {
    const text = readFileSync(join(DOCS, page), 'utf8');
    expect(text).toBe(readFileSync(join(fresh, page), 'utf8'));
    expect(text).toContain('story.accept');
  }
});
