// `settings list`, `get`, `set`, `unset`
import { TouchstoneError } from '../../shared/errors';
import type { Config, VaultGit } from '../../shared/settings/config';
import { settingKey, settingText, type SettingItem } from '../../shared/settings/definitions';
import { setSetting, unsetSetting, type ChangedSetting } from '../../shared/settings/planners';
import { currentSettings } from '../../shared/settings/queries';
import { runSync } from '../../shared/vault/io';
import type { OperationResult } from '../../shared/vault/operation';
import { listAnswer, writeAnswer } from '../answer';
import { readListOptions } from '../list-options';
import type { Column } from '../output/table';
import { renderFields } from '../output/table';
import { alignGitignore } from '../vault-gitignore';
import type { Answer, Context, Invocation, Run } from '../verb';

const FIELDS = [
  'key', 'value', 'default', 'is_default', 'type', 'allowed', 'description', 'later',
] as const satisfies readonly (keyof SettingItem)[];

const COLUMNS: readonly Column<SettingItem>[] = [
  { title: 'key', cell: ({ key }) => key },
  { title: 'value', cell: ({ value }) => shown(settingText(value)), paint: (text, { is_default: same }, paint) => (same ? text : paint.yellow(text)) },
  { title: 'default', cell: (item) => (item.is_default ? '' : shown(settingText(item.default))) },
  { title: 'description', cell: described, flexible: true },
];

export const list: Run = (call) => {
  const request = readListOptions(call, FIELDS);
  const { items, path, sha256, warnings } = call.context.read(currentSettings);
  const rows = call.flag('changed') ? items.filter((item) => !item.is_default) : items;
  return listAnswer(request, { rows, columns: COLUMNS, warnings, meta: { path, sha256 }, empty: 'All settings have their defaults.' });
};

export const get: Run = ({ required, context }) => {
  const key = settingKey(required('key'));
  const { items, path, sha256, warnings } = context.read(currentSettings);
  const item = items.find((candidate) => candidate.key === key);
  if (item === undefined) throw new Error(`the table of settings lost ${key}`);
  return {
    data: { ...item, path, sha256 },
    meta: { warnings },
    text: (paint) => renderFields([
      [key, settingText(item.value)],
      ['default', shown(settingText(item.default))],
      ['allowed', item.allowed],
      ['', described(item)],
    ], paint),
    brief: settingText(item.value),
  };
};

export const set: Run = (call) => changeAnswer(call, call.context.write(setSetting(assignmentOf(call))));

export const unset: Run = (call) => changeAnswer(call, call.context.write(unsetSetting({ key: call.required('key') })));

/** `project_vault_git` is also written where it held already: its block may have been lost from the file. */
function changeAnswer(call: Invocation, result: OperationResult<ChangedSetting>): Answer {
  if (result.item.key !== 'project_vault_git') return writeAnswer(result, changedText);
  const dryRun = call.flag('dry-run');
  const { changed, warnings } = alignGitignore(call.context.vault().ports.place, configAsAsked(call.context, result.item), { dryRun });
  const line = `.gitignore of the vault ${dryRun ? 'would change' : 'was written'}; what git tracks already, it goes on tracking`;
  return writeAnswer(
    { ...result, warnings: [...result.warnings, ...warnings] },
    (item) => [changedText(item), ...(changed ? [line] : [])].join('\n'),
  );
}

/** In a dry run the file of settings doesn't say it yet. */
function configAsAsked(context: Context, item: ChangedSetting): Config {
  const config = runSync(context.vault().reload());
  return { ...config, settings: { ...config.settings, project_vault_git: item.value as VaultGit } };
}

/** What reads the value is said where nothing does yet. */
function described({ description, later }: SettingItem): string {
  return later === null ? description : `${description} Read by ${later}, to come.`;
}

function changedText({ key, value, previous, is_default: same }: ChangedSetting): string {
  const [now, before] = [shown(settingText(value)), shown(settingText(previous))];
  const note = same ? ', the default' : '';
  return now === before ? `${key} is ${now}${note}` : `${key} is ${now}${note}; it was ${before}`;
}

/** `key value` or `key=value`. */
function assignmentOf(call: Invocation): { key: string; value: string } {
  const key = call.required('key');
  const value = call.arg('value');
  if (value !== undefined) return { key, value };
  const equals = key.indexOf('=');
  if (equals > 0) return { key: key.slice(0, equals), value: key.slice(equals + 1) };
  throw new TouchstoneError('E_USAGE', `settings set needs a value for ${settingKey(key)}.`, {
    hint: 'Give it as touchstone settings set <key> <value>; touchstone settings unset <key> brings the default back.',
    details: { missing: 'value', key },
  });
}

/** An empty value can be seen in a table. */
function shown(text: string): string {
  return text === '' ? '(none)' : text;
}
