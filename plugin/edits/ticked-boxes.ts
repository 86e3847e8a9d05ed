// Boxes that the person ticked in the reading view, where no editor tells of changes: the note may differ from what was
// shown by as many marks of tasks as there were trusted clicks, and by nothing else.
import type { EditBase } from '../../shared/integrity/record-edit';
import type { Vouching } from './edit-chain';

export class TickedBoxes implements Vouching {
  private before: string;
  private clicks = 1;

  /** `before`: what the view showed when the first box was clicked. */
  constructor(public path: string | null, before: string) {
    this.before = before;
  }

  get bases(): EditBase[] {
    return [{ kind: 'text', text: this.before }];
  }

  get isOpen(): boolean {
    return this.clicks > 0;
  }

  click(before: string): void {
    if (!this.isOpen) this.before = before;
    this.clicks += 1;
  }

  leadsTo(text: string): boolean {
    const changed = changedMarks(this.before, text);
    return changed !== null && changed > 0 && changed <= this.clicks;
  }

  settle(text: string): void {
    this.before = text;
    this.clicks = 0;
  }
}

const TASK = /^(\s*(?:>\s*)*(?:[-*+]|\d+[.)])\s+\[).(\])/u;

/** How many tasks have another mark; `null` when anything else differs. */
export function changedMarks(before: string, after: string): number | null {
  const [was, is] = [before.split('\n'), after.split('\n')];
  if (was.length !== is.length) return null;
  let changed = 0;
  for (const [at, line] of was.entries()) {
    if (line === is[at]) continue;
    if (line.replace(TASK, '$1 $2') !== is[at]?.replace(TASK, '$1 $2')) return null;
    changed += 1;
  }
  return changed;
}
