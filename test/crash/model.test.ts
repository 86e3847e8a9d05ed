// The engine against a model: random commands of several actors on a real vault, with leases that run out and edits from
// outside, beside a few lines of rules of our own. After each command both agree on what was refused and why, on every
// story, on what is ready, and on the ledger. `TOUCHSTONE_LONG=1` runs 1,000 sequences.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TouchstoneError } from '../../shared/errors';
import { acknowledge } from '../../shared/integrity/record-drift';
import { restoreNote } from '../../shared/note/planners/restore-note';
import type { Actor, Role } from '../../shared/policy/actor';
import { claimStory, releaseClaim } from '../../shared/story/planners/claim';
import { createStory } from '../../shared/story/planners/create';
import { deliverStory, proveCriterion, recordEvidence } from '../../shared/story/planners/deliver';
import { closeStory, deferStory, reopenStory, undeferStory } from '../../shared/story/planners/move';
import { acceptStory, rejectStory } from '../../shared/story/planners/review';
import { listStories } from '../../shared/story/queries/list';
import type { Planner } from '../../shared/vault/plan';
import { temporaryVault, type TemporaryVault } from '../shared/vault/temporary-vault';
import { LEASE_SECONDS, Model, RULES, type Name, type Outcome } from './model';
import { LONG } from './victim';

const STORIES = 3;
const agent = (name: string, role: Role): Actor => ({ name, role, kind: 'agent', session: `s-${name}` });
const ACTORS: Record<Name, Actor> = {
  dev1: agent('dev1', 'developer'), dev2: agent('dev2', 'developer'), pm: agent('pm', 'pm'), sr: agent('sr', 'sr-pm'), boss: agent('boss', 'dispatcher'),
  ada: { name: 'ada', role: 'human', kind: 'human', session: null },
};

const RUN = { argv: ['true'], signal: null, durationMs: 1, outputSha256: '0'.repeat(64), outputTail: '', commit: null, clean: true };
const PARTS = { expected: 'AC #1', delivered: 'x', gap: 'x', fix: 'x' };
const PLANNERS: Record<string, (story: string) => Planner<unknown>> = {
  claim: (story) => claimStory({ story, lease: '1h' }),
  release: (story) => releaseClaim({ story }),
  pass: (story) => recordEvidence({ story, run: { ...RUN, exitCode: 0 } }),
  fail: (story) => recordEvidence({ story, run: { ...RUN, exitCode: 1 } }),
  prove: (story) => proveCriterion({ story, ac: '1', by: 'a test' }),
  deliver: (story) => deliverStory({ story, head: { commit: null, same: [] } }),
  accept: (story) => acceptStory({ story }),
  reject: (story) => rejectStory({ story, parts: PARTS }),
  close: (story) => closeStory({ story, reason: 'not needed' }),
  reopen: (story) => reopenStory({ story }),
  defer: (story) => deferStory({ story }),
  undefer: (story) => undeferStory({ story }),
};

interface Step {
  verb: string;
  actor: Name;
  story: number;
  /** Seconds that pass before it. */
  wait: number;
}

/** Single verbs by chance hardly ever make a delivery, so some steps are whole stretches of work. */
const STRETCHES: Record<string, [string, Name | 'own'][]> = {
  deliver: [['claim', 'own'], ['pass', 'own'], ['prove', 'own'], ['deliver', 'own']],
  accept: [['claim', 'own'], ['pass', 'own'], ['prove', 'own'], ['deliver', 'own'], ['accept', 'pm']],
  reject: [['claim', 'own'], ['pass', 'own'], ['prove', 'own'], ['deliver', 'own'], ['reject', 'pm']],
};

const step = fc.record<Step>({
  verb: fc.constantFrom(...Object.keys(RULES), 'claim', 'release', 'edit', 'acknowledge', 'restore'),
  actor: fc.constantFrom<Name>('dev1', 'dev1', 'dev2', 'pm', 'sr', 'boss', 'ada', 'ada'),
  story: fc.nat(STORIES - 1), wait: fc.constantFrom(1, 1, 1, 60, LEASE_SECONDS),
}).map((one) => [one]);
const stretch = fc.record({ work: fc.constantFrom(...Object.keys(STRETCHES)), own: fc.constantFrom<Name>('dev1', 'dev2'), story: fc.nat(STORIES - 1) })
  .map(({ work, own, story }) => (STRETCHES[work] ?? []).map(([verb, actor]): Step => ({ verb, actor: actor === 'own' ? own : actor, story, wait: 1 })));
const steps = fc.array(fc.oneof({ weight: 3, arbitrary: step }, { weight: 1, arbitrary: stretch }), { minLength: 6, maxLength: 24 }).map((all) => all.flat());

/** The vault beside the model, with its ledger as it is on disk. */
class Bench {
  readonly model = new Model();
  private readonly vault: TemporaryVault;
  private readonly ids: string[] = [];
  private edits = 0;
  private lines: number;

  constructor(private readonly reached: Map<string, number>) {
    this.vault = temporaryVault({}, { clock: { now: () => new Date(this.model.now * 1000).toISOString().replace('.000Z', 'Z') } });
    this.lines = this.ledger().length;
    for (let n = 0; n < STORIES; n++) {
      const blockers = n === 2 ? [0] : [];
      this.model.create(blockers);
      this.ids.push(this.vault.run(createStory({ title: `Story ${n}`, criteria: ['it works'], blockedBy: blockers.map((at) => this.ids[at] ?? '') }), ACTORS.sr).item.id);
      this.lines += 1;
    }
    this.expectAgreement('at the start');
  }

  take({ verb, actor, story, wait }: Step): void {
    this.model.now += wait;
    const what = `${verb} of story ${story} by ${actor}`;
    const [expected, found] = this.outcomes(verb, actor, story);
    expect(found, what).toBe(expected);
    if (typeof expected === 'number') this.lines += expected;
    this.reached.set(`${verb} ${expected}`, (this.reached.get(`${verb} ${expected}`) ?? 0) + 1);
    this.expectAgreement(what);
  }

  private outcomes(verb: string, actor: Name, n: number): [Outcome, Outcome] {
    const story = this.model.stories[n];
    const id = this.ids[n] ?? '';
    if (!story) throw new Error('no story');
    if (verb === 'edit') {
      const file = join(this.vault.root, 'stories', `${id}.md`);
      writeFileSync(file, readFileSync(file, 'utf8').replace('## Description\n', `## Description\nedit ${this.edits++}\n`));
      story.drifted = true;
      return [0, 0];
    }
    if (verb === 'acknowledge' || verb === 'restore') {
      if (!story.drifted) return [0, 0];
      // A restoration takes the drift onto the record first.
      const expected = actor !== 'ada' ? 'E_POLICY' : verb === 'restore' ? 2 : 1;
      const found = this.run(actor, verb === 'restore' ? restoreNote({ ref: id }) : acknowledge({ paths: [`stories/${id}.md`] }));
      if (actor === 'ada') story.drifted = false;
      return [expected, found];
    }
    return [this.model.do(verb, actor, n), this.run(actor, PLANNERS[verb]!(id))];
  }

  private run(actor: Name, planner: Planner<unknown>): Outcome {
    const before = this.ledger().length;
    try {
      this.vault.run(planner, ACTORS[actor]);
    } catch (error) {
      if (!(error instanceof TouchstoneError)) throw error;
      return error.code;
    }
    return this.ledger().length - before;
  }

  private expectAgreement(what: string): void {
    const { rows } = this.vault.read(listStories({}));
    const found = this.ids.map((id) => rows.find((row) => row.id === id));
    expect(found.map((row) => row && [row.status, row.assignee, row.lease_until, row.verdict, row.rejections, row.open_blockers.length > 0]), what)
      .toEqual(this.model.stories.map((story) => [
        story.status, story.assignee, story.lease === null ? null : new Date(story.lease * 1000).toISOString().replace('.000Z', 'Z'),
        story.verdict, story.rejections, this.model.isBlocked(story),
      ]));
    const ready = this.vault.read(listStories({ ready: true })).rows.map(({ id }) => this.ids.indexOf(id)).sort();
    expect(ready, what).toEqual(this.model.ready());
    this.expectLedger(what);
  }

  /** As many lines as the model says, each with the hash of the one before, and the notes as the newest lines say. */
  private expectLedger(what: string): void {
    const lines = this.ledger();
    expect(lines.length, what).toBe(this.lines);
    const newest = new Map<string, string | null>();
    let prev: string | null = null;
    for (const text of lines) {
      const line = JSON.parse(text) as { prev: string | null; notes: { path: string; after: string | null }[] };
      expect(line.prev, what).toBe(prev);
      prev = sha256(text);
      for (const { path, after } of line.notes) newest.set(path, after);
    }
    for (const [n, id] of this.ids.entries()) {
      const path = `stories/${id}.md`;
      const isGoverned = newest.get(path) === sha256(readFileSync(join(this.vault.root, path)));
      expect(isGoverned, `${what}: ${path}`).toBe(!this.model.stories[n]?.drifted);
    }
  }

  private ledger(): string[] {
    const folder = join(this.vault.root, '.touchstone/ledger');
    const [name = '', ...others] = readdirSync(folder);
    expect(others).toEqual([]);
    return readFileSync(join(folder, name), 'utf8').trimEnd().split('\n');
  }
}

function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

test('engine and model agree after every command', () => {
  const reached = new Map<string, number>();
  fc.assert(fc.property(steps, (sequence) => {
    const bench = new Bench(reached);
    for (const one of sequence) bench.take(one);
  }), { numRuns: LONG ? 1000 : 25 });
  // They got somewhere: each of these was reached.
  expect([...reached.keys()]).toEqual(expect.arrayContaining(['claim 1', 'claim E_GATE', 'deliver 1', 'accept 1', 'reject 1', 'edit 0']));
});
