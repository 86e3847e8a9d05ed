// Real vaults in temporary folders, opened with the real ports, for tests of the engine.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished, vi } from 'vitest';
import { initialiseVault } from '../../../shared/integrity/initialise';
import { nodePorts, type NodeOptions } from '../../../shared/node/open';
import type { Actor } from '../../../shared/policy/actor';
import { defaultConfig, initialConfigText } from '../../../shared/settings/definitions';
import { runSync } from '../../../shared/vault/io';
import type { Io } from '../../../shared/vault/io';
import type { OperationOptions, OperationResult } from '../../../shared/vault/operation';
import type { PlannedWrite, Planner } from '../../../shared/vault/plan';
import { runOperation } from '../../../shared/vault/operation';
import { openVault, query } from '../../../shared/vault/vault';
import type { Vault } from '../../../shared/vault/vault';
import type { IndexedNote, VaultView } from '../../../shared/vault/view';

export const AGENT: Actor = { name: 'dev-7', role: 'developer', kind: 'agent', session: 's1' };
export const PERSON: Actor = { name: 'ada', role: 'human', kind: 'human', session: null };

export interface TemporaryVault {
  root: string;
  vault: Vault;
  read<T>(ask: (view: VaultView) => Io<T>, actor?: Actor): T;
  run<Item>(planner: Planner<Item>, actor?: Actor, options?: OperationOptions): OperationResult<Item>;
  /** Reads and writes behind the product's back, as an editor does. */
  bytes(path: string): Buffer;
  edit(path: string, content: string | Uint8Array): void;
}

/** A governed vault over the given notes; removed when the test has finished. */
export function temporaryVault(notes: Record<string, string> = {}, options: NodeOptions = {}): TemporaryVault {
  const root = mkdtempSync(join(tmpdir(), 'touchstone-vault-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const edit = (path: string, content: string | Uint8Array): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  };
  for (const [path, content] of Object.entries(notes)) edit(path, content);
  const config = defaultConfig({ prefix: 'PROJ', project: 'demo', scope: 'both' });
  runSync(initialiseVault(nodePorts(root, options), { name: 'touchstone', role: null, kind: 'system', session: null }, initialConfigText(config)));
  return { ...openTemporary(root, options), edit };
}

/** Opens a vault anew, as the next process would. */
export function openTemporary(root: string, options: NodeOptions = {}): Omit<TemporaryVault, 'edit'> {
  const vault = runSync(openVault(nodePorts(root, options)));
  return {
    root,
    vault,
    read: (ask, actor = AGENT) => runSync(query(vault, actor, ask)),
    run: (planner, actor = AGENT, operation = {}) => runSync(runOperation(vault, actor, planner, operation)),
    bytes: (path) => readFileSync(join(root, path)),
  };
}

/** Until the clock can tell a later write of these notes from the last one (some tens of milliseconds): only then the index trusts them. */
export async function untilSettled(root: string, paths: readonly string[]): Promise<void> {
  const changed = Math.max(...paths.map((path) => statSync(join(root, path), { throwIfNoEntry: false })?.ctimeMs ?? 0));
  await vi.waitUntil(() => Date.now() > changed + 100);
}

/** Notes of a list with all that they answer: they may make it when they are asked, and a comparison would not ask. */
export function asked(notes: readonly IndexedNote[]): IndexedNote[] {
  return notes.map(({ path, sha256, size, properties, problem, criteria, integrity, state }) => ({
    path, sha256, size, properties: properties && { ...properties }, problem, criteria, integrity,
    state: state && { status: state.status, digest: state.digest },
  }));
}

/** A planner that writes these contents, whatever is there; `null` deletes. */
export function writing(contents: Record<string, string | null>, extra: Partial<PlannedWrite> = {}): Planner<null> {
  return function* (view) {
    const writes: PlannedWrite[] = [];
    for (const [path, content] of Object.entries(contents)) {
      writes.push({ path, content, before: (yield* view.note(path))?.sha256 ?? null, ...extra });
    }
    return { plan: { op: 'note.write', writes }, item: null };
  };
}
