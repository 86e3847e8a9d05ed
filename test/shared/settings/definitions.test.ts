// The table of settings, and reading, making and refusing configurations.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PropertyValue } from '../../../shared/note/frontmatter';
import { readYamlFile } from '../../../shared/note/yaml-file';
import { editYamlFile } from '../../../shared/note/yaml-file-edit';
import {
  configWarnings, defaultConfig, initialConfigText, listSettings, parseSettingInput, readConfig, SETTING_DEFINITIONS, SETTING_KEYS, settingText, withSettings,
} from '../../../shared/settings/definitions';
import { ROLES } from '../../../shared/policy/actor';
import { BUILT_IN_STATUSES } from '../../../shared/settings/rules';
import { STATUSES } from '../../../shared/story/statuses';

const HEAD = 'version: 1\nprefix: PROJ\nproject: demo\n';

function refusal(act: () => unknown): { code: string; message: string; hint: string; details: Record<string, unknown> } {
  try {
    act();
  } catch (error) {
    return error as never;
  }
  throw new Error('nothing was refused');
}

/** What may read settings: the core and the command line, without the settings' own code, help and schemas. */
function sourceTexts(): string[] {
  const root = fileURLToPath(new URL('../../../', import.meta.url));
  return ['shared', 'cli'].flatMap((folder) => readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => path.endsWith('.ts') && !/^(shared\/settings|cli\/(verbs|help|schema|completion))\//.test(path.replaceAll('\\', '/')))
    .map((path) => readFileSync(join(root, path), 'utf8')));
}

describe('the table of settings', () => {
  test.each(SETTING_KEYS.map((key) => [key]))('%s: its default is a value that it allows, and can be given as text', (key) => {
    const { type, default: standard, description } = SETTING_DEFINITIONS[key];
    expect(type.fromYaml(standard as PropertyValue)).toEqual(standard);
    expect(parseSettingInput(key, settingText(standard as PropertyValue))).toEqual(standard);
    expect(description).toMatch(/^[A-Z].*\.$/);
  });

  test('has a model for each role that an agent may hold, and none for a person', () => {
    const models = SETTING_KEYS.filter((key) => key.startsWith('model.'));
    expect(models).toEqual(ROLES.filter((role) => role !== 'human').map((role) => `model.${role}`));
  });

  test('says of a setting that it is for a later feature exactly when no code reads it', () => {
    const read = sourceTexts().join('\n');
    for (const key of SETTING_KEYS) {
      const isRead = read.includes(`'${key}'`) || read.includes(`settings.${key}`);
      expect([key, SETTING_DEFINITIONS[key].later === undefined]).toEqual([key, isRead]);
    }
  });

  test('knows the statuses that stories have', () => {
    expect(BUILT_IN_STATUSES).toEqual(STATUSES);
  });

  test('is what docs/settings.md shows', () => {
    const rows = listSettings(defaultConfig({ prefix: 'P', project: 'p', scope: 'both' })).map(
      ({ key, default: standard, allowed, description, later }) =>
        `| \`${key}\` | ${settingText(standard) === '' ? '–' : `\`${settingText(standard).replaceAll('|', '\\|')}\``} | ${allowed.replaceAll('|', '\\|')} | ${description} | ${later ?? ''} |`,
    );
    const page = readFileSync(new URL('../../../docs/settings.md', import.meta.url), 'utf8');
    expect(page).toContain(`${['| key | default | allowed | meaning | to be read by |', '|---|---|---|---|---|', ...rows].join('\n')}\n`);
  });
});

describe('a value from the command line', () => {
  test.each<[key: string, text: string, value: PropertyValue]>([
    ['claim.lease', '90m', '90m'],
    ['claim.limit', '2', 2],
    ['workflow.fsm', 'true', true],
    ['gates.evidence', 'off', 'off'],
    ['workflow.custom_statuses', 'in-review, on-hold', ['in-review', 'on-hold']],
    ['workflow.custom_statuses', '', []],
    ['policy.actors', 'dev-*=developer, a=b=pm', { 'dev-*': 'developer', 'a=b': 'pm' }],
    ['policy.actors', '', {}],
    ['policy.actors', '__proto__=pm', JSON.parse('{"__proto__":"pm"}') as PropertyValue],
    ['workflow.exit_rules', 'blocked=open|deferred', { blocked: ['open', 'deferred'] }],
    ['system_vault', ' ../company ', '../company'],
    ['knowledge.domains', 'dev-tools-cli, games', ['dev-tools-cli', 'games']],
    ['model.sr-pm', ' large ', 'large'],
    ['model.developer', '', ''],
    ['dnf.max_iterations', '5', 5],
    ['default_scope', 'project', 'project'],
    ['system_vault', '', ''],
  ])('%s %j is %j', (key, text, value) => {
    const given = parseSettingInput(key, text);
    expect(JSON.stringify(given)).toBe(JSON.stringify(value));
    expect(JSON.stringify(parseSettingInput(key, settingText(given)))).toBe(JSON.stringify(value));
  });

  test.each([
    ['claim.lease', '4'], ['claim.lease', '0h'], ['claim.limit', '0'], ['claim.limit', '1.5'], ['claim.limit', 'two'], ['claim.limit', '-1'], ['claim.limit', '101'], ['workflow.fsm', 'on'],
    ['workflow.fsm', 'TRUE'], ['gates.evidence', 'Required'], ['integrity.on_drift.other', 'ask'], ['workflow.custom_statuses', 'In Review'], ['workflow.custom_statuses', 'a,a'],
    ['policy.actors', 'dev'], ['policy.actors', 'dev-*=boss'], ['policy.actors', '=pm'], ['workflow.exit_rules', 'blocked'], ['workflow.exit_rules', 'Blocked=open'], ['system_vault', 'a\nb'],
    ['knowledge.domains', 'Dev Tools'], ['knowledge.domains', 'dev-'], ['knowledge.domains', 'a,a'], ['model.pm', 'a\nb'], ['dnf.max_iterations', '6'], ['dnf.max_iterations', '0'],
    ['project_vault_git', 'yes'], ['default_scope', 'both'],
  ])('%s %j is refused with what is allowed', (key, text) => {
    const { code, message, details, hint } = refusal(() => parseSettingInput(key, text));
    expect([code, message]).toEqual(['E_USAGE', `${key}: ${JSON.stringify(text)} is not allowed.`]);
    expect(details).toEqual({ key, allowed: SETTING_DEFINITIONS[key as 'claim.lease'].type.allowed });
    expect(hint).toContain('Allowed: ');
  });

  test.each([
    ['claim.leese', 'claim.lease'], ['claimlease', 'claim.lease'], ['CLAIM.LEASE', 'claim.lease'], ['lease', 'claim.lease'], ['objects.keep', 'objects.keep_days'], ['fsm', 'workflow.fsm'],
    ['integrity.on_drift.protcted', 'integrity.on_drift.protected'], ['bug-fast-track', 'bug_fast_track'], ['__proto__', null], ['constructor', null], ['nonsense', null], ['', null],
  ])('for %j is refused, and %j is suggested', (key, near) => {
    const { code, details } = refusal(() => parseSettingInput(key, 'x'));
    expect([code, details]).toEqual(['E_USAGE', { key, suggestion: near }]);
  });
});

describe('a new configuration', () => {
  test('reads back as it was made, with its comments, whatever settings it has', () => {
    const assignment = fc.constantFrom(
      'claim.lease=2h', 'claim.limit=5', 'gates.evidence=off', 'policy.actors=dev-*=developer,@x=pm', 'workflow.fsm=true', 'workflow.custom_statuses=qa,on-hold',
      'workflow.exit_rules=blocked=open', 'system_vault=C: drive/#1', 'integrity.on_drift.other=refuse', 'objects.keep_days=0',
    );
    fc.assert(
      fc.property(fc.array(assignment, { maxLength: 5 }), fc.constantFrom('demo', 'yes', '00123', 'a: b', '日本 #1', '"q"'), fc.constantFrom('system', 'project', 'both' as const), (assignments, project, scope) => {
        const config = withSettings(defaultConfig({ prefix: 'PROJ', project, scope: scope }), assignments);
        const text = initialConfigText(config);
        expect(JSON.stringify(readConfig(text))).toBe(JSON.stringify(config));
        expect(configWarnings(text)).toEqual([]);
        expect(text).toMatch(/^# Configuration of this Touchstone vault/);
      }),
      { numRuns: 200 },
    );
  });

  test('has a golden text', () => {
    const config = withSettings(defaultConfig({ prefix: 'SHOP', project: 'web shop', scope: 'both' }), ['claim.lease=2h', 'policy.actors=dev-*=developer']);
    expect(initialConfigText(config)).toBe(readFileSync(new URL('../../golden/settings/config.yaml', import.meta.url), 'utf8'));
  });

  test.each([
    [{ prefix: '', project: 'p', scope: 'both' }, /prefix/],
    [{ prefix: '1A', project: 'p', scope: 'both' }, /prefix/],
    [{ prefix: 'A-B', project: 'p', scope: 'both' }, /prefix/],
    [{ prefix: 'ABCDEFGHIJKLMNOPQ', project: 'p', scope: 'both' }, /prefix/],
    [{ prefix: 'prop', project: 'p', scope: 'both' }, /PROP is the prefix of proposals/],
    [{ prefix: 'P', project: ' ', scope: 'both' }, /name of a project/],
    [{ prefix: 'P', project: 'a\nb', scope: 'both' }, /name of a project/],
    [{ prefix: 'P', project: 'p', scope: 'all' }, /no scope/],
  ])('refuses %j', (given, message) => {
    const refused = refusal(() => defaultConfig(given as Parameters<typeof defaultConfig>[0]));
    expect(refused.code).toBe('E_USAGE');
    expect(refused.message).toMatch(message);
  });

  test.each(['claim.lease', '=2h', 'claim.lease 2h', 'claim.lease=soon', 'nothing=1', 'workflow.sequence=open,elsewhere'])('refuses the assignment %j', (assignment) => {
    expect(refusal(() => withSettings(defaultConfig({ prefix: 'P', project: 'p', scope: 'both' }), [assignment])).code).toBe('E_USAGE');
  });
});

describe('a configuration', () => {
  test('takes defaults for what it leaves out', () => {
    expect(readConfig(HEAD)).toEqual(defaultConfig({ prefix: 'PROJ', project: 'demo', scope: 'both' }));
    expect(readConfig(`\ufeff${HEAD.replaceAll('\n', '\r\n')}`)).toEqual(readConfig(HEAD));
  });

  test.each<[text: string, key: string, value: unknown]>([
    ['claim.lease: 30m # short\n', 'claim.lease', '30m'],
    ['policy.actors:\n  "dev-*": developer # all\n  pm-1: pm\n', 'policy.actors', { 'dev-*': 'developer', 'pm-1': 'pm' }],
    ['policy.actors:\n', 'policy.actors', {}],
    ['workflow.custom_statuses: qa\n', 'workflow.custom_statuses', ['qa']],
    ['workflow.exit_rules: {blocked: [open], deferred: open}\n', 'workflow.exit_rules', { blocked: ['open'], deferred: ['open'] }],
    ['workflow.exit_rules:\n  blocked:\n    - open\n', 'workflow.exit_rules', { blocked: ['open'] }],
    ['system_vault:\n', 'system_vault', ''],
  ])('takes settings in any style of YAML: %j', (text, key, value) => {
    expect(readConfig(HEAD + text).settings[key as 'claim.lease']).toEqual(value);
  });

  test('takes folders, and keeps the default of those it leaves out', () => {
    const { folders } = readConfig(`${HEAD}folders:\n  stories: work/stories\n  system: [shared]\n`);
    expect(folders).toEqual({ stories: 'work/stories', knowledge: 'knowledge', inbox: '_inbox', templates: '_templates', archive: '_archive', system: ['shared'] });
  });

  test.each<[text: string, code: string, message: RegExp, line: number | null]>([
    ['version: 1\nprefix: @x\n', 'E_INTEGRITY', /line 2: this can't be read/, 2],
    ['- a\n', 'E_INTEGRITY', /found a list/, 1],
    ['prefix: P\nproject: p\n', 'E_INTEGRITY', /names no version/, null],
    ['version: 2\nprefix: P\nproject: p\n', 'E_INTEGRITY', /is of version 2/, null],
    ['version: "1"\nprefix: P\nproject: p\n', 'E_INTEGRITY', /is of version "1"/, null],
    ['version: 1\nproject: p\n', 'E_USAGE', /prefix: null is no prefix/, null],
    ['version: 1\nprefix: 007\nproject: p\n', 'E_USAGE', /line 2: prefix: 7 is no prefix/, 2],
    ['version: 1\nprefix: P\nproject: [p]\n', 'E_USAGE', /line 3: project/, 3],
    [`${HEAD}scope: all\n`, 'E_USAGE', /line 4: scope: "all" is no scope/, 4],
    [`${HEAD}claim.lease: 4\n`, 'E_USAGE', /line 4: claim\.lease: 4 is not allowed/, 4],
    [`${HEAD}workflow.fsm: off\n`, 'E_USAGE', /workflow\.fsm: "off" is not allowed/, 4],
    [`${HEAD}policy.actors: {x: {}}\n`, 'E_USAGE', /policy\.actors/, null],
    [`${HEAD}policy.actors: [x]\n`, 'E_USAGE', /policy\.actors/, 4],
    [`${HEAD}workflow.custom_statuses: [open]\n`, 'E_USAGE', /open is a status already/, 4],
    [`${HEAD}workflow.sequence: [open, qa]\n`, 'E_USAGE', /there is no status qa/, 4],
    [`${HEAD}workflow.sequence: []\n`, 'E_USAGE', /at least two statuses/, 4],
    [`${HEAD}workflow.exit_rules: &x {qa: [open]}\n`, 'E_USAGE', /there is no status qa/, null],
    [`${HEAD}folders: stories\n`, 'E_USAGE', /folders: this is no map/, 4],
    [`${HEAD}folders:\n  stories: 5\n`, 'E_USAGE', /folders\.stories: this is no folder/, 4],
    [`${HEAD}folders:\n  system: shared\n`, 'E_USAGE', /folders\.system: this is no list/, 4],
    [`${HEAD}folders:\n  stories: knowledge/stories\n`, 'E_USAGE', /also in folders\.knowledge/, 4],
    [`${HEAD}folders:\n  stories: Knowledge\n`, 'E_USAGE', /also in folders\./, 4],
    [`${HEAD}folders:\n  inbox: decisions/in\n`, 'E_USAGE', /also in folders\.system \(decisions\)/, 4],
  ])('is refused with file and line: %j', (text, code, message, line) => {
    const refused = refusal(() => readConfig(text));
    expect(refused.code).toBe(code);
    expect(refused.message).toMatch(message);
    expect(refused.message).toContain('.touchstone/config.yaml');
    if (line !== null) expect(refused.details['line']).toBe(line);
  });

  test.each(['', '.', '..', '../x', '/x', 'a//b', 'a/../b', '.obsidian', 'a/.git', 'a/', 'C:\\x', 'a:b', ' a', 'a*', 'a|b', 'x\u0000y'])('has no folder %j', (folder) => {
    const text = editYamlFile(`${HEAD}folders:\n  stories: x\n`, { folders: { stories: folder } });
    expect(readYamlFile(text).kind).toBe('properties');
    expect(refusal(() => readConfig(text))).toMatchObject({ code: 'E_USAGE', message: expect.stringContaining('is no folder of the vault') as string });
  });

  test('tolerates keys of others, and names them', () => {
    const text = `${HEAD}# mine\nclaim.leas: 2h\nsomething: [else]\n__proto__: 1\n`;
    expect(readConfig(text).settings).toEqual(readConfig(HEAD).settings);
    expect(configWarnings(text)).toEqual([
      '.touchstone/config.yaml, line 5: claim.leas is no setting; did you mean claim.lease?',
      '.touchstone/config.yaml, line 6: something is no setting.',
      '.touchstone/config.yaml, line 7: __proto__ is no setting.',
    ]);
  });
});
