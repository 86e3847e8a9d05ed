// The plugin's page in the app's settings window: the person's name on this device, what the plugin does, and every
// setting of the core, changed as governed operations in the person's name.
import type { App, SettingDefinitionItem } from 'obsidian';
import { debounce, PluginSettingTab } from 'obsidian';
import { settingText } from '../../shared/settings/definitions';
import { setSetting } from '../../shared/settings/planners';
import type { SettingKey } from '../../shared/settings/table';
import type { Engine } from '../engine/engine';
import type TouchstonePlugin from '../main';
import { RefusalModal } from '../modals/refusal-modal';
import { personOf, setPerson } from '../person';
import { coreDefinitions, coreKeyOf } from './core-rows';

/** Control key of the person's name, which is stored on the device and not in the vault. */
const PERSON = 'person';
/** Milliseconds without a key after which a typed value is taken: each change is a line in the ledger. */
const QUIET = 800;
/** Milliseconds for which a key or click in this page stands behind a change. */
const TOUCHED_FOR = 5000;

export class TouchstoneSettingTab extends PluginSettingTab {
  /** Values that were typed and are not recorded yet. */
  private readonly typed = new Map<SettingKey, string>();
  private readonly record = debounce(() => { void this.recordTyped(); }, QUIET, true);
  private touchedAt = Number.NEGATIVE_INFINITY;

  constructor(app: App, plugin: TouchstonePlugin, private readonly engine: Engine) {
    super(app, plugin);
    this.icon = 'layout-dashboard';
    const touch = (event: Event): void => { if (event.isTrusted) this.touchedAt = event.timeStamp; };
    for (const type of ['input', 'change', 'click', 'keydown']) this.containerEl.addEventListener(type, touch, { capture: true });
  }

  override getSettingDefinitions(): SettingDefinitionItem[] {
    const { standing } = this.engine;
    return [
      { name: 'Your name', desc: 'Decisions and edits are recorded under it. It stays on this device.', control: { type: 'text', key: PERSON, placeholder: 'Nobody yet' } },
      { name: 'Record my edits', desc: 'What you change in an editor here is recorded under your name after a short pause, so that it is no drift.', control: { type: 'toggle', key: 'recordEdits' } },
      {
        name: 'Rules of this vault', visible: () => standing.kind !== 'deciding',
        desc: standing.kind === 'reading' || standing.kind === 'failed' ? standing.why : 'The notes of this vault are still being read.',
      },
      ...coreDefinitions(() => this.engine.standing.kind !== 'deciding'),
    ];
  }

  override getControlValue(key: string): unknown {
    if (key === PERSON) return personOf(this.app) ?? '';
    const core = coreKeyOf(key);
    if (core === null) return super.getControlValue(key);
    const { standing } = this.engine;
    if (standing.kind === 'starting' || standing.kind === 'failed') return undefined;
    const value = this.engine.config.settings[core];
    return typeof value === 'boolean' ? value : this.typed.get(core) ?? settingText(value);
  }

  override async setControlValue(key: string, value: unknown): Promise<void> {
    const core = coreKeyOf(key);
    if (key === PERSON) {
      setPerson(this.app, String(value));
      this.engine.personChanged();
      this.refreshDomState();
    } else if (core === null) {
      await super.setControlValue(key, value);
    } else {
      this.typed.set(core, String(value));
      this.record();
    }
  }

  override hide(): void {
    super.hide();
    this.record.run();
  }

  private async recordTyped(): Promise<void> {
    const changes = [...this.typed];
    this.typed.clear();
    // What a program sets here is nobody's decision (`decisions.md` 35).
    if (performance.now() - this.touchedAt > TOUCHED_FOR + QUIET) return;
    for (const [key, value] of changes) {
      try {
        await this.engine.decide(setSetting({ key, value }));
      } catch (error) {
        new RefusalModal(this.app, `set ${key}`, error).open();
        this.update();
      }
    }
  }
}
