// The half of the engine that writes, loaded for verbs whose table says that they write.
import { runSync } from '../shared/vault/io';
import { runOperation, type OperationOptions, type OperationResult } from '../shared/vault/operation';
import type { Actor } from '../shared/policy/actor';
import type { Planner } from '../shared/vault/plan';
import type { Vault } from '../shared/vault/vault';

/** Runs a planner as one operation; errors as `runOperation`. */
export type RunWrite = <Item>(vault: Vault, actor: Actor, planner: Planner<Item>, options: OperationOptions) => OperationResult<Item>;

let isRehearsed = false;

export const runWrite: RunWrite = (vault, actor, planner, options) => {
  const whileWaiting = (): void => { rehearse(vault, actor, planner, options); };
  return runSync(runOperation(vault, actor, planner, { ...options, whileWaiting }));
};

/**
 * Plans once for nothing while others hold the lock. Most of a first plan is loading and compiling code: done now, it
 * isn't done while others wait for us.
 */
function rehearse(...[vault, actor, planner, options]: Parameters<RunWrite>): void {
  if (isRehearsed) return;
  isRehearsed = true;
  try {
    runSync(runOperation(vault, actor, planner, { ...options, dryRun: true }));
  } catch {
    // The plan that counts is made under the lock, and refuses by itself.
  }
}
