// The commands that `Editor.exec` knows, and the keys of the editor. Keys that the browser handles by itself in an
// editable element are left to it, so that what they do comes in as a person's input.
import { EditorSelection, type ChangeSpec } from '@codemirror/state';
import type { EditorView, KeyBinding } from '@codemirror/view';
import type { EditorCommandName } from 'obsidian';
import type { EditorHistory } from './editor-history';

type Command = (view: EditorView) => void;

const INDENT = '\t';
/** What a new line begins with when the one before is part of a list. */
const LIST_MARK = /^([ \t]*)(?:([-*+])|(\d+)([.)]))( +)(\[.\] )?/;

const COMMANDS: Partial<Record<EditorCommandName, Command>> = {
  goUp: (view) => { moveTo(view, view.moveVertically(view.state.selection.main, false).head); },
  goDown: (view) => { moveTo(view, view.moveVertically(view.state.selection.main, true).head); },
  goLeft: (view) => { moveTo(view, view.moveByChar(view.state.selection.main, false).head); },
  goRight: (view) => { moveTo(view, view.moveByChar(view.state.selection.main, true).head); },
  goStart: (view) => { moveTo(view, 0); },
  goEnd: (view) => { moveTo(view, view.state.doc.length); },
  goWordLeft: (view) => { moveTo(view, view.moveByGroup(view.state.selection.main, false).head); },
  goWordRight: (view) => { moveTo(view, view.moveByGroup(view.state.selection.main, true).head); },
  indentMore: (view) => { changeLines(view, (line) => ({ from: line.from, insert: INDENT })); },
  indentLess: (view) => { changeLines(view, (line) => ({ from: line.from, to: line.from + (/^(\t| {1,4})/.exec(line.text)?.[0].length ?? 0) })); },
  newlineAndIndent: insertLineBreak,
  swapLineUp: (view) => { swapLine(view, -1); },
  swapLineDown: (view) => { swapLine(view, 1); },
  deleteLine: (view) => {
    const line = view.state.doc.lineAt(view.state.selection.main.head);
    view.dispatch({ changes: { from: line.from, to: Math.min(line.to + 1, view.state.doc.length) }, userEvent: 'delete' });
  },
};

/** Folding has no effect: the host folds nothing. */
export function runCommand(view: EditorView, name: EditorCommandName): void {
  COMMANDS[name]?.(view);
}

export function editorKeys(history: EditorHistory): KeyBinding[] {
  return [
    { key: 'Enter', run: handled(insertLineBreak) },
    { key: 'Tab', run: handled((view) => { runCommand(view, 'indentMore'); }) },
    { key: 'Shift-Tab', run: handled((view) => { runCommand(view, 'indentLess'); }) },
    { key: 'Mod-a', run: handled((view) => { view.dispatch({ selection: { anchor: 0, head: view.state.doc.length } }); }) },
    { key: 'Mod-z', run: (view) => history.undo(view) },
    { key: 'Mod-y', run: (view) => history.redo(view) },
    { key: 'Mod-Shift-z', run: (view) => history.redo(view) },
    { key: 'Mod-Home', run: handled((view) => { runCommand(view, 'goStart'); }) },
    { key: 'Mod-End', run: handled((view) => { runCommand(view, 'goEnd'); }) },
  ];
}

function handled(command: Command): (view: EditorView) => boolean {
  return (view) => {
    command(view);
    return true;
  };
}

function moveTo(view: EditorView, head: number): void {
  view.dispatch({ selection: { anchor: head }, scrollIntoView: true, userEvent: 'select' });
}

function insertLineBreak(view: EditorView): void {
  const { main } = view.state.selection;
  const line = view.state.doc.lineAt(main.from);
  const mark = LIST_MARK.exec(view.state.sliceDoc(line.from, main.from));
  const isEmptyItem = mark !== null && line.text.length === mark[0].length;
  const spec = isEmptyItem
    ? { changes: { from: line.from, to: line.to }, selection: EditorSelection.cursor(line.from) }
    : view.state.replaceSelection(`\n${mark ? nextMark(mark) : /^[ \t]*/.exec(line.text)?.[0] ?? ''}`);
  view.dispatch(spec, { userEvent: 'input', scrollIntoView: true });
}

function nextMark([, indent = '', bullet, number, after = '', space = ' ', task]: RegExpExecArray): string {
  const mark = bullet ?? `${Number(number) + 1}${after}`;
  return indent + mark + space + (task === undefined ? '' : '[ ] ');
}

function changeLines(view: EditorView, change: (line: { from: number; text: string }) => ChangeSpec): void {
  const { doc, selection } = view.state;
  const [first, last] = [doc.lineAt(selection.main.from).number, doc.lineAt(selection.main.to).number];
  const changes: ChangeSpec[] = [];
  for (let number = first; number <= last; number++) changes.push(change(doc.line(number)));
  view.dispatch({ changes, userEvent: 'input.indent' });
}

function swapLine(view: EditorView, by: 1 | -1): void {
  const { doc, selection } = view.state;
  const line = doc.lineAt(selection.main.head);
  const otherNumber = line.number + by;
  if (otherNumber < 1 || otherNumber > doc.lines) return;
  const other = doc.line(otherNumber);
  const [upper, lower] = by === 1 ? [line, other] : [other, line];
  view.dispatch({ changes: { from: upper.from, to: lower.to, insert: `${lower.text}\n${upper.text}` }, userEvent: 'move.line' });
}
