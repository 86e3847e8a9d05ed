// `vaults`: the vaults that Obsidian knows on this machine, from its own list. Read only.
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, join } from 'node:path';
import { TouchstoneError } from '../../shared/errors';
import { listAnswer } from '../answer';
import { isVault } from '../find-vault';
import { readListOptions } from '../list-options';
import type { Column } from '../output/table';
import type { Context, Run } from '../verb';

interface KnownVault {
  id: string;
  name: string;
  path: string;
  /** RFC 3339; `null` when the app never said. */
  last_opened: string | null;
  open: boolean;
  exists: boolean;
  governed: boolean;
}

const FIELDS = ['id', 'name', 'path', 'last_opened', 'open', 'exists', 'governed'] as const;

const COLUMNS: readonly Column<KnownVault>[] = [
  { title: 'name', cell: ({ name }) => name },
  { title: 'path', cell: ({ path }) => path, flexible: true },
  { title: 'is', cell: ({ exists, open, governed }) => [exists ? '' : 'gone', open ? 'open' : '', governed ? 'governed' : ''].filter((word) => word !== '').join(', ') },
];

export const vaults: Run = (call) => listAnswer(readListOptions(call, FIELDS), {
  rows: knownVaults(join(configFolder(call.context.env), 'obsidian', 'obsidian.json')),
  columns: COLUMNS,
  empty: 'Obsidian knows no vaults here.',
});

/** Where programs of this platform keep their settings. */
function configFolder(env: Context['env']): string {
  const home = env['HOME'] ?? homedir();
  if (process.platform === 'darwin') return join(home, 'Library', 'Application Support');
  if (process.platform === 'win32') return env['APPDATA'] ?? join(home, 'AppData', 'Roaming');
  const chosen = env['XDG_CONFIG_HOME'];
  return chosen === undefined || chosen === '' ? join(home, '.config') : chosen;
}

function knownVaults(file: string): KnownVault[] {
  if (!existsSync(file)) return [];
  let list: unknown;
  try {
    list = (JSON.parse(readFileSync(file, 'utf8')) as { vaults?: unknown } | null)?.vaults;
  } catch {
    throw new TouchstoneError('E_INTEGRITY', `Obsidian's list of vaults can't be read: ${file} is no JSON.`, { hint: 'Open Obsidian, which writes it anew.', details: { path: file } });
  }
  const entries: [string, unknown][] = typeof list === 'object' && list !== null ? Object.entries(list) : [];
  return entries.flatMap(([id, entry]) => knownVault(id, entry)).sort((a, b) => (a.path < b.path ? -1 : 1));
}

function knownVault(id: string, entry: unknown): KnownVault[] {
  const { path, ts, open } = (typeof entry === 'object' && entry !== null ? entry : {}) as { path?: unknown; ts?: unknown; open?: unknown };
  if (typeof path !== 'string' || path === '') return [];
  return [{
    id, name: basename(path), path, open: open === true, exists: existsSync(path), governed: isVault(path),
    last_opened: typeof ts === 'number' && Math.abs(ts) < 8.64e15 ? `${new Date(ts).toISOString().slice(0, 19)}Z` : null,
  }];
}
