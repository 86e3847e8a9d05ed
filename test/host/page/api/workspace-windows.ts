// Pop-out windows: a second real window of the browser whose elements the app manages as its own.
import type * as Obsidian from 'obsidian';
import { installInto, setActiveWindow, type FullWindow } from '../dom/install';
import type { App } from './app';
import { watchTooltips } from './tooltip';
import { WorkspaceContainer, WorkspaceParent, type WorkspaceItem } from './workspace-items';

/** Pixels, where the caller suggests none. */
const DEFAULT_SIZE = { width: 800, height: 600 };

export class WorkspaceFloating extends WorkspaceParent {
  constructor(app: App) {
    super(app, 'workspace-floating');
  }

  override insertChild(child: WorkspaceItem): void {
    child.parent = this;
    this.children.push(child);
  }
}

export class WorkspaceWindow extends WorkspaceContainer {
  win: FullWindow;
  doc: Document;

  constructor(app: App, init: Obsidian.WorkspaceWindowInitData = {}) {
    super(app, 'vertical', 'mod-root');
    const { width, height } = init.size ?? DEFAULT_SIZE;
    const opened = window.open('about:blank', '_blank', `popup,width=${width},height=${height}`);
    if (!opened) throw new Error('the browser opened no window');
    this.win = opened as FullWindow;
    this.doc = opened.document;
    this.furnish();
    this.win.addEventListener('beforeunload', () => { this.close(); });
  }

  override removeChild(child: WorkspaceItem): void {
    super.removeChild(child);
    if (this.children.length === 0) this.win.close();
  }

  private furnish(): void {
    installInto(this.win);
    this.app.keymap.listenTo(this.win);
    watchTooltips(this.doc);
    this.doc.title = document.title;
    this.doc.documentElement.lang = 'en';
    this.doc.body.className = document.body.className;
    this.doc.body.addClass('is-popout-window');
    for (const style of document.querySelectorAll<HTMLElement>('link[rel=stylesheet], style')) this.doc.head.appendChild(copyOf(style, this.doc));
    const workspace = this.doc.body.createDiv('app-container').createDiv('horizontal-main-container').createDiv('workspace');
    workspace.appendChild(this.containerEl);
    setActiveWindow(this.win);
  }

  /** Its leaves are closed with it, as the app does when a person closes the window. */
  private close(): void {
    for (const leaf of this.leaves()) leaf.detach();
    this.parent?.children.remove(this);
    setActiveWindow(window);
    this.app.workspace.trigger('window-close', this, this.win);
  }
}

function copyOf(style: HTMLElement, doc: Document): HTMLElement {
  const copy = doc.importNode(style, true);
  // A relative address means nothing in a blank window.
  if (style instanceof HTMLLinkElement) (copy as HTMLLinkElement).href = style.href;
  return copy;
}
