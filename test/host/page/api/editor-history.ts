// Undo and redo of one editor: changes that follow each other within half a second are one step.
import { Annotation, EditorSelection, Transaction, type ChangeSet, type Text } from '@codemirror/state';
import type { EditorView, ViewUpdate } from '@codemirror/view';

/** Milliseconds. */
const ONE_STEP = 500;

interface Step {
  /** Takes the text back. */
  inverse: ChangeSet;
  selection: EditorSelection;
}

const fromHistory = Annotation.define<'undo' | 'redo'>();

export class EditorHistory {
  private done: Step[] = [];
  private undone: Step[] = [];
  private lastAt = 0;

  clear(): void {
    this.done = [];
    this.undone = [];
    this.lastAt = 0;
  }

  /** Given each update of the editor. */
  note(update: ViewUpdate): void {
    for (const transaction of update.transactions) if (transaction.docChanged) this.noteChange(transaction);
  }

  undo(view: EditorView): boolean {
    return this.step(view, this.done, 'undo');
  }

  redo(view: EditorView): boolean {
    return this.step(view, this.undone, 'redo');
  }

  private noteChange(transaction: Transaction): void {
    const step = { inverse: transaction.changes.invert(transaction.startState.doc), selection: transaction.startState.selection };
    const source = transaction.annotation(fromHistory);
    if (source === 'undo') this.undone.push(step);
    else if (source === 'redo') this.done.push(step);
    else this.add(step, transaction.annotation(Transaction.time) ?? Date.now());
  }

  private add(step: Step, at: number): void {
    const last = this.done.at(-1);
    if (last && at - this.lastAt < ONE_STEP) last.inverse = step.inverse.compose(last.inverse);
    else this.done.push(step);
    this.lastAt = at;
    this.undone = [];
  }

  private step(view: EditorView, from: Step[], source: 'undo' | 'redo'): boolean {
    const step = from.pop();
    if (!step) return false;
    this.lastAt = 0;
    view.dispatch({
      changes: step.inverse,
      selection: within(step.selection, step.inverse.newLength),
      annotations: [fromHistory.of(source), Transaction.userEvent.of(source)],
      scrollIntoView: true,
    });
    return true;
  }
}

function within(selection: EditorSelection, length: number): EditorSelection {
  const { anchor, head } = selection.main;
  return EditorSelection.single(Math.min(anchor, length), Math.min(head, length));
}

/** The smallest single change that makes `after` of `before`; `null` when they are the same. */
export function smallestChange(before: Text, after: string): { from: number; to: number; insert: string } | null {
  const text = before.toString();
  if (text === after) return null;
  let start = 0;
  while (start < text.length && start < after.length && text[start] === after[start]) start += 1;
  let [end, afterEnd] = [text.length, after.length];
  while (end > start && afterEnd > start && text[end - 1] === after[afterEnd - 1]) {
    end -= 1;
    afterEnd -= 1;
  }
  return { from: start, to: end, insert: after.slice(start, afterEnd) };
}
