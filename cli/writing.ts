// The half of the engine that writes, loaded for verbs whose table says that they write.
import { runSync } from '../shared/vault/io';
import { runOperation, type OperationOptions, type OperationResult } from '../shared/vault/operation';
import type { Actor } from '../shared/policy/actor';
import type { Planner } from '../shared/vault/plan';
import type { Vault } from '../shared/vault/vault';

/** Runs a planner as one operation; errors as `runOperation`. */
export type RunWrite = <Item>(vault: Vault, actor: Actor, planner: Planner<Item>, options: OperationOptions) => OperationResult<Item>;

export const runWrite: RunWrite = (vault, actor, planner, options) => runSync(runOperation(vault, actor, planner, options));
