// Kills a writer at each step of the write path; the next command must find a clean vault, or finish the write.
import { appendFileSync, cpSync, existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { verify } from '../../shared/integrity/verify';
import { temporaryFolder, temporaryVault, type TestVault } from '../cli/harness';
import { openTemporary } from '../shared/vault/temporary-vault';

/** The steps of `docs/write-path.md`, in order, with how often a two-note operation passes each. */
const STEPS = [
  'locked', 'prepared', 'objects-kept', 'staged-one', 'staged-one:2', 'staged', 'appended', 'committed', 'applied-one', 'applied-one:2', 'applied',
];
/** From this step on the ledger holds the operation, so it must come to be. */
const COMMITTED = STEPS.indexOf('appended');

const AGENT = { as: 'planner', role: 'sr-pm', session: 's1' };

interface Scenario {
  /** Prepares the vault and answers the arguments of the operation that is killed. */
  prepare(vault: TestVault): string[];
  /** True when the operation happened, false when nothing of it did; throws when it is half there. */
  happened(vault: TestVault): boolean;
}

const SCENARIOS: Record<string, Scenario> = {
  'a changed note': {
    prepare: () => ['note', 'append', 'a.md', 'added'],
    happened: (vault) => vault.read('a.md') === 'one\n\nadded\n' || (expect(vault.read('a.md')).toBe('one\n'), false),
  },
  'a created note': {
    prepare: () => ['note', 'create', 'new/b.md', '--title', 'B'],
    happened: (vault) => existsSync(join(vault.root, 'new/b.md')),
  },
  'a deleted note': {
    prepare: () => ['note', 'delete', 'a.md'],
    happened: (vault) => !existsSync(join(vault.root, 'a.md')),
  },
  'a deleted story that another refers to': {
    prepare(vault) {
      const blocker = createStory(vault, 'Blocker');
      createStory(vault, 'Blocked', '--blocked-by', blocker);
      return ['story', 'delete', blocker];
    },
    happened(vault) {
      const stories = readdirSync(join(vault.root, 'stories')).map((name) => readFileSync(join(vault.root, 'stories', name), 'utf8'));
      const isReferred = stories.some((text) => /blocked_by:\n {2}- "\[\[PROJ/u.test(text));
      expect(stories).toHaveLength(isReferred ? 2 : 1);
      return !isReferred;
    },
  },
};

function createStory(vault: TestVault, title: string, ...options: string[]): string {
  return vault.run(['story', 'create', title, ...options, '--json'], AGENT).json<{ item: { id: string } }>().data.item.id;
}

function expectSound({ root }: TestVault): void {
  const { vault, read } = openTemporary(root);
  const { broken, rewound, drift } = read((view) => verify(vault.ports, view));
  expect([broken, rewound, drift.drifted, drift.conflicts]).toEqual([[], [], [], 0]);
}

describe.each(Object.entries(SCENARIOS))('%s', (_, scenario) => {
  let vault: TestVault;
  let prepared: string;
  let args: string[];
  beforeAll(() => {
    vault = temporaryVault({ notes: { 'a.md': 'one\n' } });
    args = scenario.prepare(vault);
    prepared = temporaryFolder();
    cpSync(vault.root, prepared, { recursive: true });
  });

  test.each(STEPS)('survives a kill at %s', (step) => {
    // Put back where it was: a vault in another place would begin a ledger file of its own.
    rmSync(vault.root, { recursive: true });
    cpSync(prepared, vault.root, { recursive: true });
    const killed = vault.run(args, { ...AGENT, env: { TOUCHSTONE_FAULT: step } });
    if (killed.signal === null) {
      // The operation does not pass this step: one note is staged and put in place once.
      expect(step).toMatch(/:2$/u);
      return;
    }
    expect(killed.signal).toBe('SIGKILL');
    // A reader without the lock already judges rightly, before anything was repaired.
    expectSound(vault);
    expect(vault.run(['note', 'create', 'after.md', '--title', 'After'], AGENT).code).toBe(0);
    expect(scenario.happened(vault)).toBe(STEPS.indexOf(step) >= COMMITTED);
    expectSound(vault);
    expect(readdirSync(join(vault.root, '.touchstone/local/stage'))).toEqual([]);
    expect(readdirSync(join(vault.root, '.touchstone/ledger'))).toHaveLength(1);
  });
});

test('a ledger line that is torn is cut off and kept aside, and its operation never happened', () => {
  const vault = temporaryVault({ notes: { 'a.md': 'one\n' } });
  vault.run(['note', 'append', 'a.md', 'added'], { ...AGENT, env: { TOUCHSTONE_FAULT: 'staged' } });
  const folder = join(vault.root, '.touchstone');
  expect(readdirSync(join(folder, 'local/stage'))).toHaveLength(1);
  const [ledger = ''] = readdirSync(join(folder, 'ledger'));
  const torn = '{"seq":2,"at":"2026-';
  appendFileSync(join(folder, 'ledger', ledger), torn);
  expect(vault.run(['note', 'create', 'after.md', '--title', 'After'], AGENT).code).toBe(0);
  expect(vault.read('a.md')).toBe('one\n');
  expectSound(vault);
  expect(readdirSync(join(folder, 'local/stage'))).toEqual([]);
  expect(readdirSync(join(folder, 'ledger'))).toEqual([ledger]);
  expect(readdirSync(join(folder, 'local/torn')).map((name) => readFileSync(join(folder, 'local/torn', name), 'utf8'))).toEqual([torn]);
});

describe('a write by somebody else after the crash', () => {
  test('is left alone, and the governed text is kept as a conflict copy', () => {
    const vault = temporaryVault({ notes: { 'a.md': 'one\n' } });
    vault.run(['note', 'append', 'a.md', 'added'], { ...AGENT, env: { TOUCHSTONE_FAULT: 'committed' } });
    vault.edit('a.md', 'theirs\n');
    const next = vault.run(['note', 'create', 'b.md', '--title', 'B', '--json'], AGENT).json();
    expect(next.meta['conflicts']).toHaveLength(1);
    expect(vault.read('a.md')).toBe('theirs\n');
    const [copy] = vault.run(['integrity', 'conflicts', 'list', '--json']).json<{ id: string }[]>().data;
    expect(vault.run(['integrity', 'conflicts', 'show', copy?.id ?? '']).stdout).toBe('one\n\nadded\n');
    expect(vault.run(['integrity', 'conflicts', 'discard', copy?.id ?? ''], AGENT).code).toBe(7);
    expect(vault.runAsHuman(['integrity', 'conflicts', 'discard', copy?.id ?? '']).code).toBe(0);
  });
});
