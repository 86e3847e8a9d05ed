// `App`: what a plugin is given, and the registries that its registrations go to.
import type { Extension } from '@codemirror/state';
import type * as Obsidian from 'obsidian';
import type { HostConfig } from '../../wire';
import { CapacitorAdapter, FileSystemAdapter } from './adapter';
import { CliHandlers } from './cli-handlers';
import { addAppCommands } from './command-palette';
import { Commands } from './commands';
import { FILE_EXPLORER, FileExplorerView } from './file-explorer';
import { FileManager } from './file-manager';
import { Keymap, Scope } from './keymap';
import { MarkdownView } from './markdown-view';
import { Menu } from './menu';
import { MetadataCache } from './metadata-cache';
import { Plugins } from './plugins';
import { SecretStorage } from './secret-storage';
import { SettingWindow } from './setting-window';
import { StatusBar } from './status-bar';
import { Vault } from './vault';
import { ViewRegistry } from './view-registry';
import { Workspace } from './workspace';

export class App {
  readonly scope = new Scope();
  readonly keymap = new Keymap(() => this.workspace.activeLeaf?.view.scope ?? this.scope);
  readonly viewRegistry = new ViewRegistry();
  readonly vault: Vault;
  readonly metadataCache: MetadataCache;
  readonly fileManager: FileManager;
  readonly workspace: Workspace;
  readonly commands: Commands;
  readonly plugins: Plugins;
  readonly setting: SettingWindow;
  readonly statusBar = new StatusBar();
  readonly cli = new CliHandlers();
  readonly protocolHandlers = new Map<string, Obsidian.ObsidianProtocolHandler>();
  readonly editorExtensions: Extension[] = [];
  readonly secretStorage: SecretStorage;
  readonly renderContext = { hoverPopover: null };
  lastEvent: Obsidian.UserEvent | null = null;
  /** Names the vault on this device, so that two vaults don't share what is stored in the browser. */
  private readonly appId: string;

  constructor(config: HostConfig) {
    this.appId = config.vaultPath;
    const adapter = config.phone ? new CapacitorAdapter(config.vaultPath) : new FileSystemAdapter(config.vaultPath);
    this.vault = new Vault(adapter, config.vaultPath);
    this.metadataCache = new MetadataCache(this.vault);
    this.fileManager = new FileManager(this);
    this.workspace = new Workspace(this);
    this.commands = new Commands(this);
    this.plugins = new Plugins(this);
    this.setting = new SettingWindow(this);
    this.secretStorage = new SecretStorage(`${this.appId}-secret-`);
    Menu.app = this;
    this.viewRegistry.registerView('markdown', (leaf) => new MarkdownView(leaf));
    this.viewRegistry.registerView(FILE_EXPLORER, (leaf) => new FileExplorerView(leaf));
    this.viewRegistry.registerExtensions(['md'], 'markdown');
    addAppCommands(this);
    this.rememberEvents();
  }

  isDarkMode(): boolean {
    return document.body.hasClass('theme-dark');
  }

  loadLocalStorage(key: string): unknown {
    const text = window.localStorage.getItem(`${this.appId}-${key}`);
    return text === null ? null : JSON.parse(text);
  }

  saveLocalStorage(key: string, value: unknown): void {
    const name = `${this.appId}-${key}`;
    if (value === null || value === undefined) window.localStorage.removeItem(name);
    else window.localStorage.setItem(name, JSON.stringify(value));
  }

  private rememberEvents(): void {
    for (const type of ['pointerdown', 'click', 'keydown', 'touchstart'] as const) {
      window.addEventListener(type, (event) => { this.lastEvent = event; }, { capture: true, passive: true });
    }
  }
}
