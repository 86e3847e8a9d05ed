// Starts the app in the page: the window's additions, the frame, the vault, its plugins, and last the layout.
import * as codemirrorCommands from '@codemirror/commands';
import * as codemirrorState from '@codemirror/state';
import * as codemirrorView from '@codemirror/view';
import type { FolderEntry } from '../wire';
import { App } from './api/app';
import * as obsidian from './api/index';
import { becomePhone } from './api/platform';
import { watchTooltips } from './api/tooltip';
import { call, readConfig } from './bridge';
import { HostControls } from './controls';
import { installInto } from './dom/install';
import { installProcess, nodeModules } from './node/modules';
import { makeRequire } from './require';
import { buildFrame } from './shell/frame';

declare global {
  interface Window {
    app: App;
    /** For the tests; a plugin must not look at it. */
    host: HostControls;
  }
}

/** Modules that the app bundles itself, besides `obsidian`. It has more of CodeMirror's than the host does. */
const BUNDLED = new Map<string, unknown>([
  ['obsidian', obsidian],
  ['@codemirror/commands', codemirrorCommands],
  ['@codemirror/state', codemirrorState],
  ['@codemirror/view', codemirrorView],
]);

installInto(window);
const config = readConfig();
if (config.phone) becomePhone();
const app = new App(config);
const controls = new HostControls(app);
Object.assign(window, { app, host: controls });
controls.ready = start();

async function start(): Promise<void> {
  const node = config.phone ? null : nodeModules(config);
  if (node) installProcess(node);
  app.plugins.require = makeRequire(BUNDLED, node, controls.unknownRequires);
  buildFrame(app);
  app.keymap.listenTo(window);
  watchTooltips(document);
  await listenForChanges();
  await app.vault.loadConfig();
  // As in the app: plugins are loaded before the vault tells of its files.
  await app.plugins.loadEnabled();
  app.vault.load(await call<FolderEntry[]>('vault.entries'));
  app.metadataCache.isLoaded = true;
  await app.workspace.becomeReady();
  app.metadataCache.tellResolved();
}

/** Resolved once nothing that happens from now on can be missed. */
function listenForChanges(): Promise<void> {
  const source = new EventSource('/changes');
  source.addEventListener('message', (event: MessageEvent<string>) => {
    const paths = JSON.parse(event.data) as string[];
    void app.vault.lookAt(paths.filter((path) => !path.startsWith('.')));
    void app.plugins.settingsChanged(paths.filter((path) => path.startsWith('.')));
  });
  return new Promise((resolve) => { source.addEventListener('open', () => { resolve(); }, { once: true }); });
}
