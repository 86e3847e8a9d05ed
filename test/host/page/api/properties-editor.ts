// The properties of a note as fields above its text. What is entered there is written into the text of the note, as
// one change of the editor, with the whole block of properties written anew.
import { getFrontMatterInfo, isMapping, readFrontmatter, stringifyYaml } from './yaml';

export class PropertiesEditor {
  private text = '';

  /** `write` gets the text of the whole note. */
  constructor(private readonly containerEl: HTMLElement, private readonly write: (text: string) => void) {
    containerEl.setAttrs({ role: 'group', 'aria-label': 'Properties' });
  }

  show(text: string): void {
    if (this.frontmatterOf(text) === this.frontmatterOf(this.text) && this.containerEl.childElementCount > 0) {
      this.text = text;
      return;
    }
    this.text = text;
    this.containerEl.empty();
    const properties = readFrontmatter(text);
    this.containerEl.toggle(properties !== null);
    for (const [key, value] of Object.entries(properties ?? {})) this.addRow(key, value);
  }

  private addRow(key: string, value: unknown): void {
    const row = this.containerEl.createDiv({ cls: 'metadata-property', attr: { 'data-property-key': key } });
    row.createDiv({ cls: 'metadata-property-key', text: key });
    const valueEl = row.createDiv('metadata-property-value');
    if (typeof value === 'boolean') this.addCheckbox(valueEl, key, value);
    else if (isMapping(value)) valueEl.createSpan({ cls: 'metadata-input-text', text: JSON.stringify(value) });
    else this.addText(valueEl, key, value);
  }

  private addCheckbox(parent: HTMLElement, key: string, value: boolean): void {
    const input = parent.createEl('input', { cls: 'metadata-input-checkbox', type: 'checkbox', attr: { 'aria-label': key } });
    input.checked = value;
    input.addEventListener('change', () => { this.set(key, input.checked); });
  }

  private addText(parent: HTMLElement, key: string, value: unknown): void {
    const shown = Array.isArray(value) ? value.join(', ') : typeof value === 'string' || typeof value === 'number' ? String(value) : '';
    const input = parent.createEl('input', { cls: 'metadata-input-text', type: 'text', value: shown, attr: { 'aria-label': key } });
    input.addEventListener('change', () => { this.set(key, entered(input.value, value)); });
  }

  private set(key: string, value: unknown): void {
    const { exists, contentStart } = getFrontMatterInfo(this.text);
    const properties = { ...readFrontmatter(this.text), [key]: value };
    const block = `---\n${stringifyYaml(properties)}---\n`;
    this.write(block + (exists ? this.text.slice(contentStart) : this.text));
  }

  private frontmatterOf(text: string): string | null {
    const { exists, frontmatter } = getFrontMatterInfo(text);
    return exists ? frontmatter : null;
  }
}

/** Keeps the type that the property had. */
function entered(text: string, before: unknown): unknown {
  if (Array.isArray(before)) return text.split(',').map((item) => item.trim()).filter(Boolean);
  if (typeof before === 'number' && text.trim() !== '' && Number.isFinite(Number(text))) return Number(text);
  return text === '' ? null : text;
}
