// What `.touchstone/config.yaml` says of a vault, typed. `definitions.ts` has the settings' defaults and texts.
import type { AgentRole, Role } from '../policy/actor';

export type Scope = 'system' | 'project' | 'both';
export type DriftPolicy = 'refuse' | 'adopt';
/** Whether git carries the vault; `ask` while nobody has decided. */
export type VaultGit = 'tracked' | 'ignored' | 'ask';

/** Per role, the model tier that an agent in it is started with; empty for whatever the host of agents chooses. */
type ModelSettings = { [Key in `model.${AgentRole}`]: string };

/** Values by key; durations are texts such as `4h` (`duration.ts` reads them). */
export interface Settings extends ModelSettings {
  'claim.lease': string;
  'claim.limit': number;
  'rejections.limit': number;
  'integrity.on_drift.protected': DriftPolicy;
  'integrity.on_drift.stories': DriftPolicy;
  'integrity.on_drift.other': DriftPolicy;
  /** Days that object versions are kept, whatever their number. */
  'objects.keep_days': number;
  /** Versions of one note that are kept, whatever their age. */
  'objects.keep_versions': number;
  'gates.evidence': 'required' | 'warn' | 'off';
  /** Pattern of actor names (`*` matches any run) to the role that such an actor has. */
  'policy.actors': Record<string, Role>;
  'proposal_expiry_days': number;
  'workflow.fsm': boolean;
  'workflow.sequence': string[];
  /** Status to the statuses that it may be left for. */
  'workflow.exit_rules': Record<string, string[]>;
  'workflow.custom_statuses': string[];
  'bug_fast_track': boolean;
  /** Path of the system vault that `system:` references name, or empty. */
  'system_vault': string;
  /** A change of it also writes `.gitignore` in the vault's folder (`git-block.ts`). */
  'project_vault_git': VaultGit;
  /** Where knowledge goes when its author doesn't say. */
  'default_scope': Exclude<Scope, 'both'>;
  'auto_capture': boolean;
  'stack_detection': boolean;
  'session_start_max_notes': number;
  /** The vocabulary of the property `domain` of knowledge notes. */
  'knowledge.domains': string[];
  'dnf.specialist_review': boolean;
  'dnf.max_iterations': number;
  'architecture.c4': boolean;
  'loop.persist_across_sessions': boolean;
}

export interface Folders {
  stories: string;
  knowledge: string;
  inbox: string;
  templates: string;
  archive: string;
  /** Folders of system scope: protected, agents propose. */
  system: string[];
}

export interface Config {
  version: 1;
  prefix: string;
  project: string;
  scope: Scope;
  folders: Folders;
  settings: Settings;
}
