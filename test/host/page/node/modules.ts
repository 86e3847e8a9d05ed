// The Node modules that a plugin may `require` on desktop, and the global `process`. They stand for the process behind
// this page: its pid lives as long as the page, so a lock that names it is a real one.
import { callSync } from '../bridge';
import type { HostConfig } from '../../wire';
import * as crypto from './crypto';
import { fs } from './fs';
import * as path from './path';

export type NodeModules = ReadonlyMap<string, unknown>;

/** By their names without `node:`. */
export function nodeModules(config: HostConfig): NodeModules {
  const modules = new Map<string, unknown>();
  modules.set('fs', fs);
  modules.set('path', path);
  modules.set('crypto', crypto);
  modules.set('os', os(config));
  modules.set('child_process', { spawnSync: (...args: unknown[]) => callSync('child_process.spawnSync', ...args) });
  modules.set('process', processObject(config, modules));
  return modules;
}

/** What a desktop app has in its window besides the modules. */
export function installProcess(modules: NodeModules): void {
  Object.assign(window, { process: modules.get('process') });
}

function os({ node }: HostConfig): object {
  return {
    hostname: () => node.hostname,
    platform: () => node.platform,
    arch: () => node.arch,
    uptime: () => callSync('os.uptime'),
    EOL: '\n',
  };
}

function processObject({ node }: HostConfig, modules: NodeModules): object {
  return {
    pid: node.pid,
    platform: node.platform,
    arch: node.arch,
    version: `v${node.version}`,
    versions: { node: node.version },
    env: {},
    getuid: () => node.uid,
    hrtime: () => {
      const now = performance.now();
      return [Math.floor(now / 1000), Math.floor(now % 1000 * 1e6)];
    },
    kill: (pid: number, signal: number | string = 'SIGTERM') => {
      if (signal !== 0) throw new Error('in the host, process.kill only asks whether a process is there (signal 0)');
      return callSync('process.kill', pid, signal);
    },
    getBuiltinModule: (name: string) => modules.get(name.replace(/^node:/, '')),
  };
}
