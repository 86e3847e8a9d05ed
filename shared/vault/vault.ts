// An opened vault: its configuration and the ports it is reached through.
import { TouchstoneError } from '../errors';
import type { Actor } from '../policy/actor';
import type { Config } from '../settings/config';
import { readConfig } from '../settings/read-config';
import { decodeNote } from './bytes';
import type { Io } from './io';
import { wait } from './io';
import { LiveView } from './live-view';
import type { Sources } from './note-rows';
import { freshSources } from './note-rows';
import { CONFIG_PATH } from './paths';
import type { Ports } from './ports';
import type { VaultView } from './view';

export interface Vault {
  readonly ports: Ports;
  readonly config: Config;
  readonly sources: Sources;
  /** The configuration as it is now. */
  reload(): Io<Config>;
}

/** Opens the vault behind the ports. E_NOT_FOUND when it is not governed, E_INTEGRITY when its settings can't be read. */
export function* openVault(ports: Ports, sources: Sources = freshSources(ports)): Io<Vault> {
  return { ports, config: yield* loadConfig(ports), sources, reload: () => loadConfig(ports) };
}

/** The configuration that was read last, and the text that says so: every write asks again, and it is nearly always the same. */
let known: { text: string; config: Config } | null = null;

/** Answers a question: takes no lock, writes nothing but caches. */
export function* query<T>(vault: Vault, actor: Actor, read: (view: VaultView) => Io<T>): Io<T> {
  const baselines = vault.sources.baselines();
  yield* baselines.refresh();
  const answer = yield* read(new LiveView(vault.ports, vault.config, actor, baselines, vault.sources));
  yield* baselines.save();
  return answer;
}

function* loadConfig(ports: Ports): Io<Config> {
  const bytes = yield* wait(ports.notes.read(CONFIG_PATH));
  if (!bytes) {
    throw new TouchstoneError('E_NOT_FOUND', `This vault has no \`${CONFIG_PATH}\`.`, {
      hint: 'Run `touchstone init` in its folder, or restore the file from git.',
    });
  }
  const text = decodeNote(bytes);
  if (text === null) {
    throw new TouchstoneError('E_INTEGRITY', `\`${CONFIG_PATH}\` is not valid UTF-8.`, {
      hint: 'Restore the file from git or from a backup.',
      details: { path: CONFIG_PATH },
    });
  }
  if (text !== known?.text) known = { text, config: readConfig(text) };
  return known.config;
}
