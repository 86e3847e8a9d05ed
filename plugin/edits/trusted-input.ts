// What the person's own hands did in this app's windows: which elements a trusted event hit, when, and whether one is being
// handled right now. Events that a script made are not trusted, and count for nothing.
import type { App } from 'obsidian';
import { Component } from 'obsidian';

/** The events by which text is entered, pasted, dropped, ticked, or a command is given. */
const INPUT_EVENTS = ['keydown', 'beforeinput', 'input', 'compositionend', 'paste', 'cut', 'drop', 'change', 'click'] as const;
/** Where the app shows the properties of a note. */
const PROPERTIES = '.metadata-container';

/** When trusted events hit an element or something inside it: `performance.now()`, `-Infinity` for never. */
export interface Touches {
  input: number;
  /** It hit the properties above the text, which the app may write a moment later. */
  properties: number;
  /** It brought files along, which the app stores before it changes the text. */
  files: number;
}

const NEVER: Touches = { input: -Infinity, properties: -Infinity, files: -Infinity };

export class TrustedInput extends Component {
  private readonly touches = new WeakMap<EventTarget, Touches>();
  private readonly endOfTask = new MessageChannel();
  private handling = 0;

  constructor(private readonly app: App) {
    super();
  }

  override onload(): void {
    this.endOfTask.port1.onmessage = () => { this.handling -= 1; };
    this.register(() => { this.endOfTask.port1.close(); });
    const windows = new Set<Window>([window]);
    this.app.workspace.iterateAllLeaves((leaf) => { windows.add(leaf.getContainer().win); });
    for (const win of windows) this.watchWindow(win);
    this.registerEvent(this.app.workspace.on('window-open', (_item, win) => { this.watchWindow(win); }));
  }

  /** Whether the code that runs now was started by a trusted event, within the same task. */
  get isHandling(): boolean {
    return this.handling > 0;
  }

  touchesOf(el: HTMLElement): Readonly<Touches> {
    return this.touches.get(el) ?? NEVER;
  }

  private watchWindow(win: Window): void {
    for (const type of INPUT_EVENTS) this.registerDomEvent(win, type, (event: Event) => { this.note(event); }, { capture: true });
  }

  private note(event: Event): void {
    if (!event.isTrusted) return;
    this.handling += 1;
    this.endOfTask.port2.postMessage(null);
    const now = performance.now();
    const path = event.composedPath();
    const isProperties = path.some((target) => 'matches' in target && (target as Element).matches(PROPERTIES));
    const hasFiles = filesOf(event) > 0;
    for (const target of path) {
      const { properties, files } = this.touches.get(target) ?? NEVER;
      this.touches.set(target, { input: now, properties: isProperties ? now : properties, files: hasFiles ? now : files });
    }
  }
}

function filesOf(event: Event): number {
  if ('clipboardData' in event) return (event as ClipboardEvent).clipboardData?.files.length ?? 0;
  if ('dataTransfer' in event) return (event as DragEvent).dataTransfer?.files.length ?? 0;
  return 0;
}
