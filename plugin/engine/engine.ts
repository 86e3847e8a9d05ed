// The core, alive in the app: one opened vault whose rows and baselines stay in memory. Views ask it and are told when
// something changed; every decision runs here, as one operation of the core. It adds no rule.
import type { App } from 'obsidian';
import { Component, Events } from 'obsidian';
import { TouchstoneError } from '../../shared/errors';
import type { Actor } from '../../shared/policy/actor';
import { requireRole } from '../../shared/policy/roles';
import type { Config } from '../../shared/settings/config';
import type { ConflictCopy } from '../../shared/vault/conflicts';
import { discardConflict, listConflicts, readConflict } from '../../shared/vault/conflicts';
import type { Io } from '../../shared/vault/io';
import type { OperationOptions, OperationResult } from '../../shared/vault/operation';
import { runOperation } from '../../shared/vault/operation';
import { CONFIG_PATH } from '../../shared/vault/paths';
import type { Planner } from '../../shared/vault/plan';
import type { HeldLock } from '../../shared/vault/ports';
import type { Vault } from '../../shared/vault/vault';
import { query } from '../../shared/vault/vault';
import type { VaultView } from '../../shared/vault/view';
import { indexNotes, keepRows, RACY } from './indexing';
import type { OpenedVault } from './open';
import { openAppVault } from './open';
import { Queue } from './queue';
import { runSliced } from './slices';
import type { Standing } from './standing';
import { NO_NAME } from './standing';
import { watch } from './watch';

/** Who asks where nobody's name matters. */
const READER: Actor = { name: 'reader', role: 'human', kind: 'human', session: null };

export class Engine extends Component {
  /** Counts up with every change that an answer may depend on. */
  revision = 0;
  /** Notes known and in all, while the first look is under way; `null` afterwards. */
  progress: { done: number; total: number } | null = null;
  private readonly events = new Events();
  private readonly queue = new Queue();
  private readonly decisions = new Queue();
  private opened: OpenedVault | null = null;
  private failure: string | null = null;
  private isGone = false;
  /** The state that was last told of; questions and operations read the ledger too, and tell nobody. */
  private told = '';

  /** `person`: the name that this device decides under; `null` until it was given. */
  constructor(private readonly app: App, private readonly person: () => string | null) {
    super();
  }

  /** Opens the vault and looks at all notes; when the app's layout is ready. */
  async start(): Promise<void> {
    await this.queue.run(() => this.open());
    if (this.isGone) return;
    watch(this.app, this, {
      lookAt: (paths) => { void this.lookAt(paths); },
      lookAtLedger: () => { void this.lookAt([]); },
      tick: () => { this.changed(); },
    });
  }

  override onunload(): void {
    this.isGone = true;
    const { opened } = this;
    if (opened) void this.queue.run(() => keepRows(opened));
  }

  /** Called whenever an answer may be another; keep the reference with `registerEvent`. */
  onChanged(callback: () => void): ReturnType<Events['on']> {
    return this.events.on('changed', callback);
  }

  get standing(): Standing {
    if (this.failure !== null) return { kind: 'failed', why: this.failure };
    if (this.opened === null || this.progress !== null) return { kind: 'starting' };
    if (this.opened.obstacle !== null) return this.opened.obstacle;
    const person = this.person();
    return person === null ? NO_NAME : { kind: 'deciding', person };
  }

  /** @throws when the vault is not open yet: ask `standing` first. */
  get config(): Config {
    return this.vault.config;
  }

  /** Answers a question of the core from what is in memory. */
  read<T>(ask: (view: VaultView) => Io<T>): Promise<T> {
    return this.queue.run(() => runSliced(query(this.vault, this.actor(), ask)));
  }

  /** What an operation would write, without writing it; refusals are thrown as by {@link decide}. */
  preview<Item>(planner: Planner<Item>, options: OperationOptions = {}): Promise<OperationResult<Item>> {
    return this.queue.run(() => runSliced(runOperation(this.vault, this.decider(), planner, { ...options, dryRun: true })));
  }

  /**
   * Runs a planner as one operation in the person's name.
   * @throws TouchstoneError with the core's refusal, or E_POLICY where nobody can decide.
   */
  decide<Item>(planner: Planner<Item>, options: OperationOptions = {}): Promise<OperationResult<Item>> {
    return this.decisions.run(async () => {
      this.decider();
      // Waited for outside of the queue: views go on answering while another program has the lock.
      const held = await this.vault.ports.lock.acquire();
      try {
        return await this.queue.run(() => this.decideHolding(held, planner, options));
      } finally {
        await held.release();
      }
    });
  }

  /** The copies kept of bytes that met a governed write. */
  conflicts(): Promise<ConflictCopy[]> {
    return this.queue.run(() => runSliced(listConflicts(this.vault.ports)));
  }

  /** @throws E_NOT_FOUND when it is gone. */
  conflict(id: string): Promise<{ copy: ConflictCopy; bytes: Uint8Array }> {
    return this.queue.run(() => runSliced(readConflict(this.vault.ports, id)));
  }

  /** Throws the copy away, which may be the only place of its bytes. @throws E_POLICY where nobody can decide. */
  discardConflict(id: string): Promise<void> {
    return this.queue.run(async () => {
      requireRole(this.decider(), 'integrity.discard', this.config);
      await runSliced(discardConflict(this.vault.ports, id));
      this.changed();
    });
  }

  /** The person's name may have changed. */
  personChanged(): void {
    this.changed();
  }

  private async decideHolding<Item>(held: HeldLock, planner: Planner<Item>, options: OperationOptions): Promise<OperationResult<Item>> {
    const { vault } = this;
    const holding = { ...vault, ports: { ...vault.ports, lock: { acquire: () => held } } };
    const result = await runSliced(runOperation(holding, this.decider(), planner, options));
    await this.lookAtNow(result.notes.map(({ path }) => path));
    return result;
  }

  private get vault(): Vault {
    if (this.opened === null) throw new Error('the vault is not open yet');
    return this.opened.vault;
  }

  private actor(): Actor {
    const name = this.person();
    return name === null ? READER : { ...READER, name };
  }

  private decider(): Actor {
    const { standing } = this;
    if (standing.kind === 'deciding') return { ...READER, name: standing.person };
    const why = standing.kind === 'starting' ? 'The notes of this vault are still being read.' : standing.why;
    throw new TouchstoneError('E_POLICY', why, { hint: standing.kind === 'reading' && standing.remedy === 'name' ? 'Give your name in the settings of Touchstone.' : 'Nothing was changed.' });
  }

  private async open(): Promise<void> {
    // Nothing is decided on a vault that is open and not known yet.
    this.progress = { done: 0, total: 0 };
    try {
      this.opened = await openAppVault(this.app);
      await runSliced(this.opened.baselines.refresh());
      await runSliced(this.opened.baselines.hold());
      await indexNotes(this.app, this.opened, (done, total) => {
        this.progress = { done, total };
        this.changed();
      });
      this.progress = null;
      this.failure = null;
      this.changed();
    } catch (error) {
      this.opened = null;
      this.progress = null;
      this.fail(error);
    }
  }

  private fail(error: unknown): void {
    const why = error instanceof TouchstoneError ? [error.message, error.hint].join(' ').trim() : String(error);
    if (why === this.failure) return;
    this.failure = why;
    this.changed();
  }

  private lookAt(paths: readonly string[]): Promise<void> {
    return this.queue.run(() => this.lookAtNow(paths));
  }

  /** Looks at these notes and at the ledger; a vault that could not be opened is tried again, one that became governed or is not any more is opened anew. */
  private async lookAtNow(paths: readonly string[]): Promise<void> {
    if (this.isGone) return;
    const { opened } = this;
    if (opened === null || (await isOtherwiseNow(opened))) {
      await this.open();
      return;
    }
    try {
      await this.follow(opened, paths);
      this.failure = null;
    } catch (error) {
      this.fail(error);
    }
  }

  private async follow(opened: OpenedVault, paths: readonly string[]): Promise<void> {
    const { baselines, rows } = opened;
    const settings = (await runSliced(baselines.lookup(CONFIG_PATH))).at(-1)?.after;
    await runSliced(baselines.refresh());
    if ((await runSliced(baselines.lookup(CONFIG_PATH))).at(-1)?.after !== settings) await this.readSettings(opened);
    const settled = Date.now() - RACY;
    for (const path of paths) if (!rows.holds(path, settled)) await runSliced(rows.lookAt(path));
    await runSliced(rows.catchUp());
    if (this.stamp(opened) !== this.told) this.changed();
  }

  /** Another text whenever rows or ledgers changed. */
  private stamp({ rows, baselines }: OpenedVault): string {
    return `${rows.revision} ${JSON.stringify(baselines.lastSeqs())}`;
  }

  private async readSettings(opened: OpenedVault): Promise<void> {
    const config = await runSliced(opened.vault.reload());
    this.opened = { ...opened, vault: { ...opened.vault, config } };
  }

  private changed(): void {
    this.revision += 1;
    if (this.opened !== null) this.told = this.stamp(this.opened);
    this.events.trigger('changed');
  }
}

/** Whether the vault became governed since it was opened, or (another branch was checked out) is not any more. */
async function isOtherwiseNow({ obstacle, vault }: OpenedVault): Promise<boolean> {
  const isGoverned = (await vault.ports.notes.stat(CONFIG_PATH)) !== null;
  return isGoverned !== (obstacle === null);
}
