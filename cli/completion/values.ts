// What an argument or an option's value may be: from its choices, from tables of the core, or from the vault.
import { nodePorts } from '../../shared/node/open';
import { ROLES } from '../../shared/policy/actor';
import { BUILT_IN_STATUSES } from '../../shared/settings/rules';
import { SETTING_DEFINITIONS, SETTING_KEYS } from '../../shared/settings/table';
import { runSync, type Io } from '../../shared/vault/io';
import { openVault, query, type Vault } from '../../shared/vault/vault';
import type { VaultView } from '../../shared/vault/view';
import { readingActor } from '../actor';
import { findVault } from '../find-vault';
import type { Environment } from '../output/terminal';
import { portOptions } from '../port-options';
import { folderCandidates, noteCandidates, proposalCandidates, storyCandidates, type Candidate } from './candidates';

/** An argument or option of a verb's table. */
interface Place {
  noun: string | null;
  name: string;
  /** The placeholder of an option's value, `<story>`; empty for an argument. */
  value: string;
  choices?: readonly string[] | undefined;
}

interface Surroundings {
  current: string;
  /** As named by `--vault`. */
  vault: string | undefined;
  env: Environment;
}

/** Nothing where names of files are best, or nobody can know. */
export async function valuesOf(place: Place, around: Surroundings): Promise<readonly Candidate[]> {
  if (place.choices !== undefined) return place.choices.map((value) => ({ value }));
  const what = place.value === '' ? place.name : place.value.slice(1, -1);
  const ask = (read: (view: VaultView) => Io<Candidate[]>): Candidate[] => askVault(around, read);
  if (place.name === 'folder' && place.noun !== null) return ask((view) => folderCandidates(view, around.current));
  switch (what) {
    case 'story':
    case 'blocker': return ask((view) => storyCandidates(view, around.current));
    case 'note':
    case 'learning': return ask((view) => noteCandidates(view, around.current));
    case 'proposal': return ask(proposalCandidates);
    case 'role': return ROLES.map((value) => ({ value }));
    case 'shell': return ['bash', 'zsh', 'fish'].map((value) => ({ value }));
    case 'key': return place.noun === 'settings' ? settingCandidates() : [];
    case 'kind': return place.noun === null ? (await import('../commands/schema')).schemaKinds().map((value) => ({ value })) : [];
    case 'status': return [...BUILT_IN_STATUSES, ...vaultAt(around).config.settings['workflow.custom_statuses']].map((value) => ({ value }));
    case 'domain': return vaultAt(around).config.settings['knowledge.domains'].map((value) => ({ value }));
    default: return [];
  }
}

function settingCandidates(): Candidate[] {
  return SETTING_KEYS.map((value) => ({ value, about: SETTING_DEFINITIONS[value].description }));
}

function vaultAt({ vault, env }: Surroundings): Vault {
  return runSync(openVault(nodePorts(findVault(vault, env['TOUCHSTONE_VAULT'], process.cwd()), portOptions(env))));
}

/** Who asks makes no difference to what there is. */
function askVault(around: Surroundings, read: (view: VaultView) => Io<Candidate[]>): Candidate[] {
  const vault = vaultAt(around);
  const actor = readingActor({ as: undefined, role: undefined, session: undefined, env: {}, interactive: false }, vault.config);
  return runSync(query(vault, actor, read));
}
