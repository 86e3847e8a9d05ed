// A vault with stories for tests of the program: actors, and steps that several tests need.
import type { CallOptions, Outcome, TestVault } from './harness';

export const SR: CallOptions = { as: 'sr-1', role: 'sr-pm', session: 's-sr' };
export const DEV: CallOptions = { as: 'dev-7', role: 'developer', session: 's-7' };
export const OTHER: CallOptions = { as: 'dev-8', role: 'developer', session: 's-8' };
export const PM: CallOptions = { as: 'pm-1', role: 'pm', session: 's-pm' };
export const RETRO: CallOptions = { as: 'retro-1', role: 'retro' };

export interface Item {
  id: string;
  path: string;
  title: string;
  status: string;
  assignee: string | null;
  verdict: string | null;
  rejections: number;
  labels: string[];
  blocked_by: string[];
  [key: string]: unknown;
}

/** The item of a write under `--json`. */
export function itemOf(outcome: Outcome): Item {
  return outcome.json<{ item: Item }>().data.item;
}

/** Creates a story with two criteria and answers its id. */
export function newStory(vault: TestVault, title = 'Sign in', ...more: string[]): string {
  return itemOf(vault.run(['story', 'create', title, '--ac', 'login returns a token', '--ac', 'a wrong password is refused', ...more, '--json'], SR)).id;
}

/** Runs calls that must succeed. */
export function succeed(vault: TestVault, options: CallOptions, ...calls: string[][]): void {
  for (const call of calls) {
    const { code, stderr, stdout } = vault.run(call, options);
    if (code !== 0) throw new Error(`${call.join(' ')} ended with ${code}\n${stdout}${stderr}`);
  }
}

/** Claims a story, records a run and proofs, and delivers. */
export function deliver(vault: TestVault, id: string, options: CallOptions = DEV): void {
  succeed(vault, options,
    ['story', 'claim', id],
    ['story', 'evidence', id, '--', 'true'],
    ['story', 'prove', id, '--ac', '1', '--by', 'login.test.ts: returns a token'],
    ['story', 'prove', id, '--ac', '2', '--by', 'login.test.ts: refuses'],
    ['story', 'deliver', id]);
}

export const PARTS = ['--expected', 'AC #2: a wrong password is refused', '--delivered', 'it is let in', '--gap', 'nothing checks it', '--fix', 'check it'];
