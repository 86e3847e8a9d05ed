// The types of knowledge notes: their properties, sections and folders. Validation, skeletons, the linter and the
// docs are all made from this one table; nothing else may list them.

/** What a property of a knowledge note may hold. */
export interface PropertyRule {
  name: string;
  /** `in_project`: only in notes of project scope. */
  required: 'always' | 'in_project' | 'never';
  /** `links` is a list of wikilinks, `date` is `YYYY-MM-DD`. */
  holds: 'text' | 'date' | 'list' | 'links';
  /** The only values it may have; absent when any will do. */
  allowed?: readonly string[];
  /** What a new note gets when nothing else was said. */
  default?: string;
  summary: string;
}

export interface NoteType {
  name: string;
  summary: string;
  /** Folder per scope: below the knowledge folder for `project`, at the top of the vault for `system`. */
  folder: { project: string | null; system: string | null };
  properties: readonly PropertyRule[];
  /** Titles of the level-2 sections, in their order. */
  sections: readonly string[];
}

const TYPE_NAMES = [
  'decision', 'pattern', 'debug', 'convention', 'concept', 'methodology', 'skill', 'project', 'person',
] as const;
export type NoteTypeName = (typeof TYPE_NAMES)[number];

const KNOWLEDGE_STATUSES = ['active', 'superseded', 'archived'] as const;
export const CONFIDENCES = ['high', 'medium', 'low'] as const;
export const ACTIONABLE = ['pending', 'incorporated', 'dismissed'] as const;
export type Actionable = (typeof ACTIONABLE)[number];

const IDENTITY: readonly PropertyRule[] = [
  { name: 'type', required: 'always', holds: 'text', summary: 'what the note is' },
  {
    name: 'scope', required: 'always', holds: 'text', allowed: ['system', 'project'],
    summary: "whom it is for; its folder's scope",
  },
  { name: 'project', required: 'in_project', holds: 'text', summary: 'the project it was learned in' },
  {
    name: 'status', required: 'always', holds: 'text', allowed: KNOWLEDGE_STATUSES, default: 'active',
    summary: 'whether it still holds',
  },
];
const CONFIDENCE: PropertyRule = {
  name: 'confidence', required: 'always', holds: 'text', allowed: CONFIDENCES, default: 'medium',
  summary: 'high: verified, medium: seen once, low: a hypothesis',
};
const CLASSIFICATION: readonly PropertyRule[] = [
  { name: 'domain', required: 'never', holds: 'text', summary: 'the field of work it belongs to' },
  { name: 'stack', required: 'never', holds: 'list', summary: 'languages and tools it is about' },
];
const FILING: readonly PropertyRule[] = [
  { name: 'tags', required: 'never', holds: 'list', summary: 'tags, without the #' },
  { name: 'created', required: 'always', holds: 'date', summary: 'the day it was written' },
];
const LEARNING: readonly PropertyRule[] = [
  {
    name: 'actionable', required: 'never', holds: 'text', allowed: ACTIONABLE,
    summary: 'learnings only, set by the learning verbs: what became of it',
  },
  { name: 'source', required: 'never', holds: 'links', summary: 'the stories or notes it was learned from' },
  { name: 'incorporated_in', required: 'never', holds: 'links', summary: 'the stories that took it up' },
];

/** Properties of what can be true or false, and can be learned. */
const CLAIM = [...IDENTITY, CONFIDENCE, ...CLASSIFICATION, ...FILING, ...LEARNING];
/** Properties of what is described rather than claimed. */
const SUBJECT = [...IDENTITY, ...CLASSIFICATION, ...FILING];
const PERSON = [...IDENTITY, ...FILING];

function sections(...further: string[]): string[] {
  return ['Context', 'Content', ...further, 'Related'];
}

/** The table. Folders as in the design's list of folders; `null` where a type has no place in that scope. */
export const NOTE_TYPES: Readonly<Record<NoteTypeName, NoteType>> = {
  decision: {
    name: 'decision', summary: 'a choice that was made, and why',
    folder: { project: 'decisions', system: 'decisions' },
    properties: CLAIM, sections: sections('Decision', 'Rationale', 'Alternatives considered'),
  },
  pattern: {
    name: 'pattern', summary: 'a way of solving a problem that comes back',
    folder: { project: 'patterns', system: 'patterns' },
    properties: CLAIM, sections: sections('When to use', 'Implementation'),
  },
  debug: {
    name: 'debug', summary: 'a failure that was understood, and its repair',
    folder: { project: 'debug', system: 'debug' },
    properties: CLAIM, sections: sections('Symptoms', 'Root cause', 'Fix'),
  },
  convention: {
    name: 'convention', summary: 'a rule that all work keeps',
    folder: { project: 'conventions', system: 'conventions' },
    properties: CLAIM, sections: sections(),
  },
  concept: {
    name: 'concept', summary: 'a word or an idea, explained once',
    folder: { project: 'concepts', system: 'concepts' },
    properties: CLAIM, sections: sections(),
  },
  methodology: {
    name: 'methodology', summary: 'a part of how the work is done',
    folder: { project: null, system: 'methodology' },
    properties: CLAIM, sections: sections(),
  },
  skill: {
    name: 'skill', summary: 'how to use a tool or a technique',
    folder: { project: 'skills', system: null },
    properties: CLAIM, sections: sections(),
  },
  project: {
    name: 'project', summary: 'a project, what it is for and where it lives',
    folder: { project: null, system: 'projects' },
    properties: SUBJECT, sections: sections(),
  },
  person: {
    name: 'person', summary: 'somebody the work has to do with',
    folder: { project: null, system: 'people' },
    properties: PERSON, sections: sections(),
  },
};

/** True for the name of a type in {@link NOTE_TYPES}; safe for any text, `constructor` too. */
export function isNoteType(name: string): name is NoteTypeName {
  return (TYPE_NAMES as readonly string[]).includes(name);
}

/** Names of the types that a learning may have: those whose notes carry `actionable`, and have a project folder. */
export function learningTypes(): NoteTypeName[] {
  return TYPE_NAMES.filter((name) => {
    const type = NOTE_TYPES[name];
    return type.folder.project !== null && type.properties.some((rule) => rule.name === 'actionable');
  });
}

/** The names in the order of the table. */
export function noteTypeNames(): readonly NoteTypeName[] {
  return TYPE_NAMES;
}
