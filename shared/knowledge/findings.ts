// What is wrong with a knowledge note according to the table of types: missing properties, values that aren't
// allowed, a scope that its folder contradicts. Findings are told, they never stop a write.
import { readFrontmatter, type Properties, type PropertyValue } from '../note/frontmatter';
import { classifier, classOf, type NoteClass } from '../policy/note-classes';
import type { Config } from '../settings/config';
import { isNoteType, NOTE_TYPES, type PropertyRule } from './types';

export interface Finding {
  /** The property that is wrong. */
  property: string;
  message: string;
}

/** Findings of the note at `path`; none for notes that aren't knowledge. `text` must have readable properties. */
export function knowledgeFindings(text: string, path: string, config: Config): Finding[] {
  const reading = readFrontmatter(text);
  return reading.kind === 'properties' ? propertyFindings(reading.properties, path, config) : [];
}

function propertyFindings(properties: Properties, path: string, config: Config): Finding[] {
  const type = properties['type'];
  if (typeof type !== 'string' || !isNoteType(type)) return [];
  const inProject = properties['scope'] === 'project';
  const findings: Finding[] = [];
  for (const rule of NOTE_TYPES[type].properties) {
    const problem = problemOf(rule, properties[rule.name], inProject);
    if (problem !== null) findings.push({ property: rule.name, message: `${path}: ${problem}` });
  }
  const scope = scopeOf(path, config);
  if (scope !== null && typeof properties['scope'] === 'string' && properties['scope'] !== scope) {
    findings.push({
      property: 'scope',
      message: `${path}: scope is '${properties['scope']}', but its folder is of ${scope} scope`,
    });
  }
  return findings;
}

type FolderScope = 'system' | 'project' | null;

/** The scope that a path's folder gives; `null` outside the knowledge folders. */
export function scopeOf(path: string, config: Config): FolderScope {
  return scopeOfClass(classOf(path, config));
}

/** As {@link scopeOf}, for many paths. */
export function scopeFinder(config: Config): (path: string) => FolderScope {
  const classAt = classifier(config);
  return (path) => scopeOfClass(classAt(path));
}

function scopeOfClass(noteClass: NoteClass): FolderScope {
  if (noteClass === 'system') return 'system';
  return noteClass === 'project_knowledge' ? 'project' : null;
}

function problemOf(rule: PropertyRule, value: PropertyValue | undefined, inProject: boolean): string | null {
  if (value === undefined || value === null || value === '') {
    const required = rule.required === 'always' || (rule.required === 'in_project' && inProject);
    return required ? `${rule.name} is missing (${rule.summary})` : null;
  }
  if (rule.allowed !== undefined && !(typeof value === 'string' && rule.allowed.includes(value))) {
    return `${rule.name} is '${shown(value)}', not one of ${rule.allowed.join(', ')}`;
  }
  if (rule.holds === 'date' && !(typeof value === 'string' && /^\d{4}-\d{2}-\d{2}/.test(value))) {
    return `${rule.name} is '${shown(value)}', not a date such as 2026-11-21`;
  }
  return null;
}

function shown(value: PropertyValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
