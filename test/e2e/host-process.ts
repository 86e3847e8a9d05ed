// Starts and ends the process behind a page of the host.
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { hostFiles } from '../host/build';

export interface HostProcessOptions {
  /** Absolute path. */
  vault: string;
  phone: boolean;
  dark: boolean;
  /** 0 for any; the same again keeps what the page stored in the browser. */
  port: number;
}

export class HostProcess {
  private constructor(private readonly child: ChildProcessWithoutNullStreams, readonly port: number) {}

  static async start(options: HostProcessOptions): Promise<HostProcess> {
    const { assets, process: script } = hostFiles();
    const child = spawn(process.execPath, ['--enable-source-maps', script, JSON.stringify({ ...options, assets })]);
    child.stderr.pipe(process.stderr);
    child.stdout.setEncoding('utf8');
    const [line] = await Promise.race([once(child.stdout, 'data'), ended(child)]) as [string];
    return new HostProcess(child, Number(line));
  }

  get pid(): number {
    return this.child.pid ?? -1;
  }

  get origin(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Ends it as the app's end would; files that it had open are closed. */
  async end(): Promise<void> {
    if (this.hasEnded()) return;
    const exit = once(this.child, 'exit');
    this.child.stdin.end();
    await exit;
  }

  private hasEnded(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  /** As a crash of the app: nothing is cleaned up. */
  async kill(): Promise<void> {
    if (this.hasEnded()) return;
    const exit = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await exit;
  }
}

async function ended(child: ChildProcessWithoutNullStreams): Promise<never> {
  const [code] = await once(child, 'exit') as [number | null];
  throw new Error(`the host's process ended with ${code} before it was ready`);
}
