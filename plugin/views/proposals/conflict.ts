// Why a proposal can't be applied as the target is now, passage by passage. Nothing is applied meanwhile.
import type { ProposalChange } from '../../../shared/proposal/queries';
import { visibleText } from '../../diff/invisible';

export function drawConflict(el: HTMLElement, { why, passages }: NonNullable<ProposalChange['conflict']>): void {
  el.addClass('touchstone-conflict');
  el.createEl('p', { text: `This can't be applied as the target is now: ${why}. Nothing is changed; settle it with “edit, then accept”, or reject it.` });
  for (const { line, now, base, proposed } of passages) {
    const part = el.createDiv({ cls: 'touchstone-conflict-passage' });
    part.createDiv({ cls: 'touchstone-conflict-place', text: `Line ${line} of the target` });
    side(part, 'When it was proposed', base);
    side(part, 'The target now', now);
    side(part, 'Proposed', proposed);
  }
}

function side(el: HTMLElement, title: string, lines: readonly string[]): void {
  const box = el.createDiv({ cls: 'touchstone-conflict-side' });
  box.createDiv({ cls: 'touchstone-conflict-title', text: title });
  if (lines.length === 0) box.createDiv({ cls: 'touchstone-quiet', text: 'nothing' });
  else box.createEl('pre').createEl('code', { text: lines.map(visibleText).join('\n') });
}
