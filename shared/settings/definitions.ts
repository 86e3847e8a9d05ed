// The settings of a vault, for everybody else: the table, reading a vault's configuration, making a new one.
export { listSettings, parseSettingInput, settingKey, settingText } from './input';
export type { SettingItem } from './input';
export { defaultConfig, initialConfigText, withSettings } from './new-config';
export { configWarnings, readConfig } from './read-config';
export { SETTING_DEFINITIONS, SETTING_KEYS } from './table';
