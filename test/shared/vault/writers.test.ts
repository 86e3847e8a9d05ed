// Several writers of one ledger: copies, branches, merges, and a ledger that was tampered with.
import { appendFileSync, cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { verify } from '../../../shared/integrity/verify';
import { openTemporary, temporaryVault, writing } from './temporary-vault';

type Opened = ReturnType<typeof openTemporary>;

function copyOf(root: string): Opened {
  const copy = mkdtempSync(join(tmpdir(), 'touchstone-copy-'));
  onTestFinished(() => rmSync(copy, { recursive: true, force: true }));
  cpSync(root, copy, { recursive: true });
  return openTemporary(copy);
}

function ledgers(root: string): string[] {
  return readdirSync(join(root, '.touchstone/ledger'));
}

/** Brings the other copy's ledgers and one of its notes over, as a merge does. */
function mergeFrom(from: Opened, into: Opened, note?: { path: string; content: string }): Opened {
  const known = ledgers(into.root);
  for (const name of ledgers(from.root).filter((candidate) => !known.includes(candidate))) {
    cpSync(join(from.root, '.touchstone/ledger', name), join(into.root, '.touchstone/ledger', name));
  }
  if (note) writeFileSync(join(into.root, note.path), note.content);
  return openTemporary(into.root);
}

function check({ vault, read }: Opened) {
  return read((view) => verify(vault.ports, view));
}

const TEXT = 'one\n\ntwo\n\nthree\n\nfour\n';

describe('a copied vault', () => {
  test('goes on as a writer of its own', () => {
    const { root } = temporaryVault({ 'a.md': 'one' });
    const copy = copyOf(root);
    copy.run(writing({ 'a.md': 'two' }));
    expect(ledgers(copy.root)).toHaveLength(2);
    expect(check(copy)).toMatchObject({ broken: [], rewound: [], drift: { drifted: [] } });
  });
});

describe('the memory of the last line', () => {
  const MEMORY = '.touchstone/local/writer.jsonl';

  function afterOperations(count: number, harm: (memory: string) => string): Opened {
    const { root, run } = temporaryVault({ 'a.md': '0' });
    for (let n = 1; n <= count; n++) run(writing({ 'a.md': String(n) }));
    writeFileSync(join(root, MEMORY), harm(readFileSync(join(root, MEMORY), 'utf8')));
    const next = openTemporary(root);
    next.run(writing({ 'a.md': 'after' }));
    expect(check(next)).toMatchObject({ broken: [], rewound: [], drift: { drifted: [] } });
    return next;
  }

  test('may be torn, or cut back by many lines: the ledger is gone on with', () => {
    const torn = (memory: string): string => `${memory}\n${memory.trim().split('\n').at(-1)?.slice(0, 40) ?? ''}`;
    expect(ledgers(afterOperations(3, torn).root)).toHaveLength(1);
    expect(ledgers(afterOperations(3, (memory) => `${memory}\0\0\0`).root)).toHaveLength(1);
    expect(ledgers(afterOperations(9, (memory) => memory.slice(0, memory.length / 2)).root)).toHaveLength(1);
  });

  test('that says nothing begins a writer of its own', () => {
    expect(ledgers(afterOperations(3, () => 'nonsense\n{').root)).toHaveLength(2);
  });

  test('does not grow for ever', () => {
    const { root, run } = temporaryVault({ 'a.md': '0' });
    for (let n = 1; n <= 60; n++) run(writing({ 'a.md': String(n) }));
    expect(readFileSync(join(root, MEMORY)).length).toBeLessThanOrEqual(8 * 1024);
    expect(ledgers(root)).toHaveLength(1);
  });
});

describe('two copies that were merged', () => {
  test('agree when each changed another note', () => {
    const original = temporaryVault({ 'a.md': TEXT, 'b.md': TEXT });
    const copy = copyOf(original.root);
    original.run(writing({ 'a.md': 'by the original\n' }));
    copy.run(writing({ 'b.md': 'by the copy\n' }));
    const merged = mergeFrom(copy, original, { path: 'b.md', content: 'by the copy\n' });
    expect(check(merged)).toMatchObject({ broken: [], drift: { drifted: [] } });
    merged.run(writing({ 'b.md': 'after the merge\n' }));
    expect(check(openTemporary(original.root))).toMatchObject({ broken: [], drift: { drifted: [] } });
  });

  test('take one side, or the clean merge of both, for governed; anything else is drift that names both heads', () => {
    const original = temporaryVault({ 'a.md': TEXT });
    const copy = copyOf(original.root);
    original.run(writing({ 'a.md': TEXT.replace('one', 'ONE') }));
    copy.run(writing({ 'a.md': TEXT.replace('four', 'FOUR') }));
    const integrity = (content: string): string | undefined => {
      const merged = mergeFrom(copy, original, { path: 'a.md', content });
      // The other side's content travels by git; here by its object.
      cpSync(join(copy.root, '.touchstone/local/objects'), join(original.root, '.touchstone/local/objects'), { recursive: true });
      return merged.read((view) => view.note('a.md'))?.integrity;
    };
    expect(integrity(TEXT.replace('four', 'FOUR'))).toBe('ok');
    expect(integrity(TEXT.replace('one', 'ONE'))).toBe('ok');
    expect(integrity(TEXT.replace('one', 'ONE').replace('four', 'FOUR'))).toBe('ok');
    expect(integrity('neither\n')).toBe('modified');
    const [drifted] = openTemporary(original.root).read((view) => view.drift('all')).drifted;
    expect(drifted?.heads).toHaveLength(2);
  });

  test('are one line of history again after a write that saw both', () => {
    const original = temporaryVault({ 'a.md': TEXT });
    const copy = copyOf(original.root);
    original.run(writing({ 'a.md': 'x\n' }));
    copy.run(writing({ 'a.md': 'y\n' }));
    const merged = mergeFrom(copy, original, { path: 'a.md', content: 'y\n' });
    merged.run(writing({ 'a.md': 'z\n' }));
    const later = openTemporary(original.root);
    expect(later.read((view) => view.note('a.md'))?.integrity).toBe('ok');
    writeFileSync(join(original.root, 'a.md'), 'y\n');
    expect(openTemporary(original.root).read((view) => view.note('a.md'))?.integrity).toBe('modified');
  });
});

describe('a ledger', () => {
  test('with an edited line is named with that line', () => {
    const { root, run } = temporaryVault({ 'a.md': 'one' });
    run(writing({ 'a.md': 'two' }));
    run(writing({ 'a.md': 'three' }));
    const file = join(root, '.touchstone/ledger', ledgers(root)[0] ?? '');
    const lines = readFileSync(file, 'utf8').split('\n');
    const edited = lines.findIndex((line) => line.includes('dev-7'));
    lines[edited] = (lines[edited] ?? '').replace('dev-7', 'ada-9');
    writeFileSync(file, lines.join('\n'));
    // The line after the edited one no longer follows from it; lines count from 1.
    expect(check(openTemporary(root)).broken).toMatchObject([{ line: edited + 2 }]);
  });

  test('that lost its last lines is told from the memory of what was written', () => {
    const { root, run } = temporaryVault({ 'a.md': 'one' });
    const file = join(root, '.touchstone/ledger', ledgers(root)[0] ?? '');
    const size = readFileSync(file).length;
    run(writing({ 'a.md': 'two' }));
    truncateSync(file, size);
    const after = openTemporary(root);
    expect(check(after).rewound).toMatchObject([{ lines: 2, expected: 3 }]);
    expect(after.read((view) => view.note('a.md'))?.integrity).toBe('modified');
    after.run(writing({ 'b.md': 'new' }));
    expect(ledgers(root)).toHaveLength(2);
  });

  test('with a torn last line drops it and keeps it aside', () => {
    const { root, run, read } = temporaryVault({ 'a.md': 'one' });
    const file = join(root, '.touchstone/ledger', ledgers(root)[0] ?? '');
    appendFileSync(file, '{"seq":3,"at":"2026-');
    expect(read((view) => view.note('a.md'))?.integrity).toBe('ok');
    run(writing({ 'a.md': 'two' }));
    expect(check(openTemporary(root))).toMatchObject({ broken: [], drift: { drifted: [] } });
    const torn = join(root, '.touchstone/local/torn');
    expect(readFileSync(join(torn, readdirSync(torn)[0] ?? ''), 'utf8')).toBe('{"seq":3,"at":"2026-');
  });

  test('keeps its caches right over hundreds of writes', () => {
    const { root, run } = temporaryVault({ 'a.md': '0' });
    for (let n = 1; n <= 400; n++) run(writing({ [`n${n % 10}.md`]: `${n}` }));
    const fresh = openTemporary(root);
    expect(check(fresh)).toMatchObject({ broken: [], drift: { drifted: [] } });
    expect(readdirSync(join(root, '.touchstone/local/cache'))).toContain('baselines');
  });
});
