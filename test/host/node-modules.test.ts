// The parts of Node that the page has as code of its own: they answer what Node answers.
import { createHash } from 'node:crypto';
import nodePath from 'node:path/posix';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as path from './page/node/path';
import { sha256 } from './page/node/sha256';

const piece = fc.constantFrom('', '.', '..', 'a', 'b c', '.hidden', 'x.tar.gz', 'ä', '/', '//');
const somePath = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join('/'));

test('paths are joined, split and compared as Node does', () => {
  fc.assert(fc.property(somePath, somePath, (a, b) => {
    expect([path.normalize(a), path.join(a, b), path.dirname(a), path.basename(a), path.extname(a), path.isAbsolute(a)])
      .toEqual([nodePath.normalize(a), nodePath.join(a, b), nodePath.dirname(a), nodePath.basename(a), nodePath.extname(a), nodePath.isAbsolute(a)]);
    expect(path.resolve('/base', a, b)).toBe(nodePath.resolve('/base', a, b));
    expect(path.relative(`/${a}`, `/${b}`)).toBe(nodePath.relative(`/${a}`, `/${b}`));
  }), { numRuns: 2_000 });
});

test('digests are those of Node', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
    expect(Buffer.from(sha256(bytes)).toString('hex')).toBe(createHash('sha256').update(bytes).digest('hex'));
  }));
});
