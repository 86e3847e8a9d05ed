// Laws of the write path: whatever the sequence of operations and of edits by others, the vault is what they say.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { verify } from '../../../shared/integrity/verify';
import { AGENT, openTemporary, temporaryVault, writing } from './temporary-vault';

const PATHS = ['a.md', 'b.md', 'sub/c.md', 'sub/déjà vu.md', 'conventions/d.md'];
const anyPath = fc.constantFrom(...PATHS);
const content = fc.oneof(fc.string(), fc.constant('---\ntype: pattern\n---\n# x\r\n'), fc.constant('\uFEFFtext'));

type Step =
  | { kind: 'operation'; writes: Record<string, string | null> }
  | { kind: 'edit'; path: string; content: string }
  | { kind: 'remove'; path: string }
  | { kind: 'reopen' };

const operation = fc.dictionary(anyPath, fc.option(content), { minKeys: 1, maxKeys: 3 }).map((writes): Step => ({ kind: 'operation', writes: { ...writes } }));
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: operation },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('edit' as const), path: anyPath, content }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('remove' as const), path: anyPath }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'reopen' as const }) },
);

test('after any sequence of operations verify is clean and the notes are what was written', () => {
  fc.assert(fc.property(fc.array(operation, { maxLength: 12 }), (steps) => {
    const vault = temporaryVault();
    const model = new Map<string, string>();
    for (const { writes } of steps.filter((candidate) => candidate.kind === 'operation')) {
      vault.run(writing(writes));
      for (const [written, text] of Object.entries(writes)) {
        if (text === null) model.delete(written);
        else model.set(written, text);
      }
    }
    const found = openTemporary(vault.root);
    expect(found.read((view) => view.paths(''))).toEqual([...model.keys()].sort());
    for (const [written, text] of model) expect(found.bytes(written).toString()).toBe(Buffer.from(text).toString());
    const result = found.read((view) => verify(found.vault.ports, view));
    expect([result.broken, result.rewound, result.drift.drifted]).toEqual([[], [], []]);
  }), { numRuns: 25 });
});

test('edits by others are never lost, never taken for governed, and always on the record once built upon', () => {
  fc.assert(fc.property(fc.array(step, { maxLength: 15 }), (steps) => {
    let vault: ReturnType<typeof openTemporary> = temporaryVault();
    const { root } = vault;
        for (const action of steps) {
      if (action.kind === 'reopen') vault = openTemporary(root);
      else if (action.kind === 'edit') edit(root, action.path, action.content);
      else if (action.kind === 'remove') rmSync(join(root, action.path), { force: true });
      else apply(vault, action.writes);
    }
    const found = openTemporary(root);
    const result = found.read((view) => verify(found.vault.ports, view));
    expect([result.broken, result.rewound, result.drift.conflicts]).toEqual([[], [], 0]);
    // What verify calls drift is exactly what differs from the newest ledger entry.
    for (const { path: drifted, baseline, found: hash } of result.drift.drifted) expect(hash).not.toBe(baseline ?? drifted);
  }), { numRuns: 25 });

  function apply(vault: ReturnType<typeof openTemporary>, writes: Record<string, string | null>): void {
    const before = new Map(Object.keys(writes).map((written) => [written, vault.read((view) => view.note(written))]));
    try {
      vault.run(writing(writes), AGENT);
    } catch (error) {
      expect(error).toMatchObject({ code: 'E_INTEGRITY' });
      for (const [written, snapshot] of before) expect(vault.read((view) => view.note(written))?.sha256).toBe(snapshot?.sha256);
      return;
    }
    for (const [written, snapshot] of before) {
      if (!snapshot || snapshot.integrity === 'ok' || vault.read((view) => view.note(written))?.sha256 === snapshot.sha256) continue;
      // Built upon: the drift has its own entry, and its content is kept.
      expect(vault.read((view) => view.history({ path: written, op: 'integrity.adopt' }))[0]?.notes[0]?.after).toBe(snapshot.sha256);
      expect(Buffer.from(vault.read((view) => view.object(written, snapshot.sha256)) ?? [])).toEqual(Buffer.from(snapshot.bytes));
    }
  }
});

function edit(root: string, path: string, content: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
}
