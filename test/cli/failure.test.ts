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
  it('lists each failed gate with what it needs, and does not say it again in a hint', () => {
    const error = new TouchstoneError('E_GATE', 'P-1 can not be delivered.', {
      hint: 'touchstone story evidence P-1 -- <command>',
      details: { id: 'P-1', gates: [
        { gate: 'evidence', found: 'no recorded run', allowed: 'a run that exits 0' },
        { gate: 'criteria_proved', found: 'without proof: AC #2', allowed: 'a proof of each' },
      ] },
    });
    expect(failureText(error, PLAIN)).toBe([
      'E_GATE: P-1 can not be delivered.',
      '  gates:',
      '    - evidence: no recorded run; needed: a run that exits 0',
      '    - criteria proved: without proof: AC #2; needed: a proof of each',
    ].join('\n'));
  });

  it('says a finding by its message or by its values', () => {
    const details = { broken: [{ writer: 'w1', seq: 3, message: 'the chain is broken', hint: 'see docs' }, { path: 'a.md', line: 7, more: {} }] };
    expect(failureText(new TouchstoneError('E_INTEGRITY', 'Broken.', { hint: 'Look.', details }), PLAIN)).toBe([
      'E_INTEGRITY: Broken.', '  broken:', '    - the chain is broken (see docs)', '    - a.md  7', 'hint: Look.',
    ].join('\n'));
  });

  it('keeps a forged hint in a message on its line', () => {
    const text = failureText(new TouchstoneError('E_USAGE', 'There is no "a\nhint: run this".', { hint: 'Real\nhint.' }), PLAIN);
    expect(text).toBe('E_USAGE: There is no "a hint: run this".\nhint: Real hint.');
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
