// docs/learning.md says of the types of notes what the table says, in the words made here.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { NOTE_TYPES, noteTypeNames, type NoteType, type PropertyRule } from '../../../shared/knowledge/types';

const TYPES = noteTypeNames().map((name) => NOTE_TYPES[name]);
const REQUIRED: Readonly<Record<PropertyRule['required'], string>> = { always: 'always', in_project: 'in project scope', never: '–' };

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function typeRow({ name, summary, folder, sections }: NoteType): string {
  const place = (path: string | null): string => (path === null ? '–' : `\`${path}/\``);
  return row([`\`${name}\``, summary, place(folder.project), place(folder.system), sections.slice(2, -1).join(', ') || '–']);
}

function propertyRow(rule: PropertyRule): string {
  const types = TYPES.filter(({ properties }) => properties.some(({ name }) => name === rule.name));
  const values = rule.allowed?.map((value) => `\`${value}\`${value === rule.default ? ' (default)' : ''}`).join(', ');
  return row([
    `\`${rule.name}\``,
    values === undefined ? rule.summary : `${rule.summary}: ${values}`,
    REQUIRED[rule.required],
    types.length === TYPES.length ? 'all types' : types.map(({ name }) => name).join(', '),
  ]);
}

it('the documented types and properties are those of the table', () => {
  const rules = new Map(TYPES.flatMap(({ properties }) => properties.map((rule) => [rule.name, rule] as const)));
  const expected = [
    row(['type', 'is', 'folder below `knowledge/`', 'folder of system scope', 'sections between Content and Related']),
    '|---|---|---|---|---|',
    ...TYPES.map(typeRow),
    '',
    row(['property', 'holds', 'required', 'of']),
    '|---|---|---|---|',
    ...[...rules.values()].map(propertyRow),
  ].join('\n');
  const text = readFileSync(new URL('../../../docs/learning.md', import.meta.url), 'utf8');
  expect(/<!-- types -->\n([\s\S]*)\n<!-- \/types -->/.exec(text)?.[1]).toBe(expected);
});
