// Caches that can't lie: whatever happens to a derived file, every verb that reads answers as if there were none; and an
// edit by any program is seen by the next command. The verbs come from the registry, so that none is left out.
// `TOUCHSTONE_LONG=1` damages each file alone in every way.
import { execFileSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { allVerbs } from '../../cli/registry';
import { temporaryFolder } from './harness';
import { QuestionedVault, RETRY, unaskedVerbs } from './questions';

type Caches = ReadonlyMap<string, Uint8Array>;

let asked: QuestionedVault;
let caches: Caches;
/** What is answered when there is no cache. */
let truth: string[];

beforeAll(async () => {
  asked = await QuestionedVault.make();
  caches = asked.caches();
  truth = await asked.answers(new Map());
});

test('every verb that reads is asked something, or has a reason not to be', async () => {
  expect(unaskedVerbs(await allVerbs(), asked.questions)).toEqual([]);
});

test('there are caches to lie, and with them whole the answers are those without', async () => {
  expect([...caches].filter(([, bytes]) => bytes.length > 0).length).toBeGreaterThanOrEqual(5);
  expect(await asked.answers(caches)).toEqual(truth);
});

/** The bytes with one bit flipped, so far into the file (0 to 1). */
function flippedAt(part: number): (bytes: Uint8Array) => Uint8Array {
  return (bytes) => {
    const at = Math.min(bytes.length - 1, Math.floor(part * bytes.length));
    return Uint8Array.from(bytes, (byte, n) => (n === at ? byte ^ 0x04 : byte));
  };
}

const DAMAGE: Record<string, (bytes: Uint8Array) => Uint8Array | null> = {
  deleted: () => null,
  emptied: () => new Uint8Array(),
  'cut in its head': (bytes) => bytes.subarray(0, 30),
  'cut in the middle': (bytes) => bytes.subarray(0, bytes.length >> 1),
  'short of its last byte': (bytes) => bytes.subarray(0, -1),
  'with something after its end': (bytes) => Buffer.concat([bytes, Buffer.from('\n{}\n')]),
  'a bit flipped in its head': flippedAt(0),
  'a bit flipped after its head': (bytes) => flippedAt(100 / bytes.length)(bytes),
  'a bit flipped at a third': flippedAt(0.34),
  'a bit flipped at two thirds': flippedAt(0.67),
  'a bit flipped at its end': flippedAt(1),
  'zeroes, as a power loss leaves them': (bytes) => new Uint8Array(bytes.length),
  nonsense: () => Buffer.from('{"version": 99}'),
};

/** Each damage on all files at once; on each file alone only in the long run, and two of them always. */
const ALONE = process.env['TOUCHSTONE_LONG'] === '1' ? Object.entries(DAMAGE) : Object.entries(DAMAGE).filter(([name]) => ['deleted', 'a bit flipped at two thirds'].includes(name));

function damaged(name: string, damage: (typeof DAMAGE)[string], all: Caches): Map<string, Uint8Array> {
  const files = new Map(all);
  const left = damage(files.get(name) ?? new Uint8Array());
  if (left === null) files.delete(name);
  else files.set(name, left);
  return files;
}

describe('a cache file', () => {
  test.each(ALONE)('%s changes no answer', async (_, damage) => {
    for (const name of caches.keys()) expect(await asked.answers(damaged(name, damage, caches)), name).toEqual(truth);
    // And what was made anew is as good.
    expect(await asked.answers(asked.caches())).toEqual(truth);
  });
});

describe('all caches together', () => {
  test.each(Object.entries(DAMAGE))('%s change no answer', async (_, damage) => {
    expect(await asked.answers([...caches.keys()].reduce((all, name) => damaged(name, damage, all), new Map(caches)))).toEqual(truth);
  });

  test('that can\'t be read, because folders lie in their places, change no answer', async () => {
    const answers = await asked.answers(new Map(), (folder) => {
      for (const name of caches.keys()) mkdirSync(join(folder, name));
    });
    expect(answers).toEqual(truth);
  });

  test('that have no folder, because a file lies in its place, change no answer', async () => {
    const answers = await asked.answers(new Map(), (folder) => {
      rmSync(folder, { recursive: true });
      writeFileSync(folder, '');
    });
    expect(answers).toEqual(truth);
  });

  test('of another vault with notes of the same names change no answer', async () => {
    const other = await QuestionedVault.make();
    expect(await asked.answers(other.caches())).toEqual(truth);
    for (const [name, bytes] of other.caches()) {
      expect(await asked.answers(new Map([...caches, [name, bytes]])), name).toEqual(truth);
    }
  });

  test('of another vault that lay at the same place change no answer', async () => {
    const place = join(temporaryFolder(), 'vault');
    const former = await QuestionedVault.make(place);
    renameSync(place, `${place}-gone`);
    const later = await QuestionedVault.make(place);
    expect(await later.answers(former.caches())).toEqual(await later.answers(new Map()));
  });

  test('of an earlier time change no answer', async () => {
    const own = await QuestionedVault.make();
    const earlier = own.caches();
    own.vault.edit(RETRY, own.vault.read(RETRY).replace('amount: 7', 'amount: 8'));
    own.vault.run(['note', 'append', 'late.md', 'later words'], { as: 'dev-7' });
    rmSync(join(own.vault.root, 'knowledge/patterns/Backoff.md'));
    expect(await own.answers(earlier)).toEqual(await own.answers(new Map()));
  });
});

/** Ways in which programs change a file whose size stays. */
const EDITS: Record<string, (file: string, content: string) => void> = {
  'in place, with its time put back to the nanosecond': (file, content) => {
    const { mtimeNs } = statSync(file, { bigint: true });
    overwrite(file, content);
    setTime(file, mtimeNs);
  },
  'in place, within the same second': (file, content) => {
    const { mtimeNs } = statSync(file, { bigint: true });
    overwrite(file, content);
    setTime(file, (mtimeNs / 1_000_000_000n) * 1_000_000_000n + (mtimeNs + 1n) % 1_000_000_000n);
  },
  'by a new file renamed over it, with the same time': (file, content) => {
    const { mtimeNs } = statSync(file, { bigint: true });
    const beside = join(dirname(file), '.beside');
    writeFileSync(beside, content);
    setTime(beside, mtimeNs);
    renameSync(beside, file);
  },
  'by a file of the same name after it was removed, with the same time': (file, content) => {
    const { mtimeNs } = statSync(file, { bigint: true });
    rmSync(file);
    writeFileSync(file, content);
    setTime(file, mtimeNs);
  },
};

function overwrite(file: string, content: string): void {
  const fd = openSync(file, 'r+');
  writeSync(fd, content);
  closeSync(fd);
}

function setTime(file: string, nanoseconds: bigint): void {
  const [seconds, rest] = [nanoseconds / 1_000_000_000n, String(nanoseconds % 1_000_000_000n).padStart(9, '0')];
  execFileSync('touch', ['--no-create', '--date', `@${seconds}.${rest}`, file]);
  expect(statSync(file, { bigint: true }).mtimeNs).toBe(nanoseconds);
}

/** Verbs whose answers on the vault of the questions an edit of these notes changes. */
const SEEING = [
  'integrity diff', 'integrity status', 'integrity verify', 'learning list', 'note backlinks', 'note broken', 'note lint', 'note links', 'note list',
  'note outline', 'note prop get', 'note read', 'note tags', 'note tasks', 'plan', 'proposal list', 'proposal show', 'search', 'status', 'story blocked',
  'story dep list', 'story dep tree', 'story list', 'story ready', 'story show', 'story stats',
];

describe('a note edited by another program', () => {
  let own: QuestionedVault;

  beforeEach(async () => {
    own = await QuestionedVault.make();
  });

  test.each(Object.entries(EDITS))('%s is seen by the next command, whatever it asks', async (_, edit) => {
    const before = await own.answers(new Map());
    const known = own.caches();
    for (const [path, changed] of own.sameSizeEdits()) {
      const file = join(own.vault.root, path);
      expect(changed).not.toBe(readFileSync(file, 'utf8'));
      expect(Buffer.byteLength(changed)).toBe(statSync(file).size);
      edit(file, changed);
    }
    const seen = await own.answers(known);
    const verbs = new Set(own.questions.flatMap(({ verb }, n) => (seen[n] === before[n] ? [] : [verb])));
    expect([...verbs].sort()).toEqual(expect.arrayContaining(SEEING));
    expect(seen).toEqual(await own.answers(new Map()));
  });

  test('and notes added, removed and renamed are seen by the next command, whatever it asks', async () => {
    const known = own.caches();
    own.vault.edit('Nowhere.md', 'Somewhere now. [[Retry]] #new-tag\n- [ ] new task\n');
    own.vault.edit('files/Two.png', 'png');
    rmSync(join(own.vault.root, 'files/One.png'));
    rmSync(join(own.vault.root, 'late.md'));
    renameSync(join(own.vault.root, 'log/1'), join(own.vault.root, 'log/one'));
    expect(await own.answers(known)).toEqual(await own.answers(new Map()));
  });
});
