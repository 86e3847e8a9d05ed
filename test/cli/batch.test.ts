// Many calls in one process: each its own operation, answered in order.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { temporaryFolder, temporaryVault, type CallOptions, type TestVault } from './harness';
import { parseDocument } from './documents';

const PLANNER = { as: 'planner', role: 'sr-pm' };

function batch(vault: TestVault, lines: readonly (readonly string[] | string)[], options: CallOptions & { args?: string[] } = {}): { code: number | null; answers: ReturnType<typeof parseDocument>[] } {
  const input = `${lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n')}\n`;
  const { code, stdout } = vault.run(['batch', ...(options.args ?? [])], { ...PLANNER, ...options, input });
  return { code, answers: stdout.trimEnd().split('\n').filter(Boolean).map((line) => parseDocument(`${line}\n`)) };
}

describe('batch', () => {
  test('runs each line as an operation of its own and answers in order, each by its schema', () => {
    const vault = temporaryVault();
    const { code, answers } = batch(vault, [
      ['story', 'create', 'First', '--ac', 'x'],
      ['note', 'create', 'a.md', '--title', 'A'],
      ['story', 'list', '--fields', 'title'],
    ]);
    expect(code).toBe(0);
    expect(answers.map(({ kind }) => kind)).toEqual(['story.create', 'note.create', 'story.list']);
    expect(answers[2]).toMatchObject({ data: [{ title: 'First' }] });
    expect(vault.run(['integrity', 'log', '--op', 'story', '--json']).json().meta['total']).toBe(1);
  });

  test('goes on after a refusal, which changed nothing, and ends with its exit code', () => {
    const vault = temporaryVault();
    const { code, answers } = batch(vault, [['story', 'show', 'nothing'], ['note', 'create', 'a.md'], 'no JSON', '[]', '[1]', ['batch']]);
    expect(code).toBe(3);
    expect(answers.map((answer) => ('error' in answer ? answer.error.code : answer.kind)))
      .toEqual(['E_NOT_FOUND', 'note.create', 'E_USAGE', 'E_USAGE', 'E_USAGE', 'E_USAGE']);
  });

  test('stops after the first refusal when it is told to', () => {
    const vault = temporaryVault();
    const { code, answers } = batch(vault, [['story', 'show', 'nothing'], ['note', 'create', 'a.md']], { args: ['--stop-on-error'] });
    expect([code, answers.length]).toEqual([3, 1]);
  });

  test('hands its actor down, and a line may name another', () => {
    const vault = temporaryVault();
    batch(vault, [['note', 'create', 'a.md'], ['note', 'create', 'b.md', '--as', 'other']], { args: ['--as', 'first'] });
    expect(vault.run(['integrity', 'log', '--op', 'note', '--fields', 'actor', '--json']).json().data).toEqual([{ actor: 'other' }, { actor: 'first' }]);
  });

  test('keeps stdin to itself', () => {
    const vault = temporaryVault({ notes: { 'a.md': 'one' } });
    const { answers } = batch(vault, [['note', 'write', 'a.md', '--body-file', '-'], ['note', 'write', 'a.md']]);
    expect(answers.map((answer) => ('error' in answer ? answer.error.code : answer.kind))).toEqual(['E_USAGE', 'E_USAGE']);
    expect(vault.read('a.md')).toBe('one');
  });

  test('pays one start of the program for twenty changes', () => {
    const vault = temporaryVault();
    const folder = temporaryFolder();
    const log = join(folder, 'starts');
    // Loaded by every Node process before its program, also by one that the program would start.
    const counter = join(folder, 'counter.cjs');
    writeFileSync(counter, `require('node:fs').appendFileSync(${JSON.stringify(log)}, process.pid + '\\n');`);
    const env = { NODE_OPTIONS: `--require=${counter}` };
    const starts = (): number => (existsSync(log) ? readFileSync(log, 'utf8').trimEnd().split('\n').length : 0);
    for (const title of ['One', 'Two']) vault.run(['story', 'create', title], { ...PLANNER, env });
    expect(starts()).toBe(2);
    const { answers } = batch(vault, Array.from({ length: 20 }, (_, n) => ['note', 'create', `n${n}.md`]), { env });
    expect(answers.map(({ kind }) => kind)).toEqual(Array.from({ length: 20 }, () => 'note.create'));
    expect(starts()).toBe(3);
    expect(vault.run(['integrity', 'log', '--op', 'note.create', '--json']).json().meta['total']).toBe(20);
  });
});
