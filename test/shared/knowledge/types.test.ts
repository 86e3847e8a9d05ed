// The table of note types, and the new notes that are made from it.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { knowledgeFindings } from '../../../shared/knowledge/findings';
import { requireNoteType, skeletonFor, type NoteScope } from '../../../shared/knowledge/skeleton';
import { isNoteType, learningTypes, NOTE_TYPES, noteTypeNames, type NoteTypeName } from '../../../shared/knowledge/types';
import { readFrontmatter, type Properties } from '../../../shared/note/frontmatter';
import { scanNote } from '../../../shared/note/scan';
import { classOf } from '../../../shared/policy/note-classes';
import { defaultConfig } from '../../../shared/settings/definitions';

const config = defaultConfig({ prefix: 'PROJ', project: 'my-repo', scope: 'both' });
const NOW = '2026-11-21T09:00:00Z';

function skeleton(type: NoteTypeName, title = 'Retry with jitter', scope?: NoteScope, properties?: Properties): { path: string; text: string } {
  return skeletonFor(type, {
    title, project: 'my-repo', now: NOW, folders: config.folders,
    ...(scope === undefined ? {} : { scope }), ...(properties === undefined ? {} : { properties }),
  });
}

describe('the table of note types', () => {
  it('has the types of knowledge, each under its own name', () => {
    expect(noteTypeNames()).toEqual(['decision', 'pattern', 'debug', 'convention', 'concept', 'methodology', 'skill', 'project', 'person']);
    for (const name of noteTypeNames()) expect(NOTE_TYPES[name].name).toBe(name);
  });

  it.each(noteTypeNames())('puts a %s where its scope is', (name) => {
    const { folder } = NOTE_TYPES[name];
    if (folder.project !== null) expect(classOf(skeleton(name, 'X', 'project').path, config)).toBe('project_knowledge');
    if (folder.system !== null) expect(classOf(skeleton(name, 'X', 'system').path, config)).toBe('system');
    expect(folder.project ?? folder.system).not.toBeNull();
  });

  it.each(noteTypeNames())('begins and ends the sections of a %s alike', (name) => {
    const { sections } = NOTE_TYPES[name];
    expect([sections[0], sections[1], sections.at(-1)]).toEqual(['Context', 'Content', 'Related']);
    expect(new Set(sections).size).toBe(sections.length);
  });

  it('lets what can be learned in a project be a learning', () => {
    expect(learningTypes()).toEqual(['decision', 'pattern', 'debug', 'convention', 'concept', 'skill']);
  });

  it.each(['constructor', '__proto__', 'toString', '', 'Pattern'])('does not take %j for a type', (name) => {
    expect(isNoteType(name)).toBe(false);
    expect(() => requireNoteType(name)).toThrow(expect.objectContaining({ code: 'E_USAGE', hint: expect.stringContaining('decision, pattern') as string }) as Error);
  });
});

describe('skeletonFor', () => {
  it.each<[string, NoteTypeName, NoteScope]>([
    ['pattern', 'pattern', 'project'],
    ['decision', 'decision', 'system'],
    ['person', 'person', 'system'],
  ])('writes a %s as in test/golden', (name, type, scope) => {
    const golden = new URL(`../../golden/knowledge/${name}.md`, import.meta.url);
    expect(skeleton(type, 'Retry with jitter', scope).text).toBe(readFileSync(golden, 'utf8'));
  });

  it.each(noteTypeNames())('makes a %s without a finding, with the sections of its type in their order', (type) => {
    const { path, text } = skeleton(type);
    expect(knowledgeFindings(text, path, config)).toEqual([]);
    const headings = scanNote(text).headings.filter(({ level }) => level === 2).map((heading) => heading.text);
    expect(headings).toEqual(NOTE_TYPES[type].sections);
  });

  it('keeps a title that can not be a file name as alias', () => {
    const { path, text } = skeleton('debug', 'Why "npm ci" fails: EACCES?');
    expect(path).toBe('knowledge/debug/Why npm ci fails EACCES.md');
    expect(readFrontmatter(text)).toMatchObject({ properties: { aliases: ['Why "npm ci" fails: EACCES?'] } });
    expect(text).toContain('# Why "npm ci" fails: EACCES?\n');
  });

  it('takes given properties for its own and puts others behind them', () => {
    const given = Object.assign(Object.create(null) as Properties, { confidence: 'low', zip: '00123' });
    const { text } = skeleton('pattern', 'X', 'project', given);
    const reading = readFrontmatter(text);
    expect(reading).toMatchObject({ properties: { confidence: 'low', zip: '00123', status: 'active' } });
    if (reading.kind === 'properties') expect(Object.keys(reading.properties).at(-1)).toBe('zip');
  });

  it.each<[NoteTypeName, NoteScope]>([['methodology', 'project'], ['person', 'project'], ['skill', 'system']])('refuses a %s in %s scope', (type, scope) => {
    expect(() => skeleton(type, 'X', scope)).toThrow(expect.objectContaining({ code: 'E_USAGE', message: expect.stringContaining(`no place in ${scope} scope`) as string }) as Error);
  });
});

describe('knowledgeFindings', () => {
  const PATH = 'knowledge/patterns/Retry.md';
  const good = ['---', 'type: pattern', 'scope: project', 'project: my-repo', 'status: active', 'confidence: low', 'created: 2026-11-21', '---', ''].join('\n');
  it.each<[string, string, string, RegExp]>([
    ['a missing project', good.replace('project: my-repo\n', ''), PATH, /project is missing/],
    ['a missing confidence', good.replace('confidence: low\n', ''), PATH, /confidence is missing/],
    ['an empty status', good.replace('status: active', 'status:'), PATH, /status is missing/],
    ['an unknown status', good.replace('status: active', 'status: done'), PATH, /status is 'done', not one of active, superseded, archived/],
    ['a status that is a list', good.replace('status: active', 'status: [active]'), PATH, /status is '\["active"\]'/],
    ['a created that is no date', good.replace('2026-11-21', 'yesterday'), PATH, /created is 'yesterday', not a date/],
    ['an unknown actionable', good.replace('created', 'actionable: maybe\ncreated'), PATH, /actionable is 'maybe'/],
    ['a scope that the folder contradicts', good, 'patterns/Retry.md', /scope is 'project', but its folder is of system scope/],
  ])('finds %s', (_, text, path, message) => {
    const findings = knowledgeFindings(text, path, config);
    expect(findings).toHaveLength(1);
    expect(findings[0]?.message).toMatch(message);
    expect(findings[0]?.message.startsWith(`${path}: `)).toBe(true);
  });

  it.each([
    ['a good note', good],
    ['a note of another type', '---\ntype: story\n---\n'],
    ['a note without properties', '# Note\n'],
  ])('finds nothing in %s', (_, text) => {
    expect(knowledgeFindings(text, PATH, config)).toEqual([]);
  });
});
