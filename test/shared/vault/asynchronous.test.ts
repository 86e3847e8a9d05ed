// The same write path driven asynchronously, with ports that answer by promise, as in the plugin.
import { expect, test } from 'vitest';
import { nodePorts } from '../../../shared/node/open';
import { runAsync } from '../../../shared/vault/io';
import type { Ports } from '../../../shared/vault/ports';
import { runOperation } from '../../../shared/vault/operation';
import { openVault, query } from '../../../shared/vault/vault';
import { AGENT, asked, temporaryVault, writing } from './temporary-vault';

/** The port with every method answering by a promise. */
function promising<Port extends object>(port: Port): Port {
  return new Proxy(port, {
    get(target, key) {
      const member = Reflect.get(target, key, target) as unknown;
      if (typeof member !== 'function') return member;
      return async (...args: unknown[]) => {
        await Promise.resolve();
        return Reflect.apply(member, target, args) as unknown;
      };
    },
  });
}

function promisingPorts(root: string): Ports {
  const ports = nodePorts(root);
  return {
    ...ports,
    notes: promising(ports.notes), state: promising(ports.state), hash: promising(ports.hash), attic: promising(ports.attic),
    lock: { acquire: async () => promising(await ports.lock.acquire()) },
  };
}

test('an operation and a query over promises do what they do synchronously', async () => {
  const { root, read } = temporaryVault({ 'a.md': 'one' });
  const vault = await runAsync(openVault(promisingPorts(root)));
  const result = await runAsync(runOperation(vault, AGENT, writing({ 'a.md': 'two', 'b.md': 'new' })));
  expect(result.notes.map(({ path }) => path)).toEqual(['a.md', 'b.md']);
  const notes = await runAsync(query(vault, AGENT, (view) => view.index('')));
  expect(asked(notes)).toEqual(asked(read((view) => view.index(''))));
  expect(notes.map(({ integrity }) => integrity)).toEqual(['ok', 'ok']);
});

test('a refusal is a rejection, and the lock is free again', async () => {
  const { root, run } = temporaryVault({ 'a.md': 'one' });
  const vault = await runAsync(openVault(promisingPorts(root)));
  const refused = runAsync(runOperation(vault, AGENT, writing({ 'a.md': 'two' }), { ifSha256: '0'.repeat(64) }));
  await expect(refused).rejects.toMatchObject({ code: 'E_CONFLICT' });
  expect(run(writing({ 'a.md': 'two' })).op).not.toBeNull();
});
