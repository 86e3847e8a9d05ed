// Changing a setting: for people only, as an operation on `.touchstone/config.yaml` that keeps its comments.
import type { PropertyValue } from '../note/frontmatter';
import { editYamlFile } from '../note/yaml-file-edit';
import { requireRole } from '../policy/roles';
import type { Io } from '../vault/io';
import type { Planned, Planner } from '../vault/plan';
import { CONFIG_PATH } from '../vault/paths';
import type { VaultView } from '../vault/view';
import { parseSettingInput, settingItem, settingKey, assertFitting } from './input';
import type { SettingItem } from './input';
import { configFile } from './queries';
import { readConfig } from './read-config';
import { SETTING_DEFINITIONS } from './table';
import type { SettingKey } from './table';

/** The setting as it then is, and what it was. */
export interface ChangedSetting extends SettingItem {
  previous: PropertyValue;
}

/** Sets `key` to what `text` means. E_USAGE for an unknown key or a value that is not allowed; E_POLICY for agents. */
export function setSetting(request: { key: string; value: string }): Planner<ChangedSetting> {
  return function* (view) {
    const key = settingKey(request.key);
    const value = parseSettingInput(key, request.value);
    return yield* changeSetting(view, 'settings.set', key, value);
  };
}

/** Takes `key` out of the file, so that its default holds. Errors as {@link setSetting}. */
export function unsetSetting(request: { key: string }): Planner<ChangedSetting> {
  return function* (view) {
    return yield* changeSetting(view, 'settings.unset', settingKey(request.key), undefined);
  };
}

function* changeSetting(
  view: VaultView,
  op: string,
  key: SettingKey,
  value: PropertyValue | undefined,
): Io<Planned<ChangedSetting>> {
  requireRole(view.actor, 'settings.set', view.config);
  const file = yield* configFile(view);
  const before = readConfig(file.text);
  const wanted = value ?? (SETTING_DEFINITIONS[key].default);
  assertFitting({ ...before.settings, [key]: wanted });
  const text = editYamlFile(file.text, { [key]: value });
  const item = { ...settingItem(key, readConfig(text)), previous: before.settings[key] as PropertyValue };
  if (text === file.text) return { plan: null, item };
  return { plan: { op, writes: [{ path: CONFIG_PATH, content: text, before: file.sha256 }] }, item };
}
