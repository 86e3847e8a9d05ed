// The view Proposals: what it keeps, what it asks the engine, and its frame.
import type { ViewStateResult } from 'obsidian';
import { acceptPreview, listProposals, showProposal } from '../../../shared/proposal/queries';
import { isOpen } from '../../../shared/proposal/proposal';
import type { ProposalStatus } from '../../../shared/proposal/proposal';
import type { Io } from '../../../shared/vault/io';
import type { VaultView } from '../../../shared/vault/view';
import { TouchstoneView } from '../touchstone-view';
import type { ProposalInDetail } from './detail';
import { ProposalsFrame } from './proposals-frame';
import type { ProposalsState, Shelf } from './state';
import { FIRST_STATE, readState } from './state';

export const PROPOSALS_VIEW = 'touchstone-proposals';

const STATUSES: Readonly<Record<Shelf, readonly ProposalStatus[]>> = {
  open: ['pending', 'deferred'],
  decided: ['accepted', 'rejected', 'withdrawn', 'superseded'],
};

export class ProposalsView extends TouchstoneView {
  override icon = 'inbox';
  private state: ProposalsState = FIRST_STATE;
  private frame!: ProposalsFrame;

  override getViewType(): string {
    return PROPOSALS_VIEW;
  }

  override getDisplayText(): string {
    return 'Proposals';
  }

  override getState(): Record<string, unknown> {
    return { ...super.getState(), ...this.state };
  }

  /** Takes over what is given; the rest stays. `proposal` shows that one. */
  override async setState(given: unknown, result: ViewStateResult): Promise<void> {
    this.state = readState(given, this.state);
    await super.setState(given, result);
    this.invalidate();
  }

  protected override build(): void {
    this.frame = this.addChild(new ProposalsFrame(this.bodyEl, {
      app: this.app, engine: this.engine, announcer: this.announcer,
      state: () => this.state,
      change: (change) => { this.change(change); },
      isDeciding: () => this.isDeciding,
    }));
  }

  protected override async refresh(): Promise<void> {
    const { shelf } = this.state;
    const list = await this.engine.read((view) => listProposals(view, { statuses: STATUSES[shelf] }));
    const items = shelf === 'open' ? list.items : list.items.toSorted((a, b) => compareDecided(a.decided_at, b.decided_at));
    const id = this.frame.chosenAmong(items);
    this.frame.show({ ...list, items }, id === null ? null : await this.engine.read((view) => inDetail(view, id)));
  }

  private change(change: Partial<ProposalsState>): void {
    this.state = { ...this.state, ...change };
    void this.app.workspace.requestSaveLayout();
    this.invalidate();
  }
}

/** What was decided last comes first. */
function compareDecided(a: string | null, b: string | null): number {
  return (a ?? '') < (b ?? '') ? 1 : (a ?? '') > (b ?? '') ? -1 : 0;
}

function* inDetail(view: VaultView, id: string): Io<ProposalInDetail> {
  const shown = yield* showProposal(view, id);
  return { shown, preview: isOpen(shown) ? yield* acceptPreview(view, id) : null };
}
