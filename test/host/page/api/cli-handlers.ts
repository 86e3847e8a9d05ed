// The commands of the app's own command line that plugins answer.
import type { CliData, CliFlags, CliHandler } from 'obsidian';

interface Registered {
  description: string;
  flags: CliFlags | null;
  handler: CliHandler;
}

export class CliHandlers {
  private readonly handlers = new Map<string, Registered>();

  /** Answers what takes it away again. */
  register(command: string, registered: Registered): () => void {
    if (!/^[a-z0-9][a-z0-9:-]*$/i.test(command)) throw new Error(`"${command}" is no command of the command line`);
    if (this.handlers.has(command)) throw new Error(`Command "${command}" is already registered`);
    this.handlers.set(command, registered);
    return () => { this.handlers.delete(command); };
  }

  list(): string[] {
    return [...this.handlers.keys()];
  }

  /** As `obsidian <command> key=value flag` runs it. */
  async run(command: string, params: CliData): Promise<string> {
    const registered = this.handlers.get(command);
    if (!registered) throw new Error(`there is no command ${command}`);
    for (const [name, { required }] of Object.entries(registered.flags ?? {})) {
      if (required && params[name] === undefined) throw new Error(`missing required flag ${name}`);
    }
    return registered.handler(params);
  }
}
