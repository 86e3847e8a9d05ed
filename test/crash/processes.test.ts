// Many real processes on one vault: nothing is lost, nothing is given twice, nothing looks like drift.
import { expect, test } from 'vitest';
import { temporaryVault, type TestVault } from '../cli/harness';
import { LONG } from './victim';

const APPENDS = LONG ? 25 : 6;
const REWRITES = LONG ? 40 : 12;
const PLANNER = { as: 'planner', role: 'sr-pm' };

function expectSound(vault: TestVault): void {
  expect(vault.run(['integrity', 'verify', '--json']).json<{ drifted: unknown[]; broken: unknown[] }>().data).toMatchObject({ drifted: [], broken: [] });
}

test(`eight writers append to one note ${APPENDS} times each, and no line is lost`, async () => {
  const vault = temporaryVault({ notes: { 'log.md': '# Log\n' } });
  const writers = Array.from({ length: 8 }, async (_, writer) => {
    for (let n = 0; n < APPENDS; n++) {
      const { code, stderr } = await vault.start(['note', 'append', 'log.md', `- line ${writer}.${n}`], { as: `w${writer}`, env: { TOUCHSTONE_LOCK_WAIT: '60s' } });
      expect(code, stderr).toBe(0);
    }
  });
  await Promise.all(writers);
  const lines = vault.read('log.md').split('\n').filter((line) => line.startsWith('- line'));
  expect(lines).toHaveLength(8 * APPENDS);
  expect(new Set(lines).size).toBe(8 * APPENDS);
  expect(vault.run(['integrity', 'log', '--note', 'log.md', '--json']).json().meta['total']).toBe(8 * APPENDS + 1);
  expectSound(vault);
});

test('readers beside a writer never see a torn note, and never take a governed write for drift', async () => {
  const vault = temporaryVault({ notes: { 'log.md': '# Log\n' } });
  let [isWriting, reads] = [true, 0];
  const writer = (async () => {
    // Some reads fall into it, whoever gets the processor.
    for (let n = 0; n < REWRITES || reads <= REWRITES / 8; n++) {
      await vault.start(['note', 'write', 'log.md', '--body-file', '-'], { as: 'w', input: `# Log\n${`line ${n}\n`.repeat(2000)}` });
    }
    isWriting = false;
  })();
  while (isWriting) {
    const read = (await vault.start(['note', 'read', 'log.md', '--json'])).json<{ integrity: string; text: string }>().data;
    expect(read.integrity).toBe('ok');
    expect(new Set(read.text.split('\n')).size).toBeLessThanOrEqual(3);
    reads += 1;
  }
  await writer;
});

test('sixteen agents that claim the next of forty stories get as many different ones', async () => {
  const vault = temporaryVault();
  const stories = Array.from({ length: 40 }, (_, n) => JSON.stringify(['story', 'create', `Story ${n}`, '--ac', 'it works']));
  expect(vault.run(['batch'], { ...PLANNER, input: `${stories.join('\n')}\n` }).code).toBe(0);
  const claims = await Promise.all(Array.from({ length: 16 }, (_, agent) => (
    vault.start(['story', 'claim', '--next', '--json'], { as: `dev-${agent}`, role: 'developer', session: `s${agent}`, env: { TOUCHSTONE_LOCK_WAIT: '60s' } })
  )));
  const ids = claims.map((claim) => claim.json<{ item: { id: string } }>().data.item.id);
  expect(new Set(ids).size).toBe(16);
  expect(vault.run(['story', 'list', '--status', 'in_progress', '--json']).json().meta['total']).toBe(16);
  expectSound(vault);
});

test('of sixteen agents that claim one story exactly one gets it', async () => {
  const vault = temporaryVault();
  const created = vault.run(['story', 'create', 'The one', '--ac', 'it works', '--json'], PLANNER);
  const { id } = created.json<{ item: { id: string } }>().data.item;
  const claims = await Promise.all(Array.from({ length: 16 }, (_, agent) => (
    vault.start(['story', 'claim', id, '--json'], { as: `dev-${agent}`, role: 'developer', session: `s${agent}`, env: { TOUCHSTONE_LOCK_WAIT: '60s' } })
  )));
  expect(claims.filter(({ code }) => code === 0)).toHaveLength(1);
  for (const claim of claims.filter(({ code }) => code !== 0)) expect(claim.failure().code).toBe('E_GATE');
  expectSound(vault);
});
