// Runs what a person asked for on a story: shows it moved at once, asks what has to be asked, lets the core decide, and
// takes it back with the reasons when it was refused.
import type { App } from 'obsidian';
import { TouchstoneError } from '../../../shared/errors';
import type { StoryRow } from '../../../shared/story/backlog';
import type { StoryItem } from '../../../shared/story/item';
import { deliveryObstacles } from '../../../shared/story/queries/obstacles';
import type { OperationResult } from '../../../shared/vault/operation';
import type { Planner } from '../../../shared/vault/plan';
import type { Engine } from '../../engine/engine';
import { decide, requirePerson } from '../../ui/decision';
import { askFirst } from './ask-modal';
import type { Answers, Move } from './plan-drop';
import { planDrop, reopening, STAND_INS } from './plan-drop';
import { statusName } from './columns';

export interface MovesHost {
  app: App;
  engine: Engine;
  announcer: { say(text: string): void };
  /** Where stories stand that are being moved. */
  moved: Map<string, string>;
  /** Something that is shown changed here, not in the vault. */
  redraw(): void;
  /** The vault has the move: what is shown is to be what it says. */
  settle(id: string): void;
  /** A delivery goes back: asks for the rejection. */
  askVerdict(id: string): void;
  /** Nothing is refused any more, as something new is asked for. */
  forget(): void;
  refused(id: string, title: string, error: unknown): void;
}

export class Moves {
  constructor(private readonly host: MovesHost) {}

  /** Puts `row` into another status, as the drop, key or choice `event` asked. */
  async move(row: Pick<StoryRow, 'id' | 'status'>, status: string, event: Event): Promise<void> {
    const drop = planDrop(row, status);
    if (drop.kind === 'none') return;
    if (drop.kind === 'verdict') this.host.askVerdict(row.id);
    else await this.run(row.id, status, drop, event);
  }

  /** Opens a delivered or closed story again, whatever its verdict. */
  async reopen(id: string, event: Event): Promise<boolean> {
    return this.run(id, 'open', reopening(id), event);
  }

  /** Runs one decision on a story and answers whether it was made; a refusal is shown by `refused`. */
  async decide(id: string, decision: { title: string; planner: Planner<StoryItem>; confirm?: boolean }, event: Event, refused = this.refusing(id, decision.title)): Promise<boolean> {
    this.host.forget();
    return (await decide(this.host, event, { ...decision, done: saidOf, refused })) !== null;
  }

  /** Shows the story where it is asked to be until the core has decided. */
  private async run(id: string, status: string, move: Move, event: Event): Promise<boolean> {
    const { moved } = this.host;
    if (moved.has(id)) return false;
    this.host.forget();
    moved.set(id, status);
    this.host.redraw();
    let isMade = false;
    try {
      const given = await this.asked(id, move, event);
      if (given === null) return false;
      const { title, confirm } = move;
      let refusal: unknown = null;
      isMade = await this.decide(id, { title, planner: move.planner(given.answers), ...(confirm && { confirm }) }, given.event, (error) => { refusal = error; });
      if (refusal !== null) this.host.refused(id, title, await this.explained(refusal, id, status));
      return isMade;
    } finally {
      // A made move stays shown until the vault was asked again, or the card would jump back in between.
      if (isMade) {
        this.host.settle(id);
      } else {
        moved.delete(id);
        this.host.redraw();
      }
    }
  }

  /** The answers to what the move asks; `null` when the person called it off. A move that is refused anyway asks nothing. */
  private async asked(id: string, move: Move, event: Event): Promise<{ answers: Answers; event: Event } | null> {
    if (move.ask === null) return { answers: {}, event };
    try {
      requirePerson(event);
      await this.host.engine.preview(move.planner(STAND_INS));
    } catch (error) {
      this.host.refused(id, move.title, error);
      return null;
    }
    return askFirst(this.host.app, move.title, move.ask);
  }

  private refusing(id: string, title: string): (error: unknown) => void {
    return (error) => { this.host.refused(id, title, error); };
  }

  /** A person may not deliver; what the delivery lacks is worth knowing all the same. */
  private async explained(error: unknown, id: string, status: string): Promise<unknown> {
    if (status !== 'delivered' || !(error instanceof TouchstoneError) || error.details['action'] !== 'story.deliver') return error;
    const gates = await this.host.engine.read(deliveryObstacles(id));
    if (gates.length === 0) return error;
    return new TouchstoneError(error.code, `${error.message} And the delivery lacks something:`, { details: { ...error.details, gates } });
  }
}

/** What a decision did, in words. */
function saidOf({ item, unblocked }: OperationResult<StoryItem>): string {
  const ready = unblocked.length === 0 ? '' : `; now ready: ${unblocked.join(', ')}`;
  return `${item.id} is ${statusName(item.status).toLowerCase()}${ready}`;
}
