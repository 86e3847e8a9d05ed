// What is said of the machine that a run was made on, so that its numbers can be judged.
import { execFileSync } from 'node:child_process';
import { cpus, getPriority, loadavg, release, totalmem, type } from 'node:os';

/** Lines of Markdown. @param folder where the vaults lie. */
export function machineFacts(folder: string, program: string): string[] {
  const [first] = cpus();
  return [
    `${cpus().length} × ${first?.model.trim() ?? 'an unknown processor'}, ${Math.round(totalmem() / 2 ** 30)} GiB of memory`,
    `${type()} ${release()}, vaults on ${fileSystemOf(folder)}`,
    `Node ${process.version}, touchstone ${said(program, ['--version'])} at commit ${said('git', ['rev-parse', '--short', 'HEAD'])}`,
    `load when it began: ${loadavg().map((load) => load.toFixed(1)).join(', ')} (1, 5 and 15 minutes); priority of the run: nice ${getPriority()}`,
  ];
}

function fileSystemOf(folder: string): string {
  return said('df', ['--output=fstype', folder]).split('\n').at(-1) ?? 'unknown';
}

function said(program: string, args: readonly string[]): string {
  try {
    return execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return 'unknown';
  }
}
