// Puts the control of a declared setting into its row: reads the value, checks what is entered, and stores it.
import type * as Obsidian from 'obsidian';
import type { TFile, TFolder } from './files';
import { PathSuggest } from './path-suggest';
import type { Setting } from './setting';
import type { SettingTab } from './setting-tab';

type Control = Obsidian.SettingControl;

let count = 0;

export function addControl(setting: Setting, control: Control, tab: SettingTab): void {
  const value = tab.getControlValue(control.key) ?? control.defaultValue;
  const take = (entered: unknown): void => { void store(setting, control, tab, entered); };
  label(setting, draw(setting, control, tab, value, take));
  if (control.validate && value !== undefined) void showProblem(setting, control, value);
}

async function store(setting: Setting, control: Control, tab: SettingTab, value: unknown): Promise<void> {
  if (await showProblem(setting, control, value)) return;
  await tab.setControlValue(control.key, value);
}

/** True when there is one. */
async function showProblem(setting: Setting, control: Control, value: unknown): Promise<boolean> {
  const problem = await (control.validate as ((value: unknown) => unknown) | undefined)?.(value);
  const message = typeof problem === 'string' && problem !== '' ? problem : null;
  setting.setErrorMessage(message);
  return message !== null;
}

/** Answers the element that gets the name. */
function draw(setting: Setting, control: Control, tab: SettingTab, value: unknown, take: (value: unknown) => void): HTMLElement {
  let element = setting.controlEl;
  switch (control.type) {
    case 'toggle':
      setting.addToggle((toggle) => { element = toggle.setValue(value === true).onChange(take).labelledEl; });
      return element;
    case 'dropdown':
      setting.addDropdown((dropdown) => { element = dropdown.addOptions(control.options).setValue(textOf(value)).onChange(take).selectEl; });
      return element;
    case 'textarea':
      setting.addTextArea((area) => {
        element = area.setPlaceholder(control.placeholder ?? '').setValue(textOf(value)).onChange(take).inputEl;
        if (control.rows !== undefined) area.inputEl.rows = control.rows;
      });
      return element;
    case 'number':
      setting.addText((text) => { element = drawNumber(text.inputEl, control, value, take); });
      return element;
    case 'slider':
      setting.addSlider((slider) => {
        slider.setLimits(control.min, control.max, control.step).setValue(Number(value ?? control.min)).onChange(take);
        if (control.displayFormat) slider.setDisplayFormat(control.displayFormat);
        element = slider.sliderEl;
      });
      return element;
    case 'color':
      setting.addColorPicker((color) => { element = color.setValue(textOf(value)).onChange(take).labelledEl; });
      return element;
    case 'text': case 'file': case 'folder':
      setting.addText((text) => { element = text.setPlaceholder(control.placeholder ?? '').setValue(textOf(value)).onChange(take).inputEl; });
      if (control.type !== 'text') suggestPaths(element as HTMLInputElement, control, tab, take);
      return element;
  }
}

function drawNumber(inputEl: HTMLInputElement, control: Obsidian.SettingNumberControl, value: unknown, take: (value: unknown) => void): HTMLElement {
  inputEl.type = 'number';
  inputEl.value = textOf(value);
  inputEl.setAttrs({ placeholder: control.placeholder ?? null, min: control.min ?? null, max: control.max ?? null, step: control.step ?? null });
  inputEl.addEventListener('input', () => { take(Number.isNaN(inputEl.valueAsNumber) ? control.defaultValue ?? 0 : inputEl.valueAsNumber); });
  return inputEl;
}

function suggestPaths(inputEl: HTMLInputElement, control: Obsidian.SettingFileControl | Obsidian.SettingFolderControl, tab: SettingTab, take: (value: unknown) => void): void {
  const paths = (): string[] => {
    const { vault } = tab.app;
    if (control.type === 'file') return vault.getFiles().filter((file: TFile) => control.filter?.(file as never) ?? true).map(({ path }) => path);
    const folders = vault.getAllFolders(control.includeRoot ?? false);
    return folders.filter((folder: TFolder) => control.filter?.(folder as never) ?? true).map(({ path }) => path);
  };
  new PathSuggest(tab.app, inputEl, paths).onSelect(take);
}

function label(setting: Setting, element: HTMLElement): void {
  const id = ++count;
  setting.nameEl.id = `setting-name-${id}`;
  setting.descEl.id = `setting-desc-${id}`;
  element.setAttrs({ 'aria-labelledby': setting.nameEl.id, 'aria-describedby': setting.descEl.id });
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
