// How a person's decision runs from any view: a trusted event, what will be written when it is more than one note, the
// operation, and its result or refusal in words.
import type { App } from 'obsidian';
import { TouchstoneError } from '../../shared/errors';
import type { OperationResult } from '../../shared/vault/operation';
import type { Planner } from '../../shared/vault/plan';
import type { Engine } from '../engine/engine';
import { confirmWrites } from '../modals/confirm-writes';
import { RefusalModal } from '../modals/refusal-modal';

export interface Decision<Item> {
  /** As a title says it: `Accept PROJ-a3f8k`. */
  title: string;
  planner: Planner<Item>;
  /** Said to those who don't see the result: `PROJ-a3f8k accepted`. */
  done(result: OperationResult<Item>): string;
  /** Shows a refusal in the view's own place; without it a modal does. */
  refused?(error: unknown): void;
  /** Asks before writing even where one note is written, or (`false`) never: the view showed already what will be written. */
  confirm?: boolean;
}

interface Place {
  app: App;
  engine: Engine;
  announcer: { say(text: string): void };
}

/**
 * Runs a decision that `event` asked for. Answers `null` when the person called it off, or when it was refused, which is
 * shown then.
 */
export async function decide<Item>(place: Place, event: Event, decision: Decision<Item>): Promise<OperationResult<Item> | null> {
  const { app, engine, announcer } = place;
  try {
    requirePerson(event);
    const planned = await engine.preview(decision.planner);
    const isMany = planned.notes.length > 1;
    if (decision.confirm ?? isMany) {
      if (!(await confirmWrites(app, decision.title, planned.notes))) return null;
    }
    const result = await engine.decide(decision.planner);
    announcer.say([decision.done(result), ...result.warnings, ...keptCopies(result)].join('. '));
    return result;
  } catch (error) {
    if (decision.refused) decision.refused(error);
    else new RefusalModal(app, decision.title, error).open();
    return null;
  }
}

/** @throws E_POLICY for what a script did: a decision needs a person's own click or key (`decisions.md` 35). */
export function requirePerson(event: Event): void {
  if (event.isTrusted) return;
  throw new TouchstoneError('E_POLICY', 'A decision needs a person\'s own click or key; this came from a program.', {
    hint: 'Press the button or the key yourself.',
  });
}

function keptCopies(result: OperationResult<unknown>): string[] {
  return result.conflicts.map((id) => `Somebody else wrote meanwhile; kept as conflict copy ${id}`);
}
