// `Editor`: the app's interface to the text of an open note, over CodeMirror.
import { EditorSelection, Transaction } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import type * as Obsidian from 'obsidian';
import { runCommand } from './editor-commands';
import { smallestChange, type EditorHistory } from './editor-history';

type Position = Obsidian.EditorPosition;

export class Editor {
  /** The app has it under this name; plugins reach for it. */
  constructor(readonly cm: EditorView, private readonly history: EditorHistory) {}

  getDoc(): this {
    return this;
  }

  refresh(): void {
    this.cm.requestMeasure();
  }

  getValue(): string {
    return this.cm.state.doc.toString();
  }

  setValue(content: string): void {
    const changes = smallestChange(this.cm.state.doc, content);
    if (changes) this.cm.dispatch({ changes });
  }

  getLine(line: number): string {
    return this.cm.state.doc.line(line + 1).text;
  }

  setLine(line: number, text: string): void {
    this.replaceRange(text, { line, ch: 0 }, { line, ch: this.getLine(line).length });
  }

  lineCount(): number {
    return this.cm.state.doc.lines;
  }

  lastLine(): number {
    return this.lineCount() - 1;
  }

  getSelection(): string {
    const { from, to } = this.cm.state.selection.main;
    return this.cm.state.sliceDoc(from, to);
  }

  somethingSelected(): boolean {
    return !this.cm.state.selection.main.empty;
  }

  getRange(from: Position, to: Position): string {
    return this.cm.state.sliceDoc(this.posToOffset(from), this.posToOffset(to));
  }

  replaceSelection(replacement: string, origin?: string): void {
    this.cm.dispatch(this.cm.state.replaceSelection(replacement), annotated(origin));
  }

  replaceRange(replacement: string, from: Position, to: Position = from, origin?: string): void {
    this.cm.dispatch({ changes: { from: this.posToOffset(from), to: this.posToOffset(to), insert: replacement } }, annotated(origin));
  }

  getCursor(side: 'from' | 'to' | 'head' | 'anchor' = 'head'): Position {
    return this.offsetToPos(this.cm.state.selection.main[side]);
  }

  listSelections(): Obsidian.EditorSelection[] {
    return this.cm.state.selection.ranges.map(({ anchor, head }) => ({ anchor: this.offsetToPos(anchor), head: this.offsetToPos(head) }));
  }

  setCursor(position: Position | number, ch = 0): void {
    this.setSelection(typeof position === 'number' ? { line: position, ch } : position);
  }

  setSelection(anchor: Position, head: Position = anchor): void {
    this.setSelections([{ anchor, head }]);
  }

  setSelections(ranges: Obsidian.EditorSelectionOrCaret[], main = 0): void {
    const selection = ranges.map(({ anchor, head = anchor }) => EditorSelection.range(this.posToOffset(anchor), this.posToOffset(head)));
    this.cm.dispatch({ selection: EditorSelection.create(selection, main), scrollIntoView: true });
  }

  focus(): void {
    this.cm.focus();
  }

  blur(): void {
    this.cm.contentDOM.blur();
  }

  hasFocus(): boolean {
    return this.cm.hasFocus;
  }

  getScrollInfo(): { top: number; left: number } {
    return { top: this.cm.scrollDOM.scrollTop, left: this.cm.scrollDOM.scrollLeft };
  }

  scrollTo(x?: number | null, y?: number | null): void {
    if (typeof x === 'number') this.cm.scrollDOM.scrollLeft = x;
    if (typeof y === 'number') this.cm.scrollDOM.scrollTop = y;
  }

  scrollIntoView({ from, to }: Obsidian.EditorRange, center = false): void {
    const range = EditorSelection.range(this.posToOffset(from), this.posToOffset(to));
    this.cm.dispatch({ effects: EditorView.scrollIntoView(range, center ? { y: 'center' } : {}) });
  }

  undo(): void {
    this.history.undo(this.cm);
  }

  redo(): void {
    this.history.redo(this.cm);
  }

  exec(command: Obsidian.EditorCommandName): void {
    runCommand(this.cm, command);
  }

  transaction({ changes, selection, selections, replaceSelection }: Obsidian.EditorTransaction, origin?: string): void {
    if (replaceSelection !== undefined) this.replaceSelection(replaceSelection, origin);
    if (changes) {
      const specs = changes.map(({ from, to, text }) => ({ from: this.posToOffset(from), to: this.posToOffset(to ?? from), insert: text }));
      this.cm.dispatch({ changes: specs }, annotated(origin));
    }
    const wanted = selections ?? (selection ? [selection] : null);
    if (wanted) this.setSelections(wanted.map(({ from, to }) => ({ anchor: from, head: to ?? from })));
  }

  wordAt(position: Position): Obsidian.EditorRange | null {
    const word = this.cm.state.wordAt(this.posToOffset(position));
    return word ? { from: this.offsetToPos(word.from), to: this.offsetToPos(word.to) } : null;
  }

  posToOffset({ line, ch }: Position): number {
    const { doc } = this.cm.state;
    if (line < 0) return 0;
    if (line >= doc.lines) return doc.length;
    const { from, to } = doc.line(line + 1);
    return Math.min(from + Math.max(0, ch), to);
  }

  offsetToPos(offset: number): Position {
    const { doc } = this.cm.state;
    const line = doc.lineAt(Math.clamp(offset, 0, doc.length));
    return { line: line.number - 1, ch: Math.clamp(offset, 0, doc.length) - line.from };
  }

  processLines<T>(
    read: (line: number, text: string) => T | null,
    write: (line: number, text: string, value: T | null) => Obsidian.EditorChange | void,
    ignoreEmpty = true,
  ): void {
    const first = this.getCursor('from').line;
    const last = this.getCursor('to').line;
    const changes: Obsidian.EditorChange[] = [];
    for (let line = first; line <= last; line++) {
      const text = this.getLine(line);
      if (ignoreEmpty && first !== last && text.trim() === '') continue;
      const change = write(line, text, read(line, text));
      if (change) changes.push(change);
    }
    this.transaction({ changes });
  }
}

function annotated(origin: string | undefined): { annotations: ReturnType<typeof Transaction.userEvent.of>[] } {
  return { annotations: origin === undefined ? [] : [Transaction.userEvent.of(origin)] };
}
