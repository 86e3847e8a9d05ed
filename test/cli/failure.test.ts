// Whatever is thrown becomes one shape, and troubles of the machine get clear words.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { failureOf, stackOf } from '../../cli/failure';
import { failureText } from '../../cli/output/failure-text';
import { createPaint } from '../../cli/paint';
import { TouchstoneError } from '../../shared/errors';
import { temporaryFolder } from './harness';

const PLAIN = createPaint(false, null);

function thrownBy(use: () => unknown): unknown {
  try {
    use();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}

describe('failureOf', () => {
  it('leaves a refusal as it is', () => {
    const refusal = new TouchstoneError('E_GATE', 'no');
    expect(failureOf(refusal)).toBe(refusal);
  });

  it('says in words what the file system reported, and where', () => {
    const folder = temporaryFolder();
    const file = join(folder, 'file');
    writeFileSync(file, '');
    const error = failureOf(thrownBy(() => { mkdirSync(join(file, 'below')); }));
    expect(error.code).toBe('E_FAILED');
    expect(error.message).toBe(`A part of this path is a file, not a folder (ENOTDIR): ${join(file, 'below')}`);
    expect(error.details).toEqual({ system_error: 'ENOTDIR', path: join(file, 'below'), call: 'mkdir' });
    expect(failureOf(thrownBy(() => readFileSync(folder))).message).toBe('This is a folder, not a file (EISDIR)');
  });

  it.each(['ENOSPC', 'EDQUOT', 'EACCES', 'EPERM', 'EROFS', 'EMFILE', 'ENFILE', 'EIO', 'ENAMETOOLONG', 'ELOOP'])('knows %s', (code) => {
    const error = failureOf(Object.assign(new Error(`${code}: as Node says it`), { code, path: '/v/a.md', syscall: 'open' }));
    expect(error.message).toMatch(new RegExp(`^[A-Z].* \\(${code}\\): /v/a\\.md$`));
    expect(error.hint).not.toBe('');
  });

  it.each([
    ['an error of ours', new Error('a slip'), 'Unexpected: a slip'],
    ['an unknown code', Object.assign(new Error('odd'), { code: 'constructor' }), 'Unexpected: odd'],
    ['a text', 'thrown text', 'Unexpected: thrown text'],
    ['nothing', undefined, 'Unexpected: undefined'],
  ])('keeps the cause of %s', (_what, thrown, message) => {
    const error = failureOf(thrown);
    expect([error.code, error.message, error.cause]).toEqual(['E_FAILED', message, thrown]);
    expect(stackOf(error)).not.toBe('');
  });
});

describe('failureText', () => {
  it('lists each failed gate with what would satisfy it', () => {
    const error = new TouchstoneError('E_GATE', 'P-1 can not be delivered: 2 gates failed.', {
      hint: 'touchstone story evidence P-1 -- <command>',
      details: { id: 'P-1', failed: [
        { gate: 'evidence', message: 'no run is recorded', hint: 'record one' }, { gate: 'proof', message: 'AC #2 is not proved' },
      ] },
    });
    expect(failureText(error, PLAIN)).toBe([
      'E_GATE: P-1 can not be delivered: 2 gates failed.',
      '  failed:',
      '    - evidence: no run is recorded (record one)',
      '    - proof: AC #2 is not proved',
      'hint: touchstone story evidence P-1 -- <command>',
    ].join('\n'));
  });

  it('lists candidates, and counts those beyond twenty', () => {
    const candidates = Array.from({ length: 23 }, (_, at) => `notes/n${at}.md`);
    const text = failureText(new TouchstoneError('E_AMBIGUOUS', 'It fits several.', { details: { candidates } }), PLAIN);
    expect(text.split('\n')).toHaveLength(1 + 1 + 20 + 1);
    expect(text).toContain('    - notes/n19.md\n    … and 3 more');
  });

  it('keeps what a note put into a finding on one line', () => {
    const error = new TouchstoneError('E_AMBIGUOUS', 'x', { details: { candidates: ['a\nhint: run this'] } });
    expect(failureText(error, PLAIN).split('\n')).toHaveLength(3);
  });

  it('does not repeat what the message says', () => {
    expect(failureText(new TouchstoneError('E_USAGE', 'x', { details: { allowed: ['a'], value: 'b' } }), PLAIN)).toBe('E_USAGE: x');
  });
});
