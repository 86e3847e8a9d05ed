// The nouns of the command line and where their verbs' tables are; a table is loaded when its noun was named.
import type { NOUN_NAMES } from './noun-names';
import type { Verb } from './verb';

export interface Noun {
  /** What its verbs are about, one line, for the overview. */
  summary: string;
  load: () => Promise<readonly Verb[]>;
  /** What a word that is no verb stands for (`settings key=value` for `settings set`); `null` when for nothing. */
  shorthand?: (word: string) => { verb: string; args: readonly string[] } | null;
}

/** In the order of the overview. */
export const NOUNS: Readonly<Record<string, Noun>> = {
  story: { summary: 'The backlog: from a claim to an accepted delivery', load: async () => (await import('./verbs/story')).storyVerbs },
  note: { summary: 'Any note of the vault', load: async () => (await import('./verbs/note')).noteVerbs },
  learning: { summary: 'What finished work taught, until a story takes it up', load: async () => (await import('./verbs/learning')).learningVerbs },
  proposal: { summary: 'Changes to protected notes that wait for a person', load: async () => (await import('./verbs/proposal')).proposalVerbs },
  settings: {
    summary: 'What this vault decides for itself',
    load: async () => (await import('./verbs/settings')).settingsVerbs,
    shorthand: (word) => (word.includes('=') ? { verb: 'set', args: [word] } : null),
  },
  integrity: { summary: 'Drift, the ledger and conflict copies', load: async () => (await import('./verbs/integrity')).integrityVerbs },
  obsidian: { summary: 'The plugin in the app', load: async () => (await import('./verbs/obsidian')).obsidianVerbs },
} satisfies Record<(typeof NOUN_NAMES)[number], Noun>;

interface TopLevel {
  /** Names and aliases of the verbs in the table, so that it needn't be loaded to know them. */
  names: readonly string[];
  load: () => Promise<readonly Verb[]>;
}

/** Verbs without a noun. */
export const TOP_LEVEL: readonly TopLevel[] = [
  { names: ['init', 'vaults'], load: async () => (await import('./verbs/vault')).vaultVerbs },
  { names: ['seed'], load: async () => (await import('./verbs/seed')).seedVerbs },
  { names: ['batch'], load: async () => (await import('./verbs/batch')).batchVerbs },
  { names: ['status', 'vault-status'], load: async () => (await import('./verbs/status')).statusVerbs },
  { names: ['search'], load: async () => (await import('./verbs/search')).searchVerbs },
  { names: ['schema'], load: async () => (await import('./verbs/schema')).schemaVerbs },
  { names: ['completion'], load: async () => (await import('./verbs/completion')).completionVerbs },
];

/** Every verb there is, for the overview, for suggestions across nouns, and for tests over all tables. */
export async function allVerbs(): Promise<readonly Verb[]> {
  const tables = await Promise.all([...TOP_LEVEL, ...Object.values(NOUNS)].map((source) => source.load()));
  return tables.flat();
}
