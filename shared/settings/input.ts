// Settings as people give and see them: keys and values from the command line, and the list of all settings.
import { TouchstoneError } from '../errors';
import type { PropertyValue } from '../note/frontmatter';
import { sameValue } from '../note/values';
import type { Config, Settings } from './config';
import { nearestKey } from './nearest';
import { badValue } from './read-config';
import { settingsFinding } from './rules';
import type { Finding } from './rules';
import { isSettingKey, SETTING_DEFINITIONS, SETTING_KEYS } from './table';
import type { SettingKey } from './table';

/** One setting in JSON. */
export interface SettingItem {
  key: SettingKey;
  value: PropertyValue;
  default: PropertyValue;
  is_default: boolean;
  type: string;
  allowed: string;
  description: string;
  /** The feature that will read it; `null` for a setting that is read already. */
  later: string | null;
}

/** @throws E_USAGE with the nearest key for one that is no setting. */
export function settingKey(key: string): SettingKey {
  if (isSettingKey(key)) return key;
  const near = nearestKey(key, SETTING_KEYS);
  throw new TouchstoneError('E_USAGE', `There is no setting ${JSON.stringify(key)}.`, {
    hint: near === null ? 'See all with touchstone settings list.' : `Did you mean ${near}? See all with touchstone settings list.`,
    details: { key, suggestion: near },
  });
}

/**
 * The value that `text` gives to the setting `key`, as YAML holds it.
 * @throws E_USAGE for an unknown key (with a suggestion) or a value that is not allowed (with those that are).
 */
export function parseSettingInput(key: string, text: string): PropertyValue {
  const known = settingKey(key);
  const { type } = SETTING_DEFINITIONS[known];
  const value = type.fromYaml(type.fromText(text));
  if (value === undefined) throw refusal(badValue(known, text));
  return value;
}

/** @throws E_USAGE when settings contradict each other, such as a sequence that names an unknown status. */
export function assertFitting(settings: Settings): void {
  const finding = settingsFinding(settings);
  if (finding !== null) throw refusal(finding);
}

/** All settings, in the order of the table. */
export function listSettings(config: Config): SettingItem[] {
  return SETTING_KEYS.map((key) => settingItem(key, config));
}

export function settingItem(key: SettingKey, config: Config): SettingItem {
  const definition = SETTING_DEFINITIONS[key];
  const value = config.settings[key] as PropertyValue;
  const standard = definition.default as PropertyValue;
  return {
    key, value, default: standard, is_default: sameValue(value, standard),
    type: definition.type.name, allowed: definition.type.allowed, description: definition.description,
    later: definition.later ?? null,
  };
}

/** A value as `settings set` would take it. */
export function settingText(value: PropertyValue): string {
  if (Array.isArray(value)) return value.map(String).join(',');
  if (typeof value !== 'object' || value === null) return String(value ?? '');
  return Object.keys(value).map((key) => `${key}=${memberText(value[key] ?? null)}`).join(',');
}

function memberText(value: PropertyValue): string {
  return Array.isArray(value) ? value.map(String).join('|') : settingText(value);
}

function refusal(finding: Finding): TouchstoneError {
  return new TouchstoneError('E_USAGE', `${finding.key}: ${finding.problem}.`, {
    hint: `Allowed: ${finding.allowed}.`,
    details: { key: finding.key, allowed: finding.allowed },
  });
}
