// `note lint` and `note capture` as they are called.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tagOfDomain } from '../../shared/knowledge/lint-note';
import { run, temporaryFolder } from './harness';

interface Lint {
  item: { errors: number; fixed: number; findings: { rule: string; line: number; fixable: boolean; severity: string }[] };
}

function vault(): string {
  const root = temporaryFolder();
  expect(run(['init', root, '--prefix', 'KNOW', '--project', 'shop'], { as: 'tester' }).code).toBe(0);
  return root;
}

const FLAWED = '---\ntype: pattern\nscope: system\ncreated: 2026-11-21\ndomain: testing\nconfidence: certain\n---\n# Retry\n\n## Context\nSee [[Nowhere]].\n';

describe('note lint', () => {
  it('finds what is wrong with its line, and --fix sets right what is certain', () => {
    const root = vault();
    const file = join(root, 'knowledge/patterns/Retry.md');
    mkdirSync(join(root, 'knowledge/patterns'), { recursive: true });
    writeFileSync(file, FLAWED);
    const found = run(['note', 'lint', 'Retry', '--vault', root, '--json']);
    expect(found.code).toBe(1);
    const { findings } = found.json<Lint>().data.item;
    expect(findings.find(({ rule }) => rule === 'broken_link')).toMatchObject({ line: 11, severity: 'warning' });
    expect(findings.map(({ rule }) => rule)).toEqual(expect.arrayContaining(['property', 'domain_tag', 'section', 'links', 'broken_link']));
    expect(findings.some(({ line, fixable }) => line === 6 && !fixable)).toBe(true);
    const fixed = run(['note', 'lint', 'Retry', '--fix', '--vault', root, '--json'], { as: 'tester' });
    expect(fixed.json<Lint>().data.item).toMatchObject({ errors: 1 });
    expect(fixed.code).toBe(1);
    const text = readFileSync(file, 'utf8');
    expect(text).toContain('scope: project\n');
    expect(text).toContain('status: active\n');
    expect(text).toContain('confidence: certain\n');
    expect([...text.matchAll(/^## (.*)$/gm)].map(([, heading]) => heading)).toEqual(['Context', 'Content', 'When to use', 'Implementation', 'Related']);
    const again = run(['note', 'lint', 'Retry', '--fix', '--vault', root, '--json'], { as: 'tester' });
    expect(again.json<Lint & { op: unknown }>().data).toMatchObject({ op: null, item: { fixed: 0 } });
  });

  it('ends with 0 when there are only warnings', () => {
    const root = vault();
    run(['note', 'create', 'knowledge/patterns/Alone', '--type', 'pattern', '--vault', root], { as: 'tester' });
    const lint = run(['note', 'lint', '--all', '--vault', root, '--json']);
    expect(lint.code).toBe(0);
    expect(lint.json<Lint>().data.item.findings.map(({ rule }) => rule)).toEqual(['links']);
  });

  it('asks for a note or --all', () => {
    expect(run(['note', 'lint', '--vault', vault()]).code).toBe(2);
  });

  it.each([['testing', 'testing'], ['dev-tools-cli', 'dev-tools/cli'], ['other-thing', 'other-thing']])('derives from the domain %s the tag %s', (domain, tag) => {
    expect(tagOfDomain(domain, ['testing', 'dev-tools', 'dev-tools-cli', 'other-thing'])).toBe(tag);
  });
});

describe('note capture', () => {
  it('writes a project note to its folder, linked to what is like it', () => {
    const root = vault();
    run(['note', 'create', 'knowledge/patterns/Retry with jitter', '--type', 'pattern', '--vault', root], { as: 'tester' });
    const args = ['note', 'capture', 'Retry storms', '--type', 'pattern', '--scope', 'project', '--vault', root, '--json'];
    const { data } = run(args, { as: 'tester', input: 'All clients come back at once.' }).json<{ item: { path: string; similar: { path: string }[] } }>();
    expect(data.item).toMatchObject({ path: 'knowledge/patterns/Retry storms.md', similar: [{ path: 'knowledge/patterns/Retry with jitter.md', linked: true }] });
    const text = readFileSync(join(root, data.item.path), 'utf8');
    expect(text).toContain('## Content\nAll clients come back at once.\n');
    expect(text).toContain('## Related\n- [[Retry with jitter]]\n');
    expect(run(args, { as: 'tester', input: 'Again.' }).code).toBe(2);
  });

  it('only suggests notes that share a word of their text, not of their subject', () => {
    const root = vault();
    run(['note', 'create', 'knowledge/patterns/Backoff', '--type', 'pattern', '--vault', root], { as: 'tester' });
    run(['note', 'append', 'knowledge/patterns/Backoff', 'Watch the storms.', '--section', 'Content', '--vault', root], { as: 'tester' });
    const args = ['note', 'capture', 'Retry storms', '--type', 'pattern', '--scope', 'project', '--vault', root, '--json'];
    const { data } = run(args, { as: 'tester', input: 'Text.' }).json<{ item: { path: string } }>();
    expect(data.item).toMatchObject({ similar: [{ path: 'knowledge/patterns/Backoff.md', linked: false }] });
    expect(readFileSync(join(root, data.item.path), 'utf8')).not.toContain('[[Backoff]]');
  });

  it('lets what helps every project wait in the inbox', () => {
    const root = vault();
    const { data } = run(['note', 'capture', 'Retry', '--type', 'pattern', '--vault', root, '--json'], { as: 'tester', input: 'Text.' }).json<{ item: unknown }>();
    expect(data.item).toMatchObject({ path: '_inbox/Retry.md', scope: 'system', scope_suggested: true, similar: [] });
  });
});
