// Makes the CodeMirror editor of a note: the app's own parts, and what plugins have registered.
import { Compartment, EditorState, StateField, type Extension } from '@codemirror/state';
import { EditorView, drawSelection, dropCursor, keymap } from '@codemirror/view';
import type { MarkdownFileInfo } from 'obsidian';
import { Editor } from './editor';
import { editorKeys } from './editor-commands';
import { EditorHistory, smallestChange } from './editor-history';

/** What the editor tells its view. */
export interface EditorOwner {
  info: MarkdownFileInfo;
  /** Extensions of plugins, read again whenever the app's options change. */
  extensions(): Extension[];
  changed(): void;
  pasted(event: ClipboardEvent): void;
  dropped(event: DragEvent): void;
}

function fieldOf<T>(): StateField<T> {
  return StateField.define<T>({ create: () => undefined as T, update: (value) => value });
}

export const editorEditorField = fieldOf<EditorView>();
export const editorInfoField = fieldOf<MarkdownFileInfo>();
export const editorLivePreviewField = fieldOf<boolean>();
/**
 * The old name of {@link editorInfoField}.
 * @alias editorInfoField
 */
export const editorViewField = editorInfoField;

export class NoteEditor {
  readonly editor: Editor;
  private readonly view: EditorView;
  private readonly history = new EditorHistory();
  private readonly plugins = new Compartment();

  constructor(private readonly owner: EditorOwner, parent: HTMLElement) {
    this.view = new EditorView({ parent, root: parent.doc });
    this.editor = new Editor(this.view, this.history);
    this.clear();
  }

  get(): string {
    return this.view.state.doc.toString();
  }

  /** Changes as little as needed, so that the cursor stays where it was. */
  set(text: string, clear: boolean): void {
    if (clear) {
      this.view.setState(this.newState(text));
      this.history.clear();
      return;
    }
    const changes = smallestChange(this.view.state.doc, text);
    if (changes) this.view.dispatch({ changes, userEvent: 'set' });
  }

  clear(): void {
    this.set('', true);
  }

  updateExtensions(): void {
    this.view.dispatch({ effects: this.plugins.reconfigure(this.owner.extensions()) });
  }

  destroy(): void {
    this.view.destroy();
  }

  private newState(text: string): EditorState {
    return EditorState.create({
      doc: text,
      extensions: [
        editorEditorField.init(() => this.view),
        editorInfoField.init(() => this.owner.info),
        editorLivePreviewField.init(() => false),
        EditorState.allowMultipleSelections.of(true),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ 'aria-label': 'Note text', spellcheck: 'false' }),
        drawSelection(),
        dropCursor(),
        keymap.of(editorKeys(this.history)),
        EditorView.updateListener.of((update) => {
          this.history.note(update);
          if (update.docChanged && !update.transactions.some((transaction) => transaction.isUserEvent('set'))) this.owner.changed();
        }),
        EditorView.domEventHandlers({
          paste: (event) => { this.owner.pasted(event); return event.defaultPrevented; },
          drop: (event) => { this.owner.dropped(event); return event.defaultPrevented; },
        }),
        this.plugins.of(this.owner.extensions()),
      ],
    });
  }
}
