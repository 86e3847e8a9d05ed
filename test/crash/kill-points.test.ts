// Kills a writer at each step of the write path; the next command must find a clean vault, or finish the write.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { temporaryVault, type TestVault } from '../cli/harness';

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

describe.each(Object.entries(SCENARIOS))('%s', (_, scenario) => {
  test.each(STEPS)('survives a kill at %s', (step) => {
    const vault = temporaryVault({ notes: { 'a.md': 'one\n' } });
    const args = scenario.prepare(vault);
    const killed = vault.run(args, { ...AGENT, env: { TOUCHSTONE_FAULT: step } });
    if (killed.signal === null) {
      // The operation does not pass this step: one note is staged and put in place once.
      expect(step).toMatch(/:2$/u);
      return;
    }
    expect(killed.signal).toBe('SIGKILL');
    // A reader without the lock already judges rightly, before anything was repaired.
    expect(vault.run(['integrity', 'verify']).code).toBe(0);
    expect(vault.run(['note', 'create', 'after.md', '--title', 'After'], AGENT).code).toBe(0);
    expect(scenario.happened(vault)).toBe(STEPS.indexOf(step) >= COMMITTED);
    expect(vault.run(['integrity', 'verify', '--json']).json<{ counts: object }>().data.counts).toMatchObject({ modified: 0, deleted: 0, moved: 0, untracked: 0 });
    expect(readdirSync(join(vault.root, '.touchstone/local/stage'))).toEqual([]);
    expect(vault.run(['integrity', 'conflicts', 'list', '--json']).json().meta['total']).toBe(0);
  });
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
