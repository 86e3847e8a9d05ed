// The core's settings as rows of the app's settings window: made from the core's own table, so that none is missing.
import type { SettingControl, SettingDefinition, SettingDefinitionItem } from 'obsidian';
import { TouchstoneError } from '../../shared/errors';
import { parseSettingInput, SETTING_DEFINITIONS, SETTING_KEYS } from '../../shared/settings/definitions';
import type { SettingKey } from '../../shared/settings/table';

/** Prefix of the keys of controls that hold a setting of the core. */
const CORE = 'core:';

/** The setting that a control's key stands for; `null` for the plugin's own. */
export function coreKeyOf(controlKey: string): SettingKey | null {
  const key = controlKey.startsWith(CORE) ? controlKey.slice(CORE.length) : '';
  return SETTING_KEYS.find((known) => known === key) ?? null;
}

interface GroupRow {
  heading: string;
  /** Keys, or beginnings of keys that end with a dot. */
  keys: readonly string[];
}

const GROUPS: readonly GroupRow[] = [
  { heading: 'Claims and reviews', keys: ['claim.', 'gates.', 'rejections.limit', 'bug_fast_track'] },
  { heading: 'Workflow', keys: ['workflow.'] },
  { heading: 'Integrity', keys: ['integrity.', 'objects.'] },
  { heading: 'Who may do what', keys: ['policy.'] },
  { heading: 'Knowledge and proposals', keys: ['proposal_expiry_days', 'default_scope', 'knowledge.', 'system_vault', 'project_vault_git'] },
];

/** Written together with a file that lies outside the vault's notes, which only the command line does. */
const BY_COMMAND: readonly SettingKey[] = ['project_vault_git'];

/** @param isDisabled whether settings can't be changed here */
export function coreDefinitions(isDisabled: () => boolean): SettingDefinitionItem[] {
  const inUse = SETTING_KEYS.filter((key) => SETTING_DEFINITIONS[key].later === undefined);
  const grouped = GROUPS.map(({ heading, keys }) => ({
    type: 'group' as const,
    heading,
    items: inUse.filter((key) => keys.some((one) => fits(key, one))).map((key) => row(key, isDisabled)),
  }));
  const rest = inUse.filter((key) => !GROUPS.some(({ keys }) => keys.some((one) => fits(key, one))));
  const later = SETTING_KEYS.filter((key) => SETTING_DEFINITIONS[key].later !== undefined);
  return [
    ...grouped,
    ...(rest.length === 0 ? [] : [{ type: 'group' as const, heading: 'More', items: rest.map((key) => row(key, isDisabled)) }]),
    {
      type: 'page', name: 'For later features', desc: 'Nothing in this version reads these yet.',
      items: later.map((key) => row(key, isDisabled)),
    },
  ];
}

function fits(key: SettingKey, one: string): boolean {
  return one.endsWith('.') ? key.startsWith(one) : key === one;
}

function row(key: SettingKey, isDisabled: () => boolean): SettingDefinition {
  const { description, type, later } = SETTING_DEFINITIONS[key];
  const isListed = type.choices !== undefined || type.name === 'flag';
  const words = [description, ...(isListed ? [] : [`Allowed: ${type.allowed}.`]), ...(later === undefined ? [] : [`Waits for ${later}.`])];
  // The name that the command line knows it by.
  const common = { name: nameOf(key), aliases: [key] };
  if (BY_COMMAND.includes(key)) return { ...common, desc: [...words, `Change it in a terminal: touchstone settings set ${key} <value>`].join(' ') };
  return { ...common, desc: [...words, `(${key})`].join(' '), control: control(key, isDisabled) };
}

/** `integrity.on_drift.stories` → `Integrity on drift stories`. */
function nameOf(key: SettingKey): string {
  const words = key.replace(/[._]/gu, ' ');
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

function control(key: SettingKey, disabled: () => boolean): SettingControl {
  const { type } = SETTING_DEFINITIONS[key];
  const common = { key: `${CORE}${key}`, disabled };
  if (type.name === 'flag') return { ...common, type: 'toggle' };
  if (type.choices) return { ...common, type: 'dropdown', options: Object.fromEntries(type.choices.map((value) => [value, value])) };
  return { ...common, type: 'text', validate: (text: string) => problemWith(key, text) };
}

/** Why `text` can't be the value of a setting, in the core's words. */
function problemWith(key: SettingKey, text: string): string | undefined {
  try {
    parseSettingInput(key, text);
    return undefined;
  } catch (error) {
    if (error instanceof TouchstoneError) return [error.message, error.hint].join(' ').trim();
    throw error;
  }
}
