// Follows every open editor: each change of its text goes into its chain, as the person's or not.
import type { Extension, Text } from '@codemirror/state';
import type { EditorView, ViewUpdate } from '@codemirror/view';
import { ViewPlugin } from '@codemirror/view';
import type { MarkdownFileInfo } from 'obsidian';
import { editorInfoField, MarkdownView } from 'obsidian';
import { EditChain } from './edit-chain';
import type { TrustedInput } from './trusted-input';
import { whoseChange } from './whose-change';

export interface ChainKeeper {
  opened(chain: EditChain<Text>): void;
  /** The person changed the text, or the app put their open edits on top of another text of the file. */
  edited(chain: EditChain<Text>): void;
  closed(chain: EditChain<Text>): void;
  /** Another editor that shows `text` of the same note and vouches for it. */
  twinOf(chain: EditChain<Text>, text: Text): EditChain<Text> | null;
}

/** For `registerEditorExtension`. */
export function watchEditors(input: TrustedInput, keeper: ChainKeeper): Extension {
  return ViewPlugin.define((view) => new FollowedEditor(view, input, keeper));
}

class FollowedEditor {
  private chain: EditChain<Text>;

  constructor(view: EditorView, private readonly input: TrustedInput, private readonly keeper: ChainKeeper) {
    this.chain = this.open(view);
  }

  update(update: ViewUpdate): void {
    const path = infoOf(update.view).file?.path ?? null;
    if (path !== this.chain.path) this.chain = this.reopen(update.view, update.startState.doc);
    if (!update.docChanged) return;
    if (this.chain.shows !== update.startState.doc) this.chain.byProgram(update.startState.doc);
    for (const transaction of update.transactions) {
      if (transaction.docChanged) this.take(update.view, transaction.newDoc, (name) => transaction.isUserEvent(name));
    }
  }

  destroy(): void {
    this.keeper.closed(this.chain);
  }

  private take(view: EditorView, text: Text, isUserEvent: (name: string) => boolean): void {
    const { chain, keeper } = this;
    const author = this.authorOf(view, isUserEvent);
    if (author === 'person') chain.byPerson(text);
    else if (author === 'file') chain.byFile(text, keeper.twinOf(chain, text));
    else chain.byProgram(text);
    if (chain.isOpen) keeper.edited(chain);
  }

  private authorOf(view: EditorView, isUserEvent: (name: string) => boolean): ReturnType<typeof whoseChange> {
    const info = infoOf(view);
    return whoseChange({
      isUserEvent,
      at: performance.now(),
      touches: this.input.touchesOf(info instanceof MarkdownView ? info.containerEl : view.dom),
      isHandlingInput: this.input.isHandling,
      isActive: info.app.workspace.activeEditor === info,
    });
  }

  private open(view: EditorView, text = view.state.doc): EditChain<Text> {
    const chain = new EditChain(infoOf(view).file?.path ?? null, text);
    this.keeper.opened(chain);
    return chain;
  }

  private reopen(view: EditorView, text: Text): EditChain<Text> {
    this.keeper.closed(this.chain);
    return this.open(view, text);
  }
}

function infoOf(view: EditorView): MarkdownFileInfo {
  return view.state.field(editorInfoField);
}
