// From the text of `.touchstone/config.yaml` to a typed Config. Runs at the start of every command, so it loads nothing
// but the plain scanner unless the file needs more.
import { TouchstoneError } from '../errors';
import type { Properties, PropertyValue } from '../note/frontmatter';
import { lineOfKey, readYamlFile } from '../note/yaml-file';
import type { Config, Folders, Scope, Settings } from './config';
import { nearestKey } from './nearest';
import {
  DEFAULT_FOLDERS, DEFAULT_SCOPE, FOLDER_KEYS, foldersFinding, prefixFinding, projectFinding, scopeFinding, settingsFinding,
} from './rules';
import type { Finding } from './rules';
import { defaultSettings, isSettingKey, SETTING_DEFINITIONS, SETTING_KEYS } from './table';
import type { SettingKey } from './table';

const FILE = '.touchstone/config.yaml';
const VERSION = 1;
const OTHER_KEYS: readonly string[] = ['version', 'prefix', 'project', 'scope', 'folders'];

/**
 * The configuration that a text holds, with defaults for what it leaves out. Unknown keys are left alone;
 * {@link configWarnings} names them.
 * @throws E_INTEGRITY when the text is no YAML mapping or another version's; E_USAGE for a value that is not allowed.
 */
export function readConfig(text: string): Config {
  const properties = propertiesOf(text);
  const refuse = (finding: Finding | null): void => {
    if (finding !== null) throw refusal(text, finding);
  };
  checkVersion(properties['version'] ?? null);
  const prefix = properties['prefix'] ?? null;
  const project = properties['project'] ?? null;
  const scope = properties['scope'] ?? DEFAULT_SCOPE;
  refuse(prefixFinding(prefix) ?? projectFinding(project) ?? scopeFinding(scope));
  const folders = readFolders(properties['folders'] ?? null);
  refuse('problem' in folders ? folders : foldersFinding(folders));
  const settings = readSettings(properties);
  refuse('problem' in settings ? settings : settingsFinding(settings));
  return {
    version: VERSION, prefix: prefix as string, project: project as string, scope: scope as Scope,
    folders: folders as Folders, settings: settings as Settings,
  };
}

/** One sentence for each key that means nothing, with the line and the key that was probably meant. */
export function configWarnings(text: string): string[] {
  const known = [...OTHER_KEYS, ...SETTING_KEYS];
  return Object.keys(propertiesOf(text))
    .filter((key) => !known.includes(key))
    .map((key) => {
      const near = nearestKey(key, known);
      return `${place(text, key)}: ${key} is no setting${near === null ? '.' : `; did you mean ${near}?`}`;
    });
}

function propertiesOf(text: string): Properties {
  const reading = readYamlFile(text);
  if (reading.kind === 'properties') return reading.properties;
  const where = reading.line === null ? FILE : `${FILE}, line ${reading.line}`;
  throw new TouchstoneError('E_INTEGRITY', `${where}: this can't be read: ${reading.problem}.`, {
    hint: 'Correct the line by hand, or take the file from git.',
    details: { path: FILE, line: reading.line, problem: reading.problem },
  });
}

function checkVersion(version: PropertyValue): void {
  if (version === VERSION) return;
  const found = version === null ? 'names no version' : `is of version ${JSON.stringify(version)}`;
  throw new TouchstoneError('E_INTEGRITY', `${FILE} ${found}; this program reads version ${VERSION}.`, {
    hint: version === null ? `Put the line "version: ${VERSION}" back.` : 'Use the program that wrote it, or a newer one.',
    details: { path: FILE, version, allowed: [VERSION] },
  });
}

function readFolders(value: PropertyValue): Folders | Finding {
  const allowed = `a map of ${[...FOLDER_KEYS, 'system'].join(', ')} to folders`;
  if (value === null) return DEFAULT_FOLDERS;
  if (typeof value !== 'object' || Array.isArray(value)) return { key: 'folders', problem: 'this is no map of folders', allowed };
  const folders: Folders = { ...DEFAULT_FOLDERS };
  for (const key of FOLDER_KEYS) {
    const folder = Object.hasOwn(value, key) ? value[key] : folders[key];
    if (typeof folder !== 'string') return { key: `folders.${key}`, problem: 'this is no folder', allowed };
    folders[key] = folder;
  }
  if (!Object.hasOwn(value, 'system')) return folders;
  const system = value['system'] ?? [];
  if (!Array.isArray(system) || !system.every((folder) => typeof folder === 'string')) {
    return { key: 'folders.system', problem: 'this is no list of folders', allowed: 'a list such as [conventions, decisions]' };
  }
  return { ...folders, system };
}

function readSettings(properties: Properties): Settings | Finding {
  const settings: Record<string, unknown> = { ...defaultSettings() };
  for (const key of Object.keys(properties)) {
    if (!isSettingKey(key)) continue;
    const value = properties[key] ?? null;
    const read = SETTING_DEFINITIONS[key].type.fromYaml(value);
    if (read === undefined) return badValue(key, value);
    settings[key] = read;
  }
  return settings as unknown as Settings;
}

/** The finding that `value` is none of what the setting allows. */
export function badValue(key: SettingKey, value: PropertyValue): Finding {
  return { key, problem: `${JSON.stringify(value)} is not allowed`, allowed: SETTING_DEFINITIONS[key].type.allowed };
}

function refusal(text: string, finding: Finding): TouchstoneError {
  return new TouchstoneError('E_USAGE', `${place(text, finding.key)}: ${finding.key}: ${finding.problem}.`, {
    hint: `Allowed: ${finding.allowed}. Correct the file by hand.`,
    details: { path: FILE, key: finding.key, line: lineOfKey(text, topKey(finding.key)), allowed: finding.allowed },
  });
}

function place(text: string, key: string): string {
  const line = lineOfKey(text, topKey(key));
  return line === null ? FILE : `${FILE}, line ${line}`;
}

function topKey(key: string): string {
  return key.startsWith('folders.') ? 'folders' : key;
}
