// Which version of the plugin a vault has, and what putting ours there means.
import { TouchstoneError } from '../../../shared/errors';

/** Our own id, and the name of the plugin's folder. */
export const PLUGIN_ID = 'touchstone';

export const INSTALL_OUTCOMES = ['installed', 'upgraded', 'downgraded', 'replaced', 'unchanged'] as const;
export type InstallOutcome = typeof INSTALL_OUTCOMES[number];

/** The version in the text of a manifest; `null` when it is none of ours. */
export function versionIn(manifest: string): string | null {
  try {
    const { id, version } = (JSON.parse(manifest) ?? {}) as { id?: unknown; version?: unknown };
    return id === PLUGIN_ID && typeof version === 'string' && /^\d+\.\d+\.\d+$/.test(version) ? version : null;
  } catch {
    return null;
  }
}

export interface Installed {
  /** Text of its manifest, `null` when there is none. */
  manifest: string | null;
  /** Whether every file is there, byte for byte as ours. */
  isOurs: boolean;
}

/** @throws E_POLICY for a newer version, or a manifest that is not ours, without `force` */
export function installOutcome({ manifest, isOurs }: Installed, version: string, { folder, force }: { folder: string; force: boolean }): InstallOutcome {
  if (isOurs) return 'unchanged';
  if (manifest === null) return 'installed';
  const before = versionIn(manifest);
  const order = before === null ? 0 : compareVersions(before, version);
  if (!force && before === null) throw refusal(`\`${folder}/manifest.json\` is not one of Touchstone's, so what is in that folder stays.`, 'Move the folder away; or, to replace what it holds', { folder });
  if (!force && order > 0) throw refusal(`The vault has Touchstone ${before}, which is newer than ${version}.`, 'Install a newer touchstone; or, to go back', { folder, found: before, version });
  if (order === 0) return 'replaced';
  return order > 0 ? 'downgraded' : 'upgraded';
}

function refusal(message: string, hint: string, details: Record<string, unknown>): TouchstoneError {
  return new TouchstoneError('E_POLICY', message, { hint: `${hint}: touchstone obsidian install --force`, details });
}

/** Below 0 when `left` is the older; both `x.y.z`. */
function compareVersions(left: string, right: string): number {
  const [numbers, others] = [left, right].map((version) => version.split('.').map(Number)) as [number[], number[]];
  return numbers.map((number, at) => number - (others[at] ?? 0)).find((difference) => difference !== 0) ?? 0;
}
