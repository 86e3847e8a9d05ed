// Edit, then accept: the text that would be written in an editor, and below it what that would change. The text is
// applied as it is; conflicting passages stand between marks, which the core refuses until they are settled.
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { EditorState } from '@codemirror/state';
import { EditorView, keymap } from '@codemirror/view';
import type { App } from 'obsidian';
import { debounce, Modal } from 'obsidian';
import { acceptProposal } from '../../../shared/proposal/accept';
import type { AcceptPreview } from '../../../shared/proposal/queries';
import { showDiff } from '../../diff/diff-table';
import type { Engine } from '../../engine/engine';
import { decide } from '../../ui/decision';
import { showRefusal } from '../../ui/states';

/** Milliseconds without a key after which the difference is drawn again. */
const QUIET = 200;

export interface EditServices {
  app: App;
  engine: Engine;
  announcer: { say(text: string): void };
  accepted(id: string): void;
}

export class EditorModal extends Modal {
  private editor: EditorView | null = null;
  private readonly lineBreak: string;

  constructor(private readonly services: EditServices, private readonly preview: AcceptPreview) {
    super(services.app);
    // Where every line ends with CRLF the editor's own lines shall too; elsewhere a CR stays a character of its line.
    const text = preview.editable ?? '';
    this.lineBreak = text.includes('\n') && !/(^|[^\r])\n/u.test(text) ? '\r\n' : '\n';
  }

  override onOpen(): void {
    const { item, editable, now } = this.preview;
    this.modalEl.addClass('touchstone-editor-modal');
    this.setTitle(`Edit, then accept ${item.id}`);
    const editorEl = this.contentEl.createDiv({ cls: 'touchstone-editor' });
    const diffEl = this.contentEl.createDiv({ cls: 'touchstone-editor-diff' });
    const refusalEl = this.contentEl.createDiv();
    const draw = (): void => {
      showDiff(diffEl, now, this.text(), { layout: 'unified', label: `Change of ${item.target_path}`, sides: { before: 'Now', after: 'Then' } });
    };
    const drawSoon = debounce(draw, QUIET, true);
    this.editor = new EditorView({
      parent: editorEl,
      state: EditorState.create({
        doc: editable ?? '',
        extensions: [
          EditorState.lineSeparator.of(this.lineBreak),
          EditorView.lineWrapping,
          history(),
          keymap.of([...defaultKeymap, ...historyKeymap]),
          EditorView.contentAttributes.of({ 'aria-label': `Text of ${item.target_path}`, spellcheck: 'true' }),
          EditorView.updateListener.of((update) => { if (update.docChanged) drawSoon(); }),
        ],
      }),
    });
    draw();
    const buttons = this.modalEl.createDiv({ cls: 'modal-button-container' });
    buttons.createEl('button', { cls: 'mod-cta', text: 'Accept this text' }).addEventListener('click', (event) => { void this.accept(event, refusalEl); });
    buttons.createEl('button', { text: 'Cancel' }).addEventListener('click', () => { this.close(); });
    this.editor.focus();
  }

  override onClose(): void {
    this.editor?.destroy();
    this.editor = null;
    this.contentEl.empty();
  }

  /** The text byte for byte as it will be written. */
  private text(): string {
    return this.editor?.state.sliceDoc() ?? '';
  }

  private async accept(event: MouseEvent, refusalEl: HTMLElement): Promise<void> {
    const { item, seen } = this.preview;
    const result = await decide(this.services, event, {
      title: `Accept ${item.id}`,
      planner: acceptProposal({ ref: item.id, result: this.text(), seen }),
      done: () => `${item.id} accepted with your text`,
      refused: (error) => { showRefusal(refusalEl, error); },
    });
    if (result === null) return;
    this.close();
    this.services.accepted(item.id);
  }
}
