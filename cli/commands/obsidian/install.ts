// `obsidian install`: the plugin that this program brings goes into the vault's plugin folder and is turned on. Only the
// app's settings are written, so nothing is ledgered (`decisions.md` 9), and nothing is followed out of the vault.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TouchstoneError } from '../../../shared/errors';
import { AppSettings } from '../../../shared/node/app-settings';
import type { Paint } from '../../paint';
import type { Run } from '../../verb';
import { ENABLED_PLUGINS, withPlugin } from './enabled-plugins';
import { installOutcome, PLUGIN_ID, versionIn, type InstallOutcome } from './plugin-version';

/** Beside the program, where the build puts it. */
const FOLDER = join(__dirname, '..', 'plugin');
/** The manifest comes last: without it the app does not look at the others. */
const FILES = ['main.js', 'styles.css', 'manifest.json'] as const;
const PLACE = `plugins/${PLUGIN_ID}`;

interface Installation {
  folder: string;
  version: string;
  version_before: string | null;
  outcome: InstallOutcome;
  turned_on: boolean;
  /** Files that were written, or would be. */
  files: string[];
  dry_run: boolean;
}

interface File {
  name: string;
  bytes: Uint8Array;
  /** As the vault has it; `null` when it has none. */
  before: Uint8Array | null;
}

export const install: Run = ({ context, option, flag }) => {
  // Whoever changes what others see has a name, though these files are not ledgered.
  context.actor();
  const settings = new AppSettings(context.vault().ports.place, option('config-folder'));
  const isNew = !settings.exists;
  const files = FILES.map((name): File => ({ name, bytes: shipped(name), before: settings.readBytes(`${PLACE}/${name}`) }));
  const version = shippedVersion();
  const manifest = settings.read(`${PLACE}/manifest.json`);
  const folder = `${settings.name}/${PLACE}`;
  const changed = files.filter(({ bytes, before }) => before === null || Buffer.compare(bytes, before) !== 0);
  const outcome = installOutcome({ manifest, isOurs: changed.length === 0 }, version, { folder, force: flag('force') });
  const list = settings.read(ENABLED_PLUGINS);
  const longer = withPlugin(list, PLUGIN_ID);
  if (!flag('dry-run')) {
    for (const { name, bytes } of changed) settings.put(`${PLACE}/${name}`, bytes);
    if (longer !== null) settings.replace(ENABLED_PLUGINS, list, longer);
  }
  const installation: Installation = {
    folder,
    version,
    version_before: manifest === null ? null : versionIn(manifest),
    outcome,
    turned_on: longer !== null,
    files: [...changed.map(({ name }) => `${folder}/${name}`), ...(longer === null ? [] : [`${settings.name}/${ENABLED_PLUGINS}`])],
    dry_run: flag('dry-run'),
  };
  return { data: installation, text: (paint) => summary(installation, isNew ? settings.name : null, paint), brief: folder };
};

function shipped(name: string): Uint8Array {
  const file = join(FOLDER, name);
  if (existsSync(file)) return readFileSync(file);
  throw new TouchstoneError('E_NOT_FOUND', `This touchstone does not bring the plugin: ${file} is missing.`, {
    hint: 'Install touchstone again; in a clone, npm run build makes it.',
    details: { path: file },
  });
}

function shippedVersion(): string {
  return versionIn(new TextDecoder().decode(shipped('manifest.json'))) ?? '';
}

const DONE: Readonly<Record<InstallOutcome, (installation: Installation) => string>> = {
  installed: ({ version, folder }) => `Installed Touchstone ${version} in ${folder}`,
  upgraded: ({ version, version_before: before, folder }) => `Upgraded Touchstone from ${before} to ${version} in ${folder}`,
  downgraded: ({ version, version_before: before, folder }) => `Went back from Touchstone ${before} to ${version} in ${folder}`,
  replaced: ({ version, folder }) => `Replaced what was in ${folder} by Touchstone ${version}`,
  unchanged: ({ version, folder }) => `Touchstone ${version} was in ${folder}`,
};

/** @param made the configuration folder, when the vault had none */
function summary(installation: Installation, made: string | null, paint: Paint): string {
  const { outcome, turned_on: turnedOn, folder, files, dry_run: dryRun } = installation;
  if (files.length === 0) return `Nothing to do: Touchstone ${installation.version} is in ${folder} and turned on.`;
  if (dryRun) return [paint.yellow('Dry run: nothing was written. These files would be:'), ...files.map((file) => `  ${file}`)].join('\n');
  return [
    `${DONE[outcome](installation)}; ${turnedOn ? 'turned it on' : 'it is turned on'}.`,
    ...(made === null ? [] : [`${made} is new: the vault had no settings of Obsidian yet.`]),
    'A vault that is open in Obsidian needs a reload to see it. In restricted mode, which Obsidian asks about when it first',
    'opens a vault with plugins, turn on community plugins in its settings.',
  ].join('\n');
}
