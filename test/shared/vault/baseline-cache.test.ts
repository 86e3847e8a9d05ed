// A cache of baselines that is changed in part says what one that is made anew says.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { allRows, encodeCache, openCache, patchCache, type CacheFacts, type CacheLayout } from '../../../shared/vault/baseline-cache';
import { runSync } from '../../../shared/vault/io';
import { liveFiles } from '../../../shared/vault/live-files';
import type { PathRecord } from '../../../shared/vault/path-record';

const NAMES = Array.from({ length: 300 }, (_, n) => (n % 20 === 0 ? `boards/Board ${n}.canvas` : `notes/Note ${n} é.md`));

function facts(size: number): CacheFacts {
  return { stamps: { w1: { size, seq: size, last_start: 0, last_hash: 'a'.repeat(64) } }, clocks: new Map([['w1', [{ seq: 1, seen: { w2: 3 } }]]]), broken: [] };
}

/** Its record once a version was written, or the note deleted. */
function record(version: number | null): PathRecord {
  return [{ writer: 'w1', seq: version ?? 0, after: version === null ? null : String(version).padStart(64, '0'), state: null }];
}

function opened(cache: Uint8Array) {
  const read = ({ start, end }: { start: number; end: number }): Uint8Array => cache.slice(start, end);
  const head = runSync(openCache(read));
  if (!head) throw new Error('the head is damaged');
  return { ...head, rows: runSync(allRows(read, head.layout)) };
}

function patch(cache: Uint8Array, layout: CacheLayout, changes: ReadonlyMap<string, PathRecord>, size: number): Uint8Array | null {
  return patchCache(cache, layout, changes.keys(), (path, before) => changes.get(path) ?? before, facts(size));
}

const records = fc.uniqueArray(fc.tuple(fc.constantFrom(...NAMES), fc.option(fc.nat(9))), { selector: ([name]) => name, maxLength: 200 })
  .map((entries) => new Map(entries.map(([name, version]): [string, PathRecord] => [name, record(version)])));

test('whatever was changed in it', () => {
  fc.assert(fc.property(records, records, (before, changes) => {
    const cache = encodeCache(before, facts(1));
    const patched = patch(cache, opened(cache).layout, changes, 2);
    if (!patched) return;
    const after = new Map([...before, ...changes]);
    const { rows, header } = opened(patched);
    expect(new Map(rows)).toEqual(after);
    const anew = opened(encodeCache(after, facts(2))).header;
    expect({ ...header, live: null }).toEqual({ ...anew, live: null });
    // Once there were too many to be named, only a cache that is made anew names them again.
    if (liveFiles(before)) expect({ ...header.live, others: header.live?.others.sort() }).toEqual({ ...anew.live, others: anew.live?.others.sort() });
    else expect(header.live).toBeNull();
  }));
});

test('and is made anew in time, as its notes become more', () => {
  const few = new Map(NAMES.slice(0, 40).map((name): [string, PathRecord] => [name, record(1)]));
  const cache = encodeCache(few, facts(1));
  const more = (length: number): Map<string, PathRecord> => new Map(Array.from({ length }, (_, n) => [`notes/new ${n}.md`, record(1)]));
  expect(patch(cache, opened(cache).layout, more(40), 2)).not.toBeNull();
  expect(patch(cache, opened(cache).layout, more(400), 2)).toBeNull();
});

test('damage stays damage, and another cache is not taken for this one', () => {
  const cache = encodeCache(new Map(NAMES.map((name): [string, PathRecord] => [name, record(1)])), facts(1));
  const { layout } = opened(cache);
  const change = new Map([['notes/Note 1 é.md', record(2)]]);
  const answers = new Set<string>();
  for (let at = layout.body; at < cache.length; at += 997) {
    const damaged = Uint8Array.from(cache);
    damaged[at] = (damaged[at] ?? 0) ^ 0x20;
    const patched = patch(damaged, layout, change, 2);
    answers.add(patched === null ? 'refused' : 'copied');
    if (patched) expect(opened(patched).rows).toBeNull();
  }
  expect([...answers].sort()).toEqual(['copied', 'refused']);
  expect(patch(encodeCache(new Map(), facts(3)), layout, change, 4)).toBeNull();
});
