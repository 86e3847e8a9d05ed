// `touchstone schema` prints what docs/schema/ holds; `touchstone help <topic>` explains a concept in one screen.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { TOPICS } from '../../cli/help/topics';
import { GATES } from '../../shared/story/gates';
import { PERMISSIONS } from '../../shared/policy/roles';
import { run } from './harness';

const FOLDER = fileURLToPath(new URL('../../docs/schema/', import.meta.url));

describe('schema', () => {
  it('lists every kind of output', () => {
    const kinds = readdirSync(FOLDER).map((name) => name.replace(/\.json$/, '')).sort();
    expect(run(['schema']).stdout).toBe(`${kinds.join('\n')}\n`);
    expect(run(['schema', '--json']).json<{ kinds: string[] }>().data.kinds).toEqual(kinds);
  });

  it('prints one, as docs/schema/ has it', () => {
    const text = readFileSync(`${FOLDER}story.list.json`, 'utf8');
    expect(run(['schema', 'story.list']).stdout).toBe(text);
    expect(run(['schema', 'story.list', '--json']).json().data).toEqual({ kind: 'story.list', schema: JSON.parse(text) as unknown });
  });

  it.each([
    ['story.lst', 'Did you mean "story.list"?'], ['story.fly', 'story.claim'], ['../../package', 'See all with touchstone schema.'],
  ])('refuses %s with what was meant', (kind, hint) => {
    const refused = run(['schema', kind, '--json']);
    expect([refused.code, refused.failure().code]).toEqual([2, 'E_USAGE']);
    expect(refused.failure().hint).toContain(hint);
  });
});

describe('help on a concept', () => {
  it.each(Object.keys(TOPICS))('%s fits on a screen of 24 lines by 80 columns', (topic) => {
    const { code, stdout } = run(['help', topic]);
    expect(code).toBe(0);
    const lines = stdout.trimEnd().split('\n');
    expect(lines.length).toBeLessThanOrEqual(24);
    expect(lines.length).toBeGreaterThan(10);
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(80);
    expect(run(['help', topic, '--json']).json<{ topic: string; text: string }>().data).toMatchObject({ topic, text: stdout.trimEnd() });
  });

  it('names every gate, and every action that a role is needed for', () => {
    const gates = run(['help', 'gates']).stdout;
    for (const gate of Object.keys(GATES).filter((name) => name !== 'status')) expect(gates).toMatch(new RegExp(`\\b${gate}\\b`));
    const actors = run(['help', 'actors']).stdout;
    for (const [action, { roles }] of Object.entries(PERMISSIONS)) {
      if (roles !== 'all') expect(actors).toMatch(new RegExp(`\\b${action.split('.')[1] ?? ''}\\b`));
    }
  });

  it('is found from the overview and from a near miss', () => {
    const overview = run(['help']).stdout;
    for (const [topic, { summary }] of Object.entries(TOPICS)) expect(overview).toMatch(new RegExp(`help ${topic} +${summary}`));
    expect(run(['help', 'actrs', '--json']).failure().hint).toBe('"actors" is a concept: touchstone help actors');
  });
});
