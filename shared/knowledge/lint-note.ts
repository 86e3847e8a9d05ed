// What is wrong with one knowledge note, by the table of types and the vocabulary of domains, and what can be set right
// without asking anybody. A pure function of the note's text.
import { readFrontmatter, type Properties, type PropertyValue } from '../note/frontmatter';
import { addToList, setProperties } from '../note/properties';
import { frontmatterBlock, lineOf, scanNote, type NoteScan } from '../note/scan';
import { insertSection, sectionsNamed } from '../note/sections';
import { listOf } from '../note/values';
import type { Config } from '../settings/config';
import { scopeOf, knowledgeFindings } from './findings';
import type { LintRule } from './lint-rules';
import { isNoteType, NOTE_TYPES, noteTypeNames } from './types';

export interface LintFinding {
  path: string;
  /** From 1. */
  line: number;
  severity: 'error' | 'warning';
  rule: LintRule;
  message: string;
  /** What to do. */
  fix: string;
  /** Whether `--fix` does it. */
  fixable: boolean;
}

/** A finding with its repair, a text for a text; `null` where a person has to think. */
export interface Repairable {
  finding: LintFinding;
  repair: ((text: string) => string) | null;
}

/** Findings of a note below a knowledge folder; none for others. Links are judged by the vault, not here. */
export function lintNote(text: string, path: string, config: Config): Repairable[] {
  const scope = scopeOf(path, config);
  if (scope === null) return [];
  const reading = readFrontmatter(text);
  const at = (rule: LintRule, severity: LintFinding['severity'], line: number, message: string, fix: string, repair: Repairable['repair'] = null): Repairable =>
    ({ finding: { path, line, severity, rule, message, fix, fixable: repair !== null }, repair });
  if (reading.kind === 'unreadable') {
    return [at('unreadable', 'error', reading.line ?? 1, `the properties can't be read: ${reading.problem}`, 'mend the YAML between the lines of ---')];
  }
  const properties = reading.kind === 'properties' ? reading.properties : (Object.create(null) as Properties);
  const type = properties['type'];
  if (typeof type !== 'string' || !isNoteType(type)) {
    return [at('type', 'error', lineOfProperty(text, 'type'), type === undefined ? 'it has no type' : `${JSON.stringify(type)} is no type of note`, `set type to one of ${noteTypeNames().join(', ')}`)];
  }
  const scan = scanNote(text);
  return [
    ...knowledgeFindings(text, path, config).map(({ property, message }) => {
      const value = valueFor(property, properties[property], type, scope, config);
      const repair = value === null ? null : (before: string): string => setProperties(before, { [property]: value });
      return at('property', 'error', lineOfProperty(text, property), message.slice(path.length + 2), value === null ? `set ${property}` : `set ${property} to ${value}`, repair);
    }),
    ...domainFindings(text, properties, config, at),
    ...(scan.headings.some(({ level }) => level === 1) ? [] : [at('title', 'warning', bodyLine(scan), 'it has no level-1 heading', 'begin it with # and its title')]),
    ...NOTE_TYPES[type].sections.flatMap((section, index, all) => (sectionsNamed(scan, section, 2).length > 0 ? [] : [
      at('section', 'warning', bodyLine(scan), `the section ${section} of a ${type} note is missing`, `add ## ${section}`, (before) => insertSection(before, `## ${section}`, '', all.slice(index + 1))),
    ])),
  ];
}

/** Tag of a domain: `dev-tools-cli` is `dev-tools/cli` where the vocabulary has `dev-tools` too. */
export function tagOfDomain(domain: string, vocabulary: readonly string[]): string {
  const parents = vocabulary.filter((other) => domain.startsWith(`${other}-`)).sort((one, other) => other.length - one.length);
  const [parent] = parents;
  return parent === undefined ? domain : `${tagOfDomain(parent, vocabulary)}/${domain.slice(parent.length + 1)}`;
}

type At = (rule: LintRule, severity: LintFinding['severity'], line: number, message: string, fix: string, repair?: Repairable['repair']) => Repairable;

function domainFindings(text: string, properties: Properties, config: Config, at: At): Repairable[] {
  const domain = properties['domain'];
  if (typeof domain !== 'string' || domain === '') return [];
  const vocabulary = config.settings['knowledge.domains'];
  if (!vocabulary.includes(domain)) {
    return [at('domain', 'warning', lineOfProperty(text, 'domain'), `'${domain}' is not in the vocabulary of domains`, `use one of ${vocabulary.join(', ')}, or a person adds it to the setting knowledge.domains`)];
  }
  const tag = tagOfDomain(domain, vocabulary);
  if (listOf(properties['tags']).some((own) => own === tag || own.startsWith(`${tag}/`))) return [];
  return [at('domain_tag', 'warning', lineOfProperty(text, 'tags'), `the tag of its domain is missing: ${tag}`, `add the tag ${tag}`, (before) => addToList(before, 'tags', [tag]))];
}

/** What a wrong property certainly has to be; `null` when that is not known. A value that somebody gave is not guessed at. */
function valueFor(property: string, present: PropertyValue | undefined, type: keyof typeof NOTE_TYPES, scope: string, config: Config): string | null {
  if (property === 'scope') return scope;
  if (present !== undefined && present !== null && present !== '') return null;
  if (property === 'project') return config.project;
  return NOTE_TYPES[type].properties.find((rule) => rule.name === property)?.default ?? null;
}

/** Line of a property at the top level, from 1; that of the block's beginning where it is missing. */
function lineOfProperty(text: string, property: string): number {
  const block = frontmatterBlock(text);
  if (block === null) return 1;
  const lines = text.slice(block.start, block.end).split('\n');
  const index = lines.findIndex((line) => line.startsWith(`${property}:`));
  return index < 0 ? 1 : index + 1;
}

function bodyLine(scan: NoteScan): number {
  return lineOf(scan, Math.min(scan.bodyStart, scan.text.length)) + 1;
}
