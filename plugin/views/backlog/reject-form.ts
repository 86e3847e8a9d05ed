// The four parts of a rejection. It is sent when all are filled; what was typed stays until it was sent or called off.
import { Component } from 'obsidian';
import type { ShownCriterion } from '../../../shared/story/queries/show';
import { emptyParts, REJECTION_PARTS } from '../../../shared/story/rejection';
import type { Rejection, RejectionPart } from '../../../shared/story/rejection';
import { showRefusal } from '../../ui/states';

const PARTS: Readonly<Record<RejectionPart, { name: string; hint: string }>> = {
  expected: { name: 'Expected', hint: 'The criterion, named or quoted' },
  delivered: { name: 'Delivered', hint: 'What is there instead' },
  gap: { name: 'Gap', hint: 'What is missing between the two' },
  fix: { name: 'Fix', hint: 'What would close the gap' },
};

export interface RejectFormHost {
  send(parts: Rejection, event: Event): void;
  reopen(event: Event): void;
  cancel(): void;
}

let forms = 0;

export class RejectForm extends Component {
  readonly el: HTMLFormElement;
  private readonly fields: ReadonlyMap<RejectionPart, { input: HTMLTextAreaElement; problem: HTMLElement }>;
  private readonly refusalEl: HTMLElement;

  constructor(parent: HTMLElement, id: string, criteria: readonly ShownCriterion[], private readonly host: RejectFormHost) {
    super();
    const name = `touchstone-reject-${forms++}`;
    this.el = parent.createEl('form', { cls: 'touchstone-reject', attr: { 'aria-labelledby': name, novalidate: true } });
    this.el.createEl('h4', { text: `Reject ${id}`, attr: { id: name } });
    if (criteria.length > 0) this.makeCriterion(criteria);
    this.fields = new Map(REJECTION_PARTS.map((part) => [part, this.makeField(part, name)]));
    this.refusalEl = this.el.createDiv({ attr: { tabindex: -1 } });
    this.refusalEl.hide();
    const buttons = this.el.createDiv({ cls: 'touchstone-actions' });
    buttons.createEl('button', { cls: 'mod-destructive', text: 'Send rejection', type: 'submit' });
    const reopen = buttons.createEl('button', { text: 'Reopen without a verdict', type: 'button' });
    const cancel = buttons.createEl('button', { text: 'Cancel', type: 'button' });
    this.registerDomEvent(this.el, 'submit', (event) => { this.submit(event); });
    this.registerDomEvent(reopen, 'click', (event) => { host.reopen(event); });
    this.registerDomEvent(cancel, 'click', () => { host.cancel(); });
  }

  focus(): void {
    this.fields.get('expected')?.input.focus();
  }

  /** Shows why it was refused; what was typed stays. */
  refuse(error: unknown): void {
    this.refusalEl.show();
    showRefusal(this.refusalEl, error);
    this.refusalEl.focus();
  }

  /** Choosing a criterion quotes it as what was expected. */
  private makeCriterion(criteria: readonly ShownCriterion[]): void {
    const label = this.el.createEl('label', { cls: 'touchstone-field' });
    label.createSpan({ cls: 'touchstone-field-name', text: 'Criterion' });
    const select = label.createEl('select', { cls: 'dropdown' });
    select.createEl('option', { value: '', text: 'Choose one to quote it' });
    for (const { n, text } of criteria) select.createEl('option', { text: n === null ? text : `AC #${n}: ${text}`, value: n === null ? text : `AC #${n}: ${text}` });
    this.registerDomEvent(select, 'change', () => {
      const input = this.fields.get('expected')?.input;
      if (!input || select.value === '') return;
      input.value = select.value;
      this.showProblem('expected', false);
    });
  }

  private makeField(part: RejectionPart, form: string): { input: HTMLTextAreaElement; problem: HTMLElement } {
    const field = this.el.createDiv({ cls: 'touchstone-field' });
    const id = `${form}-${part}`;
    field.createEl('label', { cls: 'touchstone-field-name', text: PARTS[part].name, attr: { for: id } });
    const input = field.createEl('textarea', { placeholder: PARTS[part].hint, attr: { id, rows: 2, 'aria-describedby': `${id}-problem` } });
    const problem = field.createDiv({ cls: 'touchstone-field-problem', attr: { id: `${id}-problem` } });
    this.registerDomEvent(input, 'input', () => { if (input.value.trim() !== '') this.showProblem(part, false); });
    return { input, problem };
  }

  private submit(event: SubmitEvent): void {
    event.preventDefault();
    const parts = Object.fromEntries([...this.fields].map(([part, { input }]) => [part, input.value])) as Rejection;
    const empty = emptyParts(parts);
    for (const part of REJECTION_PARTS) this.showProblem(part, empty.includes(part));
    const [first] = empty;
    if (first === undefined) this.host.send(parts, event);
    else this.fields.get(first)?.input.focus();
  }

  private showProblem(part: RejectionPart, isMissing: boolean): void {
    const field = this.fields.get(part);
    field?.problem.setText(isMissing ? `${PARTS[part].name} is missing: a rejection has all four parts.` : '');
    if (isMissing) field?.input.setAttribute('aria-invalid', 'true');
    else field?.input.removeAttribute('aria-invalid');
  }
}
