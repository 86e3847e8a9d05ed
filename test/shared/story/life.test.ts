// Whole lives of stories, compared with golden notes: what a person would read after a delivery, a rejection and an acceptance.
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { acceptStory, rejectStory } from '../../../shared/story/planners/review';
import { addStoryNote, commentOnStory } from '../../../shared/story/planners/text';
import { closeStory, deferStory, reopenStory } from '../../../shared/story/planners/move';
import { updateStory } from '../../../shared/story/planners/update';
import { agent, dana, dev7, dev8, MemoryVault, pm1, srPm } from './memory-view';
import { deliverAt, newStory, ranCommand, workOn } from './life';
import { claimStory } from '../../../shared/story/planners/claim';
import { recordEvidence } from '../../../shared/story/planners/deliver';

/** Set UPDATE_GOLDEN=1 to write what the code makes now; then read the diff. */
function expectGolden(name: string, text: string): void {
  const path = new URL(`../../golden/story/${name}.md`, import.meta.url);
  if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(path, text);
  expect(text).toBe(readFileSync(path, 'utf8'));
}

const PARTS = {
  expected: 'AC #2: a wrong password is refused with 401',
  delivered: 'a wrong password is refused with 500',
  gap: 'the handler throws\n\n```text\nTypeError: user is null\n## nd_contract\n```',
  fix: 'answer 401 when the user is unknown',
};

describe('the life of a story', () => {
  it('reads as the formats say after creation', () => {
    const vault = new MemoryVault();
    const id = newStory(vault, { labels: ['security'], estimate: '3', description: 'A user logs in.\n\n### Context\nThere is no login yet.' });
    expectGolden('created', vault.text(id));
  });

  it('holds evidence, proof and the verdict after a delivery that was rejected, delivered again and accepted', () => {
    const vault = new MemoryVault();
    const id = newStory(vault);
    vault.wait(60);
    workOn(vault, id);
    vault.run(dev7, recordEvidence({ story: id, run: ranCommand({ argv: ['sh', '-c', 'npm test | tee "log `x`"'], exitCode: 0, outputTail: '' }) }));
    vault.wait(600);
    deliverAt(vault, id);
    vault.wait(600);
    vault.run(pm1, rejectStory({ story: id, parts: PARTS }));
    vault.run(pm1, commentOnStory({ story: id, text: 'See the log.\n\n#### Log\n500' }));
    vault.wait(60);
    workOn(vault, id, dev8);
    vault.run(dev8, addStoryNote({ story: id, text: 'The handler looked the user up twice.' }));
    deliverAt(vault, id, dev8);
    vault.wait(60);
    vault.run(pm1, acceptStory({ story: id, reason: 'both criteria shown' }));
    expectGolden('accepted', vault.text(id));
  });

  it('is set aside after the third rejection and opened again by a person', () => {
    const vault = new MemoryVault();
    const id = newStory(vault, { criteria: ['login returns a token', 'a wrong password is refused with 401'] });
    for (const name of ['dev-1', 'dev-2', 'dev-3']) {
      workOn(vault, id, agent(name, 'developer', null), { commit: null });
      deliverAt(vault, id, agent(name, 'developer', null), null);
      vault.wait(60);
      vault.run(pm1, rejectStory({ story: id, parts: PARTS }));
    }
    expectGolden('escalated', vault.text(id));
    vault.run(dana, reopenStory({ story: id, reason: 'the criterion was wrong' }));
    expectGolden('reopened', vault.text(id));
  });

  it('delivers tests first when it is labelled hard-tdd', () => {
    const vault = new MemoryVault();
    const id = newStory(vault, { labels: ['hard-tdd'] });
    workOn(vault, id, dev7, { exitCode: 1, outputTail: '2 failed' });
    deliverAt(vault, id);
    vault.run(pm1, acceptStory({ story: id }));
    workOn(vault, id, dev8);
    deliverAt(vault, id, dev8);
    vault.run(pm1, acceptStory({ story: id }));
    expectGolden('hard-tdd', vault.text(id));
  });

  it('keeps line endings, comments, unknown properties and unknown sections of a note that a person wrote', () => {
    const vault = new MemoryVault();
    const id = newStory(vault);
    vault.edit(id, (text) => text
      .replace('priority: 1\n', 'priority: 1   # asked for by ops\nteam: blue\n')
      .replace('## Design\n', '## Risks\n- none\n\n## Design\n')
      .replaceAll('\n', '\r\n'));
    vault.run(dana, updateStory({ story: id, title: 'Sign in', addLabels: ['security'], status: 'blocked', reason: 'waits for ops' }));
    vault.run(srPm, reopenStory({ story: id }));
    workOn(vault, id, dev7, { commit: null });
    expect(vault.text(id)).not.toMatch(/[^\r]\n/);
    expectGolden('by-hand', vault.text(id));
  });

  it('records closing without acceptance and deferring', () => {
    const vault = new MemoryVault();
    const id = newStory(vault);
    vault.run(srPm, deferStory({ story: id, until: '2026-12-01', reason: 'after the release' }));
    vault.run(srPm, closeStory({ story: id, reason: 'the provider does it now' }));
    expectGolden('closed', vault.text(id));
  });

  it('gives the same bytes for the same calls', () => {
    const play = (): string => {
      const vault = new MemoryVault();
      const id = newStory(vault);
      workOn(vault, id);
      deliverAt(vault, id);
      vault.run(pm1, acceptStory({ story: id }));
      return vault.text(id);
    };
    expect(play()).toBe(play());
  });

  it('claims a story that was written by hand and has no sections at all', () => {
    const vault = new MemoryVault();
    const id = newStory(vault);
    vault.edit(id, (text) => text.slice(0, text.indexOf('\n## Description')) + 'Just do it.');
    vault.run(dev7, claimStory({ story: id }));
    expectGolden('bare', vault.text(id));
  });
});
