// The configuration of a new vault, and the text that `init` writes for it.
import type { PropertyValue } from '../note/frontmatter';
import { renderEntry } from '../note/render';
import { sameValue } from '../note/values';
import { TouchstoneError } from '../errors';
import type { Config, Scope, Settings } from './config';
import { parseSettingInput, assertFitting } from './input';
import { DEFAULT_FOLDERS, prefixFinding, projectFinding, scopeFinding } from './rules';
import { defaultSettings, SETTING_DEFINITIONS, SETTING_KEYS } from './table';

export interface NewVault {
  prefix: string;
  project: string;
  scope: Scope;
}

/** All defaults. @throws E_USAGE for a prefix, project or scope that can't be one. */
export function defaultConfig({ prefix, project, scope }: NewVault): Config {
  const finding = prefixFinding(prefix) ?? projectFinding(project) ?? scopeFinding(scope);
  if (finding !== null) {
    throw new TouchstoneError('E_USAGE', `${finding.problem}.`, {
      hint: `Allowed for --${finding.key}: ${finding.allowed}.`,
      details: { key: finding.key, allowed: finding.allowed },
    });
  }
  return { version: 1, prefix, project, scope, folders: { ...DEFAULT_FOLDERS }, settings: defaultSettings() };
}

/** The configuration with settings given as `key=value`. @throws E_USAGE as for `settings set`. */
export function withSettings(config: Config, assignments: readonly string[]): Config {
  const settings: Record<string, unknown> = { ...config.settings };
  for (const assignment of assignments) {
    const equals = assignment.indexOf('=');
    if (equals < 1) {
      throw new TouchstoneError('E_USAGE', `${JSON.stringify(assignment)} sets nothing.`, {
        hint: 'Write key=value, such as claim.lease=2h.',
        details: { given: assignment },
      });
    }
    const key = assignment.slice(0, equals);
    settings[key] = parseSettingInput(key, assignment.slice(equals + 1));
  }
  const changed = { ...config, settings: settings as unknown as Settings };
  assertFitting(changed.settings);
  return changed;
}

/** The text of `.touchstone/config.yaml`: the vault's own keys, then the settings that differ from their defaults. */
export function initialConfigText(config: Config): string {
  const { stories, knowledge, inbox, templates, archive, system } = config.folders;
  return [
    '# Configuration of this Touchstone vault. Comments are kept when settings change.',
    ...renderEntry('version', config.version),
    '# Story ids begin with it.',
    ...renderEntry('prefix', config.prefix),
    ...renderEntry('project', config.project),
    '# What the vault holds: system, project or both.',
    ...renderEntry('scope', config.scope),
    '',
    '# Where things lie. Notes below the folders of "system" are protected: agents propose changes to them.',
    ...renderEntry('folders', { stories, knowledge, inbox, templates, archive, system }),
    '',
    '# Settings, where they differ from the defaults. `touchstone settings list` shows and explains all of them,',
    '# `touchstone settings set <key> <value>` changes one.',
    ...changedSettings(config.settings),
    '',
  ].join('\n');
}

function changedSettings(settings: Settings): string[] {
  return SETTING_KEYS.flatMap((key) => {
    const value = settings[key] as PropertyValue;
    const definition = SETTING_DEFINITIONS[key];
    if (sameValue(value, definition.default)) return [];
    return [`# ${definition.description}`, ...renderEntry(key, value)];
  });
}
