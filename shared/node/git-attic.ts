// Old versions of a note from git, where the vault lies in a repository: the second home of objects.
import type { Attic, Sha256 } from '../vault/ports';
import { sha256 } from './hash';

/** Versions of one path looked at before giving up. */
const MAX_COMMITS = 50;
const MAX_BYTES = 64 * 1024 * 1024;

export class GitAttic implements Attic {
  constructor(private readonly root: string) {}

  find(path: string, wanted: Sha256): Uint8Array | null {
    const log = this.git('log', `--max-count=${MAX_COMMITS}`, '--format=%H', '--', path);
    const commits = log ? new TextDecoder().decode(log).split('\n').filter(Boolean) : [];
    for (const commit of commits) {
      const blob = this.git('cat-file', 'blob', `${commit}:./${path}`);
      if (blob && sha256(blob) === wanted) return blob;
    }
    return null;
  }

  private git(...args: string[]): Uint8Array | null {
    // Loaded here: most commands never ask, and loading it costs as much as a read.
    const { spawnSync } = process.getBuiltinModule('node:child_process');
    const run = spawnSync('git', ['--no-optional-locks', ...args], {
      cwd: this.root, maxBuffer: MAX_BYTES, stdio: ['ignore', 'pipe', 'ignore'],
    });
    return run.status === 0 ? run.stdout : null;
  }
}
