// Kills a writer at random moments, again and again: what it reported is there, nothing is half there, nothing looks like
// drift, and the next command works without help. `TOUCHSTONE_LONG=1` kills 400 times.
import { createHash } from 'node:crypto';
import { closeSync, existsSync, fstatSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { verify } from '../../shared/integrity/verify';
import { listConflicts } from '../../shared/vault/conflicts';
import type { HistoryEntry } from '../../shared/vault/history';
import { runSync } from '../../shared/vault/io';
import { findObject } from '../../shared/vault/objects';
import { AGENT, openTemporary, temporaryVault, writing } from '../shared/vault/temporary-vault';
import { bundledVictim, killedVictim, LONG } from './victim';

const KILLS = LONG ? 400 : 25;

const victim = bundledVictim('killer-child');

/** Kills a writer and answers the number of the last operation that it reported. */
async function killedWriter(root: string, seed: number, first: number): Promise<number> {
  return Number((await killedVictim(victim, [root, String(seed), String(first)], (seed * 7) % 31)).at(-1));
}

/** Which operation each note should hold, by the ledger; `null` for a deleted one. */
function expectedNotes(history: readonly HistoryEntry[]): Map<string, string | null> {
  const notes = new Map<string, string | null>();
  for (const { reason, notes: written } of [...history].reverse()) {
    for (const { path, after } of written) if (/^n\d\.md$/u.test(path)) notes.set(path, after === null ? null : (reason ?? ''));
  }
  return notes;
}

function sha256(content: string): string {
  return createHash('sha256').update(content).digest('hex');
}

/** Saves as most editors do, into the file itself; false when the note was replaced between opening and writing. */
function saveInPlace(file: string, text: string): boolean {
  const fd = openSync(file, 'w');
  try {
    writeSync(fd, text);
    return fstatSync(fd).nlink > 0;
  } finally {
    closeSync(fd);
  }
}

/** Where an editor's text still is: in its note, in a conflict copy, or on record as from outside. */
function whereabouts(root: string, path: string, text: string, history: readonly HistoryEntry[]): string[] {
  const { vault } = openTemporary(root);
  const file = join(root, path);
  const hash = sha256(text);
  const isRecorded = history.some(({ kind, notes }) => kind === 'external' && notes.some((note) => note.path === path && note.after === hash));
  return [
    ...(existsSync(file) && readFileSync(file, 'utf8') === text ? ['note'] : []),
    ...runSync(listConflicts(vault.ports)).filter((copy) => copy.holds === 'foreign' && copy.sha256 === hash).map(({ id }) => id),
    ...(isRecorded && runSync(findObject(vault.ports, path, hash)) !== null ? ['record'] : []),
  ];
}

describe('a writer that is killed at random moments', () => {
  test('loses nothing that it reported, and leaves nothing half done', async () => {
    const { root } = temporaryVault();
    let next = 1;
    for (let kill = 1; kill <= KILLS; kill++) {
      const reported = await killedWriter(root, kill, next);
      // Before any repair a reader already sees each note as its ledger says.
      const unrepaired = openTemporary(root);
      expect(unrepaired.read((view) => verify(unrepaired.vault.ports, view)).drift.drifted).toEqual([]);
      const after = openTemporary(root);
      after.run(writing({ 'next.md': `after kill ${kill}\n` }), AGENT);
      const history = after.read((view) => view.history({ actor: 'victim' }));
      const done = history.map(({ reason }) => Number(reason)).filter((n) => n >= next);
      // What it reported, and at most one more that was committed and not reported any more.
      expect(Math.max(...done) - reported, `seed ${kill}`).toBeLessThanOrEqual(1);
      expect(done.sort((a, b) => a - b)).toEqual(Array.from({ length: done.length }, (_, n) => next + n));
      expect(done.length).toBeGreaterThanOrEqual(reported - next + 1);
      for (const [path, operation] of expectedNotes(history)) {
        expect(existsSync(join(root, path)), `${path}, seed ${kill}`).toBe(operation !== null);
        if (operation !== null) expect(readFileSync(join(root, path), 'utf8').endsWith(`end of ${operation}\n`), `${path}, seed ${kill}`).toBe(true);
      }
      const result = after.read((view) => verify(after.vault.ports, view));
      expect([result.broken, result.rewound, result.drift.drifted, result.drift.conflicts], `seed ${kill}`).toEqual([[], [], [], 0]);
      next = Math.max(...done) + 1;
    }
  });

  test('never costs an editor its bytes, and never makes them look governed', async () => {
    const { root } = temporaryVault();
    const edits = new Map<string, string>();
    let next = 1;
    for (let kill = 1; kill <= Math.ceil(KILLS / 2); kill++) {
      const last = new Map<string, string>();
      const editor = setInterval(() => {
        const path = `n${edits.size % 8}.md`;
        const text = `edited ${kill}.${edits.size}\n`;
        edits.set(sha256(text), text);
        if (saveInPlace(join(root, path), text)) last.set(path, text);
        else last.delete(path);
      }, 3);
      try {
        await killedWriter(root, kill, next);
      } finally {
        clearInterval(editor);
      }
      const after = openTemporary(root);
      after.run(writing({ 'next.md': `after kill ${kill}\n` }), AGENT);
      const history = after.read((view) => view.history({}));
      const written = history.filter(({ actor }) => actor === 'victim');
      next = Math.max(...written.map(({ reason }) => Number(reason))) + 1;
      // Not even the committed operation in whose middle the kill fell may take an editor's text for its own.
      const governed = history.filter(({ kind }) => kind !== 'external').flatMap(({ notes }) => notes.map((note) => note.after ?? ''));
      expect(governed.filter((hash) => edits.has(hash)), `seed ${kill}`).toEqual([]);
      const interrupted = written[0]?.notes.map(({ path }) => path) ?? [];
      for (const [path, text] of last) {
        // A save in the microseconds before a rename whose process is killed before it has kept the copy is lost.
        if (interrupted.includes(path)) continue;
        expect(whereabouts(root, path, text, history), `${path}: ${text}, seed ${kill}`).not.toEqual([]);
      }
      const { drift, broken } = after.read((view) => verify(after.vault.ports, view));
      expect(broken).toEqual([]);
      for (let n = 0; n < 8; n++) {
        const path = `n${n}.md`;
        if (!existsSync(join(root, path))) continue;
        const isEdited = readFileSync(join(root, path), 'utf8').startsWith('edited');
        // An editor's text is drift until an operation builds on it; a governed one never is.
        expect(drift.drifted.some((note) => note.path === path), `${path}, seed ${kill}`).toBe(isEdited);
      }
    }
  });
});
