// `seed` on real vaults: what it brings, what it never overwrites, and that what it brings keeps its own rules.
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { describe, expect, it } from 'vitest';
import { allVerbs } from '../../cli/registry';
import { commandName } from '../../cli/usage';
import { NOTE_TYPES, type NoteTypeName } from '../../shared/knowledge/types';
import { readFrontmatter } from '../../shared/note/frontmatter';
import { scanNote } from '../../shared/note/scan';
import { run, runAsHuman, temporaryFolder } from './harness';
import { testProgram } from './program';

interface Seeded {
  item: { notes: { path: string; outcome: string; proposal: string | null }[]; property_types: boolean };
  op: unknown;
}

const SEED = fileURLToPath(new URL('../../vault-seed', import.meta.url));
const NOTES = readdirSync(SEED, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(md|base)$/.test(name));
const PYRAMID = 'conventions/Testing pyramid.md';

function vault(): string {
  const root = temporaryFolder();
  expect(run(['init', root, '--prefix', 'SEED'], { as: 'tester' }).code).toBe(0);
  return root;
}

function seed(root: string, program = testProgram(), flags: string[] = []): Seeded {
  return run(['seed', '--vault', root, '--json', ...flags], { as: 'tester', program }).json<Seeded>().data;
}

function outcome({ item }: Seeded, path: string): string | undefined {
  return item.notes.find((note) => note.path === path)?.outcome;
}

/** The program as a later version would bring it: with a newer text of each path. */
function laterProgram(...paths: string[]): string {
  const folder = temporaryFolder();
  cpSync(dirname(testProgram()), folder, { recursive: true });
  for (const path of paths) writeFileSync(join(folder, 'vault-seed', path), `${readFileSync(join(SEED, path), 'utf8')}\nNewer.\n`);
  return join(folder, 'touchstone.cjs');
}

describe('seed', () => {
  it('brings every note, sound, without a finding and without a broken link', () => {
    const root = vault();
    const { item } = seed(root);
    expect(item.notes.map(({ outcome: what }) => what)).toEqual(NOTES.map(() => 'created'));
    const lint = run(['note', 'lint', '--all', '--vault', root, '--json']);
    expect(lint.json<{ item: { notes: number; findings: unknown[] } }>().data.item).toMatchObject({ notes: 49, findings: [] });
    expect(run(['note', 'broken', '--vault', root, '--json']).json<unknown[]>().data).toEqual([]);
    expect(run(['status', '--vault', root]).code).toBe(0);
  });

  it('changes nothing the second time, and nothing in a dry run', () => {
    const root = vault();
    seed(root, testProgram(), ['--dry-run']);
    expect(existsSync(join(root, 'methodology'))).toBe(false);
    expect(existsSync(join(root, '.obsidian'))).toBe(false);
    seed(root);
    expect(seed(root)).toMatchObject({ op: null, item: { property_types: false } });
  });

  it('upgrades what is untouched and leaves removed what was removed', () => {
    const root = vault();
    seed(root);
    rmSync(join(root, 'methodology/Retro.md'));
    const later = laterProgram(PYRAMID, 'methodology/Retro.md');
    const again = seed(root, later);
    expect([outcome(again, PYRAMID), outcome(again, 'methodology/Retro.md')]).toEqual(['upgraded', 'removed']);
    expect(readFileSync(join(root, PYRAMID), 'utf8')).toContain('Newer.');
    expect(existsSync(join(root, 'methodology/Retro.md'))).toBe(false);
  });

  it('proposes the newer text of an edited note once, and keeps edited templates and bases', () => {
    const root = vault();
    seed(root);
    const edited = [PYRAMID, '_templates/story.md', 'backlog.base'];
    for (const path of edited) writeFileSync(join(root, path), `${readFileSync(join(root, path), 'utf8')}\n# mine\n`);
    const later = laterProgram(...edited);
    expect(edited.map((path) => outcome(seed(root), path))).toEqual(['kept', 'kept', 'kept']);
    const first = seed(root, later);
    expect(edited.map((path) => outcome(first, path))).toEqual(['proposed', 'kept', 'kept']);
    for (const path of edited) expect(readFileSync(join(root, path), 'utf8')).toMatch(/# mine\n$/);
    expect(readdirSync(join(root, '_inbox'))).toHaveLength(1);
    expect(seed(root, later).op).toBeNull();
  });

  it('is forced by a person only, who finds what was replaced in the history', () => {
    const root = vault();
    seed(root);
    writeFileSync(join(root, PYRAMID), 'mine\n');
    expect(run(['seed', '--force', '--vault', root], { as: 'tester' }).code).toBe(7);
    expect(runAsHuman(['seed', '--force', '--vault', root]).code).toBe(0);
    expect(readFileSync(join(root, PYRAMID), 'utf8')).toBe(readFileSync(join(SEED, PYRAMID), 'utf8'));
    const history = run(['note', 'history', PYRAMID, '--vault', root, '--json']).json<{ after: string | null }[]>().data;
    const texts = history.map(({ after }) => run(['note', 'read', PYRAMID, '--at', after ?? '', '--vault', root]).stdout);
    expect(texts).toContain('mine\n');
  });

  it('adds property types beside those that a person chose, and leaves alone what is no JSON', () => {
    const root = vault();
    const file = join(root, '.obsidian/types.json');
    mkdirSync(dirname(file));
    writeFileSync(file, 'not json');
    expect(seed(root).item.property_types).toBe(false);
    expect(readFileSync(file, 'utf8')).toBe('not json');
    writeFileSync(file, JSON.stringify({ types: { created: 'text', own: 'number' }, other: 1 }));
    expect(seed(root).item.property_types).toBe(true);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ types: { created: 'text', own: 'number', tags: 'tags', priority: 'number' }, other: 1 });
  });
});

describe('the notes of the seed', () => {
  it('name only verbs that the program has', async () => {
    const names = (await allVerbs()).map((verb) => commandName(verb).replace(/^touchstone /, ''));
    const named = NOTES.flatMap((path) => [...readFileSync(join(SEED, path), 'utf8').matchAll(/`touchstone ([^`]+)`/g)].map(([, words]) => words ?? ''));
    expect(named.length).toBeGreaterThan(50);
    expect(named.filter((words) => !names.some((name) => words === name || words.startsWith(`${name} `)))).toEqual([]);
  });

  it.each(['decision', 'pattern', 'debug', 'concept', 'convention', 'project', 'learning'])('have a template %s as the table of types has it', (name) => {
    const text = readFileSync(join(SEED, `_templates/${name}.md`), 'utf8');
    const reading = readFrontmatter(text);
    if (reading.kind !== 'properties') throw new Error('no properties');
    const type = NOTE_TYPES[reading.properties['type'] as NoteTypeName];
    const required = type.properties.filter((rule) => rule.required === 'always' || (rule.required === 'in_project' && name !== 'project'));
    expect(Object.keys(reading.properties)).toEqual(expect.arrayContaining(required.map((rule) => rule.name)));
    expect(scanNote(text).headings.filter(({ level }) => level === 2).map((heading) => heading.text)).toEqual(type.sections);
  });

  it.each(['backlog', 'learnings', 'proposals'])('have a base %s of tables', (name) => {
    const { views } = parse(readFileSync(join(SEED, `${name}.base`), 'utf8')) as { views: { type: string; order: string[] }[] };
    expect(views.every(({ type, order }) => type === 'table' && order.includes('file.name'))).toBe(true);
  });
});
