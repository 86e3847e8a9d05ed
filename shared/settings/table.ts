// All settings: one row each with its type, default and a line of description. Reading, `settings list`, refusals and
// docs/settings.md are made from this table.
import { AGENT_ROLES } from '../policy/actor';
import type { AgentRole } from '../policy/actor';
import type { Settings } from './config';
import { actorRoles, choice, domains, duration, flag, integer, modelTier, path, statuses, statusRules } from './value-types';
import type { ValueType } from './value-types';

export type SettingKey = keyof Settings;

export interface SettingDefinition<T> {
  type: ValueType<T>;
  default: T;
  /** One sentence. */
  description: string;
  /** What will read it, for a setting that nothing in this version reads yet. */
  later?: string;
}

type Definitions = { readonly [Key in SettingKey]: SettingDefinition<Settings[Key]> };

const onDrift = choice('refuse', 'adopt');

const FRAMING = 'discovery and framing';
const HOOKS = 'session hooks';
const LOOP = 'the delivery loop';

/** The row of `model.<role>`. */
function modelOf(role: AgentRole): SettingDefinition<string> {
  return { type: modelTier, default: '', description: `Model tier that an agent is started with as ${role}.`, later: 'the dispatcher' };
}

const MODELS = Object.fromEntries(AGENT_ROLES.map((role) => [`model.${role}`, modelOf(role)])) as {
  [Role in AgentRole as `model.${Role}`]: SettingDefinition<string>;
};

export const SETTING_DEFINITIONS: Definitions = {
  'claim.lease': { type: duration, default: '4h', description: 'How long a claim holds before others may take the story over.' },
  'claim.limit': { type: integer(1, 100), default: 1, description: 'How many live claims one actor may hold.' },
  'rejections.limit': {
    type: integer(1, 100), default: 3, description: 'The rejection that sets a story aside until a person reopens it.',
  },
  'integrity.on_drift.protected': {
    type: onDrift, default: 'refuse', description: 'What a governed write does on drift of a protected note: refuse, or adopt it on the record.',
  },
  'integrity.on_drift.stories': {
    type: onDrift, default: 'refuse', description: 'The same for stories and proposals.',
  },
  'integrity.on_drift.other': { type: onDrift, default: 'adopt', description: 'The same for all other notes.' },
  'objects.keep_days': {
    type: integer(0, 36_500), default: 90, description: 'Days for which every earlier version of a note is kept.',
  },
  'objects.keep_versions': {
    type: integer(1, 100_000), default: 20, description: 'Latest versions of a note that are kept whatever their age.',
  },
  'gates.evidence': {
    type: choice('required', 'warn', 'off'), default: 'required', description: 'Whether a delivery needs recorded evidence that passed.',
  },
  'policy.actors': {
    type: actorRoles, default: {}, description: 'Binds actors to roles by name; * in a name stands for any text.',
  },
  'proposal_expiry_days': {
    type: integer(1, 3650), default: 30, description: 'Days after which a pending proposal counts as overdue.',
  },
  'workflow.fsm': {
    type: flag, default: false, description: 'Whether statuses move one step forward along workflow.sequence, and not freely.',
  },
  'workflow.sequence': {
    type: statuses, default: ['open', 'in_progress', 'delivered', 'closed'], description: 'The statuses a story passes through, in order.',
  },
  'workflow.exit_rules': {
    type: statusRules,
    default: { blocked: ['open', 'in_progress'], deferred: ['open', 'in_progress'] },
    description: 'The statuses that a status outside the sequence may be left for.',
  },
  'workflow.custom_statuses': {
    type: statuses, default: [], description: 'Further statuses; they are never ready and never closed.',
  },
  'bug_fast_track': { type: flag, default: false, description: 'Whether a pm may create bugs.' },
  'system_vault': { type: path, default: '', description: 'Folder of the system vault that system: references name.' },
  'project_vault_git': {
    type: choice('tracked', 'ignored', 'ask'), default: 'ask', description: 'Whether git carries the vault; tracked and ignored are written to its .gitignore.',
  },
  'default_scope': {
    type: choice('system', 'project'), default: 'system', description: 'Where captured knowledge goes when its author does not say.',
  },
  'auto_capture': { type: flag, default: true, description: 'Whether the end of a session asks for what it taught.', later: HOOKS },
  'stack_detection': { type: flag, default: false, description: 'Whether a session looks at the files for the stack in use.', later: HOOKS },
  'session_start_max_notes': {
    type: integer(0, 100), default: 10, description: 'How many notes a session is given at its start at most.', later: HOOKS,
  },
  'knowledge.domains': {
    type: domains,
    default: [
      'architecture', 'backend', 'data', 'delivery', 'dev-tools', 'dev-tools-cli', 'frontend', 'infrastructure', 'integration',
      'operations', 'performance', 'process', 'product', 'security', 'testing',
    ],
    description: 'The fields of work that a knowledge note may name as its domain.',
  },
  'dnf.specialist_review': {
    type: flag, default: false, description: 'Whether a challenger reviews each framing document before the next begins.', later: FRAMING,
  },
  'dnf.max_iterations': {
    type: integer(1, 5), default: 3, description: 'Rounds of such a review, after which the user decides.', later: FRAMING,
  },
  'architecture.c4': { type: flag, default: false, description: 'Whether the architect keeps a C4 model.', later: FRAMING },
  'loop.persist_across_sessions': {
    type: flag, default: false, description: 'Whether a running loop goes on in the next session.', later: LOOP,
  },
  ...MODELS,
};

/** In the order of the table. */
export const SETTING_KEYS = Object.keys(SETTING_DEFINITIONS) as SettingKey[];

export function isSettingKey(key: string): key is SettingKey {
  return Object.hasOwn(SETTING_DEFINITIONS, key);
}

export function defaultSettings(): Settings {
  return Object.fromEntries(SETTING_KEYS.map((key) => [key, SETTING_DEFINITIONS[key].default])) as unknown as Settings;
}
