// A proposal's note: what it looks like, and that the texts it carries come back byte for byte whatever they are.
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { setProperties } from '../../../shared/note/properties';
import { composeProposal, readProposal, withApplied, withoutApplied } from '../../../shared/proposal/format';
import { NO_DECISION, type Proposal, type ProposalKind } from '../../../shared/proposal/proposal';

const PATH = '_inbox/PROP-7k2m9 Testing pyramid.md';

function proposal(over: Partial<Proposal> = {}): Proposal {
  return {
    id: 'PROP-7k2m9',
    kind: 'change',
    status: 'pending',
    targetPath: 'conventions/Testing pyramid.md',
    baseSha256: '5c1f'.repeat(16),
    project: 'my-repo',
    created: '2026-11-21',
    author: 'retro-2',
    authorRole: 'retro',
    evidence: ['PROJ-a3f8k'],
    source: null,
    reverts: null,
    motivation: 'Two stories were rejected for mocks in integration tests.',
    impact: 'Developers read it before every story.',
    before: '# Testing pyramid\nUnit tests may mock.\n',
    after: '# Testing pyramid\nUnit tests may mock.\n\n```ts\nconst never = "mock an integration";\n```\n',
    applied: null,
    decision: NO_DECISION,
    ...over,
  };
}

function read(text: string): ReturnType<typeof readProposal> {
  return readProposal({ path: PATH, sha256: '', text });
}

describe('composeProposal', () => {
  it.each<[string, Partial<Proposal>]>([
    ['change', {}],
    ['create', { kind: 'create', baseSha256: null, before: null, evidence: [] }],
    ['delete', { kind: 'delete', after: null, authorRole: null }],
    ['promotion', { kind: 'promotion', baseSha256: null, before: null, source: 'Retry with jitter' }],
  ])('writes a %s as in test/golden', (name, over) => {
    const golden = new URL(`../../golden/proposal/${name}.md`, import.meta.url);
    expect(composeProposal(proposal(over))).toBe(readFileSync(golden, 'utf8'));
  });

  it.each<ProposalKind>(['change', 'create', 'delete', 'promotion'])('is read back as it was: %s', (kind) => {
    const written = proposal({
      kind,
      ...(kind === 'create' ? { baseSha256: null, before: null } : {}),
      ...(kind === 'delete' ? { after: null } : {}),
      ...(kind === 'promotion' ? { source: 'Retry' } : {}),
    });
    const text = composeProposal(written);
    expect(read(text)).toEqual({ ...written, path: PATH, sha256: '', text });
  });
});

describe('the texts of a proposal', () => {
  /** Pieces that could end a fence, open another, look like a section, or be taken for a line end. */
  const piece = fc.constantFrom(
    '\n', '\r\n', '\r', '\n\n', '\ufeff', ' ', '\t', '\u2028', '\u0085',
    '```', '````', '`````md', '~~~', '~~~~', '`', '%%', '$$', '<!--', '-->', '---', '...', '===',
    '## After', '## Before', '## Applied', '# Title', '> ', '- ', '    ', '\\', '__proto__', 'ä', '🪨', 'text',
  );
  const text = fc.oneof(
    fc.array(piece, { maxLength: 25 }).map((pieces) => pieces.join('')),
    fc.string({ unit: 'grapheme', maxLength: 80 }),
    fc.array(fc.constantFrom('a', '', 'b '), { maxLength: 8 }).chain((lines) =>
      fc.array(fc.constantFrom('\n', '\r\n'), { minLength: lines.length, maxLength: lines.length }).map((ends) =>
        lines.map((line, index) => line + (ends[index] ?? '')).join(''))),
  );

  it('come back byte for byte: CRLF, BOM, fences, missing and mixed line ends', () => {
    fc.assert(fc.property(text, text, (before, after) => {
      const found = read(composeProposal(proposal({ before, after })));
      expect(found.before).toBe(before);
      expect(found.after).toBe(after);
      expect(found.applied).toBeNull();
    }), { numRuns: 1000 });
  });

  it('stay as they are when a decision is written', () => {
    fc.assert(fc.property(text, text, text, (before, after, applied) => {
      const decided = withApplied(setProperties(composeProposal(proposal({ before, after })), {
        status: 'accepted',
        decided_by: 'ada',
        decision_reason: '"quoted": and # odd\nover two lines',
        defer_until: undefined,
      }), applied);
      const found = read(decided);
      expect([found.before, found.after, found.applied]).toEqual([before, after, applied]);
      expect(found.status).toBe('accepted');
      expect(found.decision.reason).toBe('"quoted": and # odd\nover two lines');
    }), { numRuns: 500 });
  });

  it('are untouched when Applied is taken out again', () => {
    fc.assert(fc.property(text, text, (after, applied) => {
      const before = composeProposal(proposal({ after }));
      expect(withoutApplied(withApplied(before, applied))).toBe(before);
    }), { numRuns: 300 });
  });
});

describe('readProposal', () => {
  const good = composeProposal(proposal());
  it.each<[string, string | null, RegExp]>([
    ['bytes that are not UTF-8', null, /not UTF-8/],
    ['no properties', '# Proposed change\n', /no properties/],
    ['broken YAML', good.replace('kind: change', 'kind: [change'), /can't be read as a proposal/],
    ['an unknown kind', good.replace('kind: change', 'kind: rename'), /kind is 'rename', not one of change, create/],
    ['an unknown status', good.replace('status: pending', 'status: approved'), /status is 'approved'/],
    ['a missing target', good.replace(/^target_path:.*\n/m, ''), /target_path is missing/],
    ['a missing author', good.replace('author: retro-2\n', ''), /author is missing/],
    ['no After', good.slice(0, good.indexOf('## After')), /After is missing/],
    ['no Before', good.replace('## Before', '## Earlier'), /Before is missing/],
    ['no base hash', good.replace(/^base_sha256:.*\n/m, ''), /Before but no base_sha256/],
    ['two sections After', `${good}\n## After\n\`\`\`md\nother\n\`\`\`\n`, /2 sections named After/],
    ['an After without its fence', good.replace(/## After[\s\S]*$/, '## After\nplain text\n'), /After holds no code block/],
    ['a delete with an After', good.replace('kind: change', 'kind: delete'), /is a delete and has After/],
    ['a create with a base', good.replace('kind: change', 'kind: create'), /is a create and has a base_sha256/],
  ])('refuses %s', (_, text, message) => {
    expect(() => readProposal({ path: PATH, sha256: '', text })).toThrow(
      expect.objectContaining({ code: 'E_INTEGRITY', message: expect.stringMatching(message) as string }) as Error,
    );
  });

  it('takes no property from Object.prototype', () => {
    const text = good.replace(/^author:.*\n/m, '').replace('kind: change', '__proto__: {author: mallory}\nkind: change');
    expect(() => read(text)).toThrow(/author is missing/);
  });
});
