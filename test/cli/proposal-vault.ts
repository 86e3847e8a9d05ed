// What the tests of the proposal verbs share: a vault with one protected note, an agent that proposes, a person who decides.
import type { ProposalItem } from '../../shared/proposal/item';
import { temporaryVault, type CallOptions, type Outcome, type Seen, type TestVault } from './harness';

export const RETRO: CallOptions = { as: 'retro-2', role: 'retro' };
export const TARGET = 'conventions/Testing pyramid.md';
export const TEXT = [
  '---', 'type: convention', 'scope: system', 'status: active', 'confidence: high', 'created: 2026-01-02', '---',
  '# Testing pyramid', '', '## Context', 'All projects.', '', '## Content', 'Unit tests may mock.', 'Integration tests never mock.', '',
].join('\n');
export const AFTER = TEXT.replace('never mock', 'never mock anything');

/** `data` of a write. */
export interface Written<Item> {
  item: Item;
  op: { dry_run: boolean } | null;
  notes: { path: string }[];
}

export function vaultWithTarget(notes: Record<string, string> = {}): TestVault {
  return temporaryVault({ notes: { [TARGET]: TEXT, ...notes } });
}

export function create(vault: TestVault, input = AFTER, args: string[] = []): Outcome {
  return vault.run(['proposal', 'create', '--target', 'Testing pyramid', '--motivation', 'Two rejections.', '--impact', 'All developers.', ...args, '--json'], { ...RETRO, input });
}

export function proposed(vault: TestVault, input?: string): ProposalItem {
  return create(vault, input).json<Written<ProposalItem>>().data.item;
}

/** Runs a decision as a person who types `input`; nothing where nobody is asked, since `script` waits for what is not read. */
export function decide(vault: TestVault, args: string[], input: string, env: Record<string, string> = {}): Seen {
  return vault.runAsHuman(['proposal', ...args], { input: input === '' ? '' : `${input}\n`, env: { NO_COLOR: '1', ...env } });
}
