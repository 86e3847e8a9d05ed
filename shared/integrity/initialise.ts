// Makes a folder a governed vault: writes its settings and takes the first baseline of whatever notes are there.
import { TouchstoneError } from '../errors';
import { readConfig } from '../settings/definitions';
import { stateOfText } from '../story/governed';
import type { Actor } from '../policy/actor';
import type { Io } from '../vault/io';
import { wait } from '../vault/io';
import { freshSources } from '../vault/note-rows';
import { runOperation } from '../vault/operation';
import type { OperationResult } from '../vault/operation';
import { CONFIG_PATH } from '../vault/paths';
import type { PlannedRecord, Planner } from '../vault/plan';
import type { Ports } from '../vault/ports';

export interface InitialisedItem {
  path: string;
  prefix: string;
  project: string;
  scope: string;
  /** Notes that were there already and are baselined now. */
  baselined: number;
}

/** Objects, caches, the lock and the stage are this machine's; the ledger and the settings belong to the vault. */
const GITIGNORE = 'local/\n';

/**
 * Initialises the vault behind `ports` with the given text of `config.yaml`.
 * E_USAGE when it is governed already, or when the text is no valid configuration.
 */
export function* initialiseVault(
  ports: Ports,
  actor: Actor,
  configText: string,
  options: { dryRun?: boolean } = {},
): Io<OperationResult<InitialisedItem>> {
  const config = readConfig(configText);
  // eslint-disable-next-line require-yield -- the configuration is known; the port need not be asked
  const vault = { ports, config, sources: freshSources(ports), reload: function* () { return config; } };
  const result = yield* runOperation(vault, actor, planInitialisation(configText), options);
  if (!options.dryRun) yield* wait(ports.state.writeSynced('.gitignore', new TextEncoder().encode(GITIGNORE)));
  return result;
}

function planInitialisation(configText: string): Planner<InitialisedItem> {
  return function* (view) {
    if (yield* view.note(CONFIG_PATH)) {
      throw new TouchstoneError('E_USAGE', 'This folder is a governed vault already.', {
        hint: 'See how it stands with `touchstone status`; change its settings with `touchstone settings set`.',
        details: { path: CONFIG_PATH },
      });
    }
    const records: PlannedRecord[] = [];
    for (const path of yield* view.paths('')) {
      const snapshot = yield* view.note(path);
      if (!snapshot) continue;
      const state = snapshot.text === null ? null : yield* stateOfText(view, snapshot.text);
      records.push({ path, after: snapshot.sha256, ...(state && { state }) });
    }
    const { prefix, project, scope } = view.config;
    return {
      plan: { op: 'vault.init', kind: 'system', writes: [{ path: CONFIG_PATH, content: configText, before: null }], records },
      item: { path: CONFIG_PATH, prefix, project, scope, baselined: records.length },
    };
  };
}
