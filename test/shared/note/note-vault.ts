// A vault with a pattern and a protected note, and the check that a refused verb changed nothing.
import { expect } from 'vitest';
import type { ErrorCode } from '../../../shared/errors';
import { createNote, type CreateRequest } from '../../../shared/note/planners/create-note';
import type { Planner } from '../../../shared/vault/plan';
import { AGENT, temporaryVault, type TemporaryVault } from '../vault/temporary-vault';

export const RETRY = '---\ntype: pattern # kept\ntags: [a, b]\n---\n# Retry\nOnce.\n\n## Context\nThree times.\n\n## Content\nBack off.\n';
export const RETRY_PATH = 'knowledge/patterns/Retry.md';

export function vaultWithRetry(): TemporaryVault {
  return temporaryVault({ [RETRY_PATH]: RETRY, 'conventions/Testing.md': '# Testing\n' });
}

export function textOf(vault: TemporaryVault, path = RETRY_PATH): string {
  return vault.bytes(path).toString('utf8');
}

export function creating(path: string, more: Partial<CreateRequest> = {}): Planner<unknown> {
  return createNote({ path, assignments: [], ...more });
}

/** A TouchstoneError with this code and at least these details. */
export function refusal(code: ErrorCode, details: Record<string, unknown> = {}): Error {
  return expect.objectContaining({ code, details: expect.objectContaining(details) as unknown }) as Error;
}

/** Checks the refusal, and that it changed no byte of the note and added nothing to the ledger. */
export function refuses(vault: TemporaryVault, planner: Planner<unknown>, expected: Error, actor = AGENT, path: string | null = RETRY_PATH): void {
  const before = path === null ? null : textOf(vault, path);
  const entries = vault.read((view) => view.history({})).length;
  expect(() => vault.run(planner, actor)).toThrowError(expected);
  if (path !== null) expect(textOf(vault, path)).toBe(before);
  expect(vault.read((view) => view.history({})).length).toBe(entries);
}
