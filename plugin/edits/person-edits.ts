// Records what a person changed in this app: a short while after they paused and the app saved the note, as one ledger line
// in their name. What can't be told to be theirs is left as it is, and shows as drift.
import type { Text } from '@codemirror/state';
import type { App, Plugin, TAbstractFile } from 'obsidian';
import { Component, MarkdownView } from 'obsidian';
import { TouchstoneError } from '../../shared/errors';
import { recordEdit, shown } from '../../shared/integrity/record-edit';
import type { Engine } from '../engine/engine';
import type { EditChain, Vouching } from './edit-chain';
import { watchEditors } from './editor-watch';
import { TickedBoxes } from './ticked-boxes';
import { TrustedInput } from './trusted-input';

/** Milliseconds of quiet, after the last change and the last save of a note, until it is recorded. */
const PAUSE = 1500;
/** The same where the note was left. */
const PAUSE_AFTER_LEAVING = 200;
/** Milliseconds after which somebody who never pauses is recorded all the same. */
const LONGEST_WAIT = 30_000;
/** Milliseconds until the lock is tried again that somebody else kept. */
const BUSY_AGAIN = 5000;

const TASK_BOX = 'input.task-list-item-checkbox';
const READING_VIEW = '.markdown-preview-view';

interface Waiting {
  timer: number;
  since: number;
}

export class PersonEdits extends Component {
  private readonly vouching = new Set<Vouching>();
  /** Editors that are open; a chain that is not stays until it is settled. */
  private readonly open = new Set<Vouching>();
  private readonly waiting = new Map<string, Waiting>();
  private isGone = false;

  /** `isOn`: the setting; asked each time. */
  constructor(private readonly app: App, private readonly plugin: Plugin, private readonly engine: Engine, private readonly isOn: () => boolean) {
    super();
  }

  override onload(): void {
    const input = this.addChild(new TrustedInput(this.app));
    this.plugin.registerEditorExtension(watchEditors(input, {
      opened: (chain) => { this.vouching.add(chain); this.open.add(chain); },
      edited: (chain) => { this.schedule(chain.path, PAUSE); },
      closed: (chain) => { this.open.delete(chain); this.forgetSettled(chain); this.schedule(chain.path, PAUSE_AFTER_LEAVING); },
      twinOf: (chain, text) => this.twinOf(chain, text),
    }));
    const { vault, workspace } = this.app;
    this.registerEvent(vault.on('modify', (file) => { this.saved(file); }));
    this.registerEvent(vault.on('rename', (file, oldPath) => { this.renamed(file, oldPath); }));
    this.registerEvent(workspace.on('quit', (tasks) => { tasks.add(() => this.flush()); }));
    this.watchBoxes(window);
    this.registerEvent(workspace.on('window-open', (_item, win) => { this.watchBoxes(win); }));
    this.registerDomEvent(document, 'visibilitychange', () => { if (document.hidden) void this.flush(); });
  }

  override onunload(): void {
    this.isGone = true;
    void this.flush();
  }

  /** Whether a person's edits of this note are about to be recorded; until then its bytes are not its baseline. */
  isWaitingFor(path: string): boolean {
    return this.waiting.has(path);
  }

  /** Saves and records everything that is still open, without a pause. */
  async flush(): Promise<void> {
    const paths = new Set([...this.vouching].flatMap(({ path, isOpen }) => (isOpen && path !== null ? [path] : [])));
    const saves: Promise<void>[] = [];
    this.app.workspace.iterateAllLeaves(({ view }) => {
      if (view instanceof MarkdownView && paths.has(view.file?.path ?? '')) saves.push(view.save());
    });
    await Promise.all(saves);
    await Promise.all([...paths].map((path) => this.recordNow(path)));
  }

  private twinOf(chain: EditChain<Text>, text: Text): EditChain<Text> | null {
    for (const other of this.vouching) {
      if (other !== chain && other.path === chain.path && isChain(other) && other.isOpen && other.shows.eq(text)) return other;
    }
    return null;
  }

  private watchBoxes(win: Window): void {
    this.registerDomEvent(win, 'click', (event: MouseEvent) => { if (event.isTrusted) this.noteBox(event.target as HTMLElement); }, { capture: true });
  }

  private noteBox(target: HTMLElement): void {
    if (!target.matches(TASK_BOX) || target.closest(READING_VIEW) === null) return;
    this.app.workspace.iterateAllLeaves(({ view }) => {
      if (!(view instanceof MarkdownView) || view.file === null || !view.containerEl.contains(target)) return;
      const { path } = view.file;
      const before = shown(view.getViewData());
      const known = [...this.vouching].find((other) => other instanceof TickedBoxes && other.path === path);
      if (known instanceof TickedBoxes) known.click(before);
      else this.vouching.add(new TickedBoxes(path, before));
      this.schedule(path, PAUSE);
    });
  }

  private saved({ path }: TAbstractFile): void {
    if ([...this.vouching].some((one) => one.path === path && one.isOpen)) this.schedule(path, this.waiting.has(path) ? PAUSE : PAUSE_AFTER_LEAVING);
  }

  private renamed({ path }: TAbstractFile, oldPath: string): void {
    for (const one of this.vouching) if (one.path === oldPath) one.path = path;
  }

  private schedule(path: string | null, pause: number): void {
    if (path === null || this.isGone || !this.isOn()) return;
    const known = this.waiting.get(path);
    if (known) window.clearTimeout(known.timer);
    const since = known?.since ?? Date.now();
    const wait = Math.max(0, Math.min(pause, since + LONGEST_WAIT - Date.now()));
    this.waiting.set(path, { since, timer: window.setTimeout(() => { void this.recordNow(path); }, wait) });
  }

  private async recordNow(path: string): Promise<void> {
    window.clearTimeout(this.waiting.get(path)?.timer);
    this.waiting.delete(path);
    const file = this.app.vault.getFileByPath(path);
    if (file === null || !this.isOn()) return;
    const text = shown(await this.app.vault.read(file));
    const source = [...this.vouching].find((one) => one.path === path && one.isOpen && one.leadsTo(text));
    // Not saved yet, which a later event tells; or somebody else's.
    if (source === undefined || this.engine.standing.kind !== 'deciding') return;
    await this.record(path, text, source);
  }

  private async record(path: string, text: string, source: Vouching): Promise<void> {
    try {
      await this.engine.decide(recordEdit({ path, text, bases: source.bases }));
      this.settle(text, source, true);
    } catch (error) {
      if (!(error instanceof TouchstoneError)) throw error;
      if (error.code === 'E_CONFLICT') return;
      if (error.code === 'E_BUSY') this.schedule(path, BUSY_AGAIN);
      else this.settle(text, source, false);
    }
  }

  private settle(text: string, source: Vouching, isRecorded: boolean): void {
    source.settle(text, isRecorded);
    this.forgetSettled(source);
  }

  private forgetSettled(one: Vouching): void {
    if (!one.isOpen && !this.open.has(one)) this.vouching.delete(one);
  }
}

function isChain(one: Vouching): one is EditChain<Text> {
  return !(one instanceof TickedBoxes);
}
