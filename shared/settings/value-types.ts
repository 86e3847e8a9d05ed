// The kinds of values that settings have: what each allows, how one is read from YAML, and how from the command line.
import type { PropertyValue } from '../note/frontmatter';
import { ROLES } from '../policy/actor';
import type { Role } from '../policy/actor';
import { durationSeconds } from './duration';

export interface ValueType<T> {
  /** A word for lists and docs: `duration`, `choice`, … */
  name: string;
  /** What is allowed, to follow "Allowed:" in messages. */
  allowed: string;
  /** All values, where they are few. */
  choices?: readonly string[];
  /** The value as it is used, or `undefined` when YAML holds something else. */
  fromYaml(value: PropertyValue): T | undefined;
  /** What a command-line argument means, to be checked by {@link fromYaml}. */
  fromText(text: string): PropertyValue;
}

/** Names of statuses: Markdown-safe, and never mistaken for anything else in a list. */
const STATUS_NAME = /^[a-z][a-z0-9_-]{0,39}$/;
/** A domain becomes a tag, `dev-tools/cli`, so it has letters at its ends of words and no `_`. */
const DOMAIN_NAME = /^(?=.{1,40}$)[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

export const duration: ValueType<string> = {
  name: 'duration',
  allowed: 'a whole number with s, m, h or d, such as 30m, 4h or 2d',
  fromYaml: (value) => (typeof value === 'string' && durationSeconds(value) !== null ? value : undefined),
  fromText: (text) => text,
};

export const flag: ValueType<boolean> = {
  name: 'flag',
  allowed: 'true, false',
  fromYaml: (value) => (typeof value === 'boolean' ? value : undefined),
  fromText: (text) => (text === 'true' || text === 'false' ? text === 'true' : text),
};

/** A folder path as typed; empty for none. */
export const path: ValueType<string> = {
  name: 'path',
  allowed: 'the path of a folder on one line, or empty for none',
  fromYaml: (value) => (value === null ? '' : typeof value === 'string' && isLine(value) ? value : undefined),
  fromText: (text) => text.trim(),
};

export function integer(least: number, most: number): ValueType<number> {
  return {
    name: 'number',
    allowed: `a whole number from ${least} to ${most}`,
    fromYaml: (value) =>
      typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most ? value : undefined,
    fromText: (text) => (/^\d{1,9}$/.test(text.trim()) ? Number(text) : text),
  };
}

export function choice<C extends string>(...choices: readonly C[]): ValueType<C> {
  return {
    name: 'choice',
    allowed: choices.join(', '),
    choices,
    fromYaml: (value) => choices.find((known) => known === value),
    fromText: (text) => text,
  };
}

/** Free text, because the names of models are their makers'. */
export const modelTier: ValueType<string> = {
  name: 'model tier',
  allowed: 'any text on one line, such as small, large or the name of a model; empty for none',
  fromYaml: (value) => (value === null ? '' : typeof value === 'string' && isLine(value) ? value : undefined),
  fromText: (text) => text.trim(),
};

export const domains: ValueType<string[]> = {
  name: 'domains',
  allowed: 'names of domains (a-z, 0-9 and -) with commas between them',
  fromYaml: (value) => nameList(value, DOMAIN_NAME),
  fromText: (text) => parts(text, ','),
};

export const statuses: ValueType<string[]> = {
  name: 'statuses',
  allowed: 'names of statuses (a-z, 0-9, _ and -) with commas between them',
  fromYaml: (value) => nameList(value, STATUS_NAME),
  fromText: (text) => parts(text, ','),
};

export const actorRoles: ValueType<Record<string, Role>> = {
  name: 'roles by actor',
  allowed: `pattern=role with commas between them, such as dev-*=developer,pm-1=pm; roles: ${ROLES.join(', ')}`,
  fromYaml: (value) => mapOf(value, (role) => ROLES.find((known) => known === role)),
  fromText: (text) => pairs(text, (value) => value),
};

export const statusRules: ValueType<Record<string, string[]>> = {
  name: 'statuses by status',
  allowed: 'status=next|next with commas between them, such as blocked=open|in_progress,deferred=open',
  fromYaml: (value) => mapOf(value, (next, status) => (STATUS_NAME.test(status) ? nameList(next, STATUS_NAME) : undefined)),
  fromText: (text) => pairs(text, (value) => parts(value, '|')),
};

function isLine(text: string): boolean {
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  return !/[\0-\x1f\x7f]/.test(text);
}

/** A list of different names, also given as one; `undefined` when one of them doesn't fit. */
function nameList(value: PropertyValue, form: RegExp): string[] | undefined {
  const list = Array.isArray(value) ? value : value === null ? [] : [value];
  const names = list.filter((item) => typeof item === 'string').filter((name) => form.test(name));
  return names.length === list.length && new Set(names).size === names.length ? names : undefined;
}

/** The map with each value read, `undefined` when one can't be; no value at all is the empty map. */
function mapOf<T>(value: PropertyValue, read: (value: PropertyValue, key: string) => T | undefined): Record<string, T> | undefined {
  if (value !== null && (typeof value !== 'object' || Array.isArray(value))) return undefined;
  const map = Object.create(null) as Record<string, T>;
  for (const key of value === null ? [] : Object.keys(value)) {
    const member = key.trim() === '' ? undefined : read(value?.[key] ?? null, key);
    if (member === undefined) return undefined;
    map[key] = member;
  }
  return map;
}

function parts(text: string, separator: string): string[] {
  return text.split(separator).map((part) => part.trim()).filter((part) => part !== '');
}

/** `a=x,b=y` as a map; a text that isn't such a row stays a text, which no map type takes. */
function pairs(text: string, read: (value: string) => PropertyValue): PropertyValue {
  const map = Object.create(null) as Record<string, PropertyValue>;
  for (const part of parts(text, ',')) {
    const equals = part.lastIndexOf('=');
    if (equals < 1) return text;
    map[part.slice(0, equals).trim()] = read(part.slice(equals + 1).trim());
  }
  return map;
}
