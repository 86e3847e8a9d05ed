// What a person does with proposals: one by one, or several with one confirmation. Each is an operation of its own in
// the core; several don't stand or fall together.
import type { App } from 'obsidian';
import { ConfirmationModal } from 'obsidian';
import { acceptProposal } from '../../../shared/proposal/accept';
import { deferProposal, rejectProposal } from '../../../shared/proposal/decide';
import type { ProposalItem } from '../../../shared/proposal/item';
import { acceptPreview } from '../../../shared/proposal/queries';
import { revertProposal } from '../../../shared/proposal/revert';
import type { Planner } from '../../../shared/vault/plan';
import type { Engine } from '../../engine/engine';
import { decide, requirePerson } from '../../ui/decision';
import { refusalOf } from '../../ui/states';
import type { Given } from '../backlog/ask-modal';
import { askFirst } from '../backlog/ask-modal';
import type { Deed, ProposalInDetail } from './detail';
import { EditorModal } from './editor-modal';
import { counted } from './words';

export interface DeedHost {
  app: App;
  engine: Engine;
  announcer: { say(text: string): void };
  /** Shows a refusal in the view, and gives the focus back to where it was. */
  refused(title: string, error: unknown): void;
  /** This one was accepted just now: it can be taken back. */
  accepted(id: string): void;
  /** What became of several. */
  finished(results: BulkResult[]): void;
}

export interface BulkResult {
  id: string;
  /** Why it was refused; `null` when it was done. */
  refusal: string | null;
}

export class Deeds {
  constructor(private readonly host: DeedHost) {}

  async run(deed: Deed, { shown, preview }: ProposalInDetail, event: Event): Promise<void> {
    const { id } = shown;
    switch (deed) {
      case 'accept': {
        if (preview === null) return;
        if (await this.decide(`Accept ${id}`, event, acceptProposal({ ref: id, seen: preview.seen }), 'accepted')) this.host.accepted(id);
        return;
      }
      case 'edit':
        if (preview !== null && preview.editable !== null) new EditorModal(this.host, preview).open();
        return;
      case 'reject': {
        const given = await askFirst(this.host.app, `Reject ${id}`, { reason: 'required', date: false });
        if (given) await this.decide(`Reject ${id}`, given.event, rejectProposal({ ref: id, reason: given.answers.reason }), 'rejected');
        return;
      }
      case 'defer': {
        const given = await askFirst(this.host.app, `Defer ${id}`, { reason: 'optional', date: true });
        if (given) await this.decide(`Defer ${id}`, given.event, deferred(id, given), 'deferred');
        return;
      }
      case 'revert': {
        const given = await askFirst(this.host.app, `Revert ${id}`, { reason: 'optional', date: false });
        if (given) await this.decide(`Revert ${id}`, given.event, reverted(id, given), 'reverted');
      }
    }
  }

  /** Takes the last acceptance back, as long as nobody wrote on what it wrote. */
  undo(id: string, event: Event): Promise<boolean> {
    return this.decide(`Undo the acceptance of ${id}`, event, revertProposal({ ref: id }), 'taken back');
  }

  /** One question for several proposals, then each by itself. */
  async runAll(deed: 'accept' | 'reject' | 'defer', items: readonly ProposalItem[], event: Event): Promise<void> {
    const title = `${deed.charAt(0).toUpperCase()}${deed.slice(1)} ${counted(items.length, 'proposal')}`;
    const given = deed === 'accept'
      ? await confirmAll(this.host.app, title, items, event)
      : await askFirst(this.host.app, title, { reason: deed === 'reject' ? 'required' : 'optional', date: deed === 'defer' });
    if (given === null) return;
    const results: BulkResult[] = [];
    for (const { id } of items) results.push({ id, refusal: await this.refusalOf(deed, id, given) });
    const failed = results.filter(({ refusal }) => refusal !== null).length;
    this.host.announcer.say(`${counted(results.length - failed, 'proposal')} done, ${failed} refused`);
    this.host.finished(results);
  }

  private async refusalOf(deed: 'accept' | 'reject' | 'defer', id: string, given: Given): Promise<string | null> {
    const { engine } = this.host;
    try {
      requirePerson(given.event);
      if (deed === 'accept') {
        const { seen } = await engine.read((view) => acceptPreview(view, id));
        await engine.decide(acceptProposal({ ref: id, seen }));
      } else if (deed === 'reject') {
        await engine.decide(rejectProposal({ ref: id, reason: given.answers.reason }));
      } else {
        await engine.decide(deferred(id, given));
      }
      return null;
    } catch (error) {
      return refusalOf(error).message;
    }
  }

  private async decide<Item>(title: string, event: Event, planner: Planner<Item>, word: string): Promise<boolean> {
    const result = await decide(this.host, event, {
      title, planner,
      done: () => `${title}: ${word}`,
      refused: (error) => { this.host.refused(title, error); },
    });
    return result !== null;
  }
}

function deferred(id: string, { answers }: Given): Planner<ProposalItem> {
  return deferProposal({ ref: id, until: answers.until ?? '', ...(answers.reason !== undefined && { reason: answers.reason }) });
}

function reverted(id: string, { answers }: Given): ReturnType<typeof revertProposal> {
  return revertProposal({ ref: id, ...(answers.reason !== undefined && { reason: answers.reason }) });
}

/** Asks once, naming all; the click that says yes is the decision. */
function confirmAll(app: App, title: string, items: readonly ProposalItem[], asked: Event): Promise<Given | null> {
  return new Promise((answer) => {
    let given: Given | null = null;
    const modal = new ConfirmationModal(app);
    modal.setTitle(title);
    modal.contentEl.createEl('p', { text: 'Each is accepted by itself, as its target is now; one that conflicts is refused and waits on.' });
    const list = modal.contentEl.createEl('ul', { cls: 'touchstone-writes' });
    for (const { id, target_path: target } of items) list.createEl('li', { text: `${id}: ${target}` });
    modal.addButton((button) => button.setButtonText(title).setCta().setInitialFocus().onClick((event) => { given = { answers: {}, event }; }));
    modal.addCancelButton();
    modal.setCloseCallback(() => { answer(asked.isTrusted ? given : null); });
    modal.open();
  });
}
