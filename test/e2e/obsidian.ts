// Opens the host of Obsidian in a real browser, on a real vault, with a release bundle of a plugin. A test that saw a
// page error, a console error, a request to elsewhere or an unknown `require` fails when the app is closed.
import { mkdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BrowserContext, Page } from 'playwright-core';
import { onTestFinished } from 'vitest';
import type {} from '../host/page/main';
import { axe, type AxeOptions } from './axe';
import { browser } from './browser';
import { HostProcess } from './host-process';
import { installPlugin } from './install-plugin';
import { Problems } from './problems';

const ARTEFACTS = fileURLToPath(new URL('artefacts', import.meta.url));
const DESKTOP = { width: 1200, height: 800 };
/** A common phone, in CSS pixels. */
const PHONE = { width: 390, height: 844 };

export interface OpenOptions {
  /** Folder of the vault. */
  vault: string;
  /** Folder with `main.js`, `manifest.json`, `styles.css`; installed and enabled first. Without it, what the vault has. */
  plugin?: string;
  phone?: boolean;
  dark?: boolean;
  /** CSS pixels. */
  width?: number;
  height?: number;
}

/** The test that calls this closes the app when it ends, and fails when there were problems. */
export async function openObsidian(options: OpenOptions): Promise<Obsidian> {
  const vault = realpathSync(options.vault);
  if (options.plugin !== undefined) installPlugin(vault, options.plugin);
  const { phone = false, dark = false } = options;
  const { width, height } = { ...(phone ? PHONE : DESKTOP), ...options };
  const process = await HostProcess.start({ vault, phone, dark, port: 0 });
  const context = await (await browser()).newContext({
    viewport: { width, height },
    reducedMotion: 'reduce',
    ...(phone ? { hasTouch: true, isMobile: true } : {}),
  });
  // As long as `expect.poll` waits (`vitest.config.mts`).
  context.setDefaultTimeout(60_000);
  const obsidian = new Obsidian(vault, { phone, dark }, process, context);
  onTestFinished(() => obsidian.close());
  await obsidian.start();
  return obsidian;
}

export class Obsidian {
  readonly problems: Problems;
  private window: Page | null = null;

  constructor(
    readonly vault: string,
    private readonly look: { phone: boolean; dark: boolean },
    private process: HostProcess,
    readonly context: BrowserContext,
  ) {
    this.problems = new Problems(context, process.origin);
  }

  /** The main window. */
  get page(): Page {
    if (!this.window) throw new Error('the app is not open');
    return this.window;
  }

  /** The process id that locks of the plugin name. */
  get pid(): number {
    return this.process.pid;
  }

  async start(): Promise<void> {
    this.window = await this.context.newPage();
    await this.window.goto(this.process.origin);
    await this.window.evaluate(() => window.host.ready);
  }

  /** Quits and starts again: settings, layout and what is stored on the device stay. */
  async restart(): Promise<void> {
    await this.page.evaluate(() => window.host.quit());
    await this.checkRequires();
    await this.page.close();
    const { port } = this.process;
    await this.process.end();
    this.process = await HostProcess.start({ vault: this.vault, ...this.look, port });
    await this.start();
  }

  /** Without the palette: as a hotkey would. False when it can't be run right now. */
  run(commandId: string): Promise<boolean> {
    return this.page.evaluate((id) => window.host.runCommand(id), commandId);
  }

  /** By the keyboard, as a person finds a command. */
  async choose(commandName: string): Promise<void> {
    await this.page.keyboard.press('Control+P');
    await this.page.getByPlaceholder('Select a command...').fill(commandName);
    await this.page.locator('.prompt .suggestion-item.is-selected', { hasText: commandName }).waitFor();
    await this.page.keyboard.press('Enter');
  }

  openFile(path: string, where: 'tab' | 'split' | false = false): Promise<void> {
    return this.page.evaluate(([file, place]) => window.host.openFile(file, place), [path, where] as const);
  }

  openSettings(pluginId: string): Promise<boolean> {
    return this.page.evaluate((id) => window.host.openSettings(id), pluginId);
  }

  /** As `obsidian <command> key=value`. */
  cli(command: string, params: Record<string, string> = {}): Promise<string> {
    return this.page.evaluate(([name, given]) => window.host.runCli(name, given), [command, params] as const);
  }

  /** `obsidian://<action>?key=value`, as if a link to it was followed elsewhere. */
  async openUri(uri: string): Promise<void> {
    await this.page.evaluate(async (address) => { await window.host.openUri(address); }, uri);
  }

  setDark(dark: boolean): Promise<void> {
    return this.page.evaluate((on) => { window.host.setDark(on); }, dark);
  }

  /** Opens it; `width` in CSS pixels, for views in narrow panes. */
  setSidebar(side: 'left' | 'right', width = 300): Promise<void> {
    return this.page.evaluate(([which, wide]) => { window.host.setSidebar(which, wide); }, [side, width] as const);
  }

  setPluginEnabled(id: string, enabled: boolean): Promise<void> {
    return this.page.evaluate(([which, on]) => window.host.setPluginEnabled(which, on), [id, enabled] as const);
  }

  /** What a plugin can leave behind; see `HostControls.traces`. */
  traces(): Promise<Record<string, number>> {
    return this.page.evaluate(() => window.host.traces());
  }

  /** Names of icons that the host does not know, so that somebody looks whether the app does. */
  unknownIcons(): Promise<string[]> {
    return this.page.evaluate(() => window.host.unknownIcons());
  }

  axe(options?: AxeOptions): Promise<string[]> {
    return axe(this.page, options);
  }

  /** Kept as `test/e2e/artefacts/<name>.png` for people to look at. */
  async screenshot(name: string): Promise<void> {
    mkdirSync(ARTEFACTS, { recursive: true });
    await this.page.screenshot({ path: join(ARTEFACTS, `${name}.png`) });
  }

  /** Ends the app without any goodbye, as a power cut does. It can't be used afterwards. */
  async crash(): Promise<void> {
    await this.context.close();
    await this.process.kill();
  }

  /** Throws when there were problems. A second call only looks for them again. */
  async close(): Promise<void> {
    await this.checkRequires();
    await this.context.close();
    await this.process.end();
    const problems = this.problems.list();
    if (problems.length > 0) throw new Error(`The app had problems:\n${problems.join('\n')}`);
  }

  /** Names that were required since the last call and that the app does not have; each is a problem. */
  async checkRequires(): Promise<string[]> {
    if (!this.window || this.window.isClosed()) return [];
    const unknown = await this.window.evaluate(() => window.host.unknownRequires.splice(0));
    for (const name of unknown) this.problems.add(`unknown require: ${name}`);
    return unknown;
  }
}
