// Marks the body with what changed an open note last, so that a test can see what an extension of the editor is told.
import { EditorView } from '@codemirror/view';
import type { Extension } from '@codemirror/state';

export function watchTyping(): Extension {
  return EditorView.updateListener.of((update) => {
    if (!update.docChanged) return;
    const events = update.transactions.map((transaction) => ['input', 'delete', 'undo', 'redo', 'set'].find((name) => transaction.isUserEvent(name)) ?? 'program');
    update.view.dom.doc.body.setAttr('data-last-change', events.join(' '));
  });
}
