// What docs/ says of the command line is what the code does.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { GLOBAL_OPTIONS } from '../../cli/global-options';
import { ERROR_WORDS } from '../../cli/help/error-words';
import { EXIT_CODES, type ErrorCode } from '../../shared/errors';
import { parseDocument } from './documents';

function page(name: string): string {
  return readFileSync(fileURLToPath(new URL(`../../docs/${name}`, import.meta.url)), 'utf8');
}

describe('docs/exit-codes.md', () => {
  it('lists every code as --help does', () => {
    const rows = Object.entries(EXIT_CODES).map(([code, exit]) => `| ${exit} | \`${code}\` | ${ERROR_WORDS[code as ErrorCode]} |`);
    expect(page('exit-codes.md').split('\n').filter((line) => /^\| [1-9] \| `E_/.test(line))).toEqual(rows);
  });

  it('shows an error document that holds against the schema', () => {
    const example = /```json\n(.*)\n```/.exec(page('exit-codes.md'))?.[1] ?? '';
    expect('error' in parseDocument(`${example}\n`)).toBe(true);
  });
});

describe('docs/cli.md', () => {
  it('explains every option that all verbs take', () => {
    for (const { name } of GLOBAL_OPTIONS) expect(page('cli.md')).toContain(`--${name}`);
  });
});
