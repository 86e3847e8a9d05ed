// What a view shows where its content can't be: that notes are being read, that something is missing, or what went wrong.
import { setIcon } from 'obsidian';
import { TouchstoneError } from '../../shared/errors';

export interface EmptyState {
  icon: string;
  title: string;
  text?: string;
  /** `mod-cta` button. */
  action?: { label: string; run(event: MouseEvent): void };
}

/** Replaces the content of `el` by an empty state. */
export function showEmpty(el: HTMLElement, { icon, title, text, action }: EmptyState): void {
  el.empty();
  const box = el.createDiv({ cls: 'touchstone-empty' });
  setIcon(box.createDiv({ cls: 'touchstone-empty-icon' }), icon);
  box.createDiv({ cls: 'touchstone-empty-title', text: title });
  if (text !== undefined) box.createDiv({ cls: 'touchstone-empty-text', text });
  if (action) box.createEl('button', { cls: 'mod-cta', text: action.label }).addEventListener('click', (event) => { action.run(event); });
}

/** A gate that failed, as refusals list it in `details.gates`. */
interface FailedGate {
  gate: string;
  found: string;
  allowed: string;
}

/** Fills `el` with a refusal in words: what the rule says, what was found, what would be allowed. */
export function showRefusal(el: HTMLElement, error: unknown): void {
  el.empty();
  el.addClass('touchstone-refusal');
  el.setAttribute('role', 'alert');
  const { message, hint, gates } = refusalOf(error);
  el.createEl('p', { cls: 'touchstone-refusal-message', text: message });
  if (gates.length > 0) {
    const list = el.createEl('ul');
    for (const { gate, found, allowed } of gates) {
      const item = list.createEl('li');
      item.createEl('strong', { text: gate.replaceAll('_', ' ') });
      item.appendText(`: ${found}. Needed: ${allowed}`);
    }
  } else if (hint !== undefined) {
    el.createEl('p', { cls: 'touchstone-refusal-hint', text: hint });
  }
}

interface Refusal {
  message: string;
  hint: string | undefined;
  gates: FailedGate[];
}

/** A refusal of the core; anything else that was thrown is a bug of ours and says so. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof TouchstoneError) {
    const gates = Array.isArray(error.details['gates']) ? error.details['gates'] as FailedGate[] : [];
    return { message: error.message, hint: error.hint, gates };
  }
  const message = error instanceof Error ? error.message : String(error);
  return { message: `Something unforeseen happened: ${message}`, hint: 'Nothing more is known here; the developer console may say more.', gates: [] };
}
