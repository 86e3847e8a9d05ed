// Opens the vault that the app shows: which ports, which settings, and whether decisions are possible here at all.
import type { App } from 'obsidian';
import { FileSystemAdapter } from 'obsidian';
import { defaultConfig } from '../../shared/settings/definitions';
import { Baselines } from '../../shared/vault/baselines';
import type { NoteReader } from '../../shared/vault/note-index';
import type { NoteRows } from '../../shared/vault/note-rows';
import { CONFIG_PATH } from '../../shared/vault/paths';
import type { Ports } from '../../shared/vault/ports';
import type { Vault } from '../../shared/vault/vault';
import { openVault } from '../../shared/vault/vault';
import { phonePorts } from '../ports/phone';
import { KeptRows } from './kept-rows';
import { runSliced } from './slices';
import type { Standing } from './standing';
import { NO_LEDGER_HERE, NOT_GOVERNED } from './standing';

export interface OpenedVault {
  vault: Vault;
  baselines: Baselines;
  rows: KeptRows;
  /** Why nothing can be decided here, whoever is asked; `null` when decisions are possible. */
  obstacle: Standing | null;
}

/** Stands for the settings of a vault that has none here, so that its notes can be shown. */
const PREFIX_WITHOUT_SETTINGS = 'VAULT';

/** @throws TouchstoneError when the vault is governed and its settings can't be read. */
export async function openAppVault(app: App): Promise<OpenedVault> {
  const ports = await portsOf(app);
  const baselines = new Baselines(ports);
  const isGoverned = (await ports.notes.read(CONFIG_PATH)) !== null;
  let vault: Vault | null = null;
  const rows = new KeptRows(ports, baselines, () => vault?.config.folders.stories ?? '', (path) => app.vault.getFileByPath(path)?.stat ?? null);
  const sources = { baselines: () => baselines, rows: (_config: unknown, _reader: NoteReader): NoteRows => rows };
  vault = isGoverned ? await runSliced(openVault(ports, sources)) : ungoverned(ports, sources);
  return { vault, baselines, rows, obstacle: obstacleOf(isGoverned, app) };
}

async function portsOf(app: App): Promise<Ports> {
  const { adapter } = app.vault;
  if (!(adapter instanceof FileSystemAdapter)) return phonePorts(app);
  const { desktopPorts } = await import('../desktop');
  return desktopPorts(adapter.getBasePath(), app.vault);
}

function obstacleOf(isGoverned: boolean, app: App): Standing | null {
  if (isGoverned) return null;
  return app.vault.adapter instanceof FileSystemAdapter ? NOT_GOVERNED : NO_LEDGER_HERE;
}

function ungoverned(ports: Ports, sources: Vault['sources']): Vault {
  const config = defaultConfig({ prefix: PREFIX_WITHOUT_SETTINGS, project: 'vault', scope: 'both' });
  // eslint-disable-next-line require-yield -- there is no file to ask
  return { ports, config, sources, reload: function* () { return config; } };
}
