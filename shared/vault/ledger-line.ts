// The format of one ledger line: what a governed operation did, chained to the line before by its SHA-256.
// No file access here; `ledger.ts` reads and appends.
import type { ActorKind } from '../policy/actor';
import type { GovernedState } from './plan';
import type { Sha256 } from './ports';

export interface LedgerNote {
  path: string;
  /** `null`: the note did not exist. */
  before: Sha256 | null;
  /** `null`: the operation deleted the note. */
  after: Sha256 | null;
  /** What story verbs left (`plan.ts`); lines of other verbs leave it out and the earlier one stays in force. */
  state?: GovernedState;
}

export interface LedgerLine {
  /** Counts from 1 within one writer's file. */
  seq: number;
  at: string;
  actor: string;
  role: string | null;
  kind: ActorKind;
  op: string;
  /** Shared by the lines of one operation; also the first part of its stage names. */
  op_id: string;
  notes: LedgerNote[];
  reason?: string;
  session?: string;
  /** Last `seq` of every other writer that this writer could see; present when that changed. */
  seen?: Record<string, number>;
  /** The note was written in place by the app, so a crash may have left a prefix of it. */
  inplace?: true;
  /** SHA-256 of the line before, without its line break; `null` in the first line of a file. */
  prev: Sha256 | null;
}

const encoder = new TextEncoder();

/** One line with its line break, keys in the order above. */
export function encodeLine(line: LedgerLine): Uint8Array {
  const text = JSON.stringify({
    seq: line.seq,
    at: line.at,
    actor: line.actor,
    role: line.role,
    kind: line.kind,
    op: line.op,
    op_id: line.op_id,
    notes: line.notes.map(({ path, before, after, state }) => ({ path, before, after, ...(state && { state }) })),
    ...(line.reason !== undefined && { reason: line.reason }),
    ...(line.session !== undefined && { session: line.session }),
    ...(line.seen !== undefined && { seen: line.seen }),
    ...(line.inplace && { inplace: true }),
    prev: line.prev,
  });
  return encoder.encode(`${text}\n`);
}

/** `null` when the text is no ledger line (torn, edited, of an unknown shape). */
export function parseLine(text: string): LedgerLine | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  return isLine(value) ? value : null;
}

function isLine(value: unknown): value is LedgerLine {
  if (typeof value !== 'object' || value === null) return false;
  const line = value as Partial<LedgerLine>;
  return (
    Number.isSafeInteger(line.seq) &&
    typeof line.at === 'string' &&
    typeof line.actor === 'string' &&
    typeof line.kind === 'string' &&
    typeof line.op === 'string' &&
    typeof line.op_id === 'string' &&
    (line.prev === null || typeof line.prev === 'string') &&
    Array.isArray(line.notes) &&
    line.notes.every(isLedgerNote)
  );
}

function isLedgerNote(value: unknown): value is LedgerNote {
  if (typeof value !== 'object' || value === null) return false;
  const note = value as Partial<LedgerNote>;
  return typeof note.path === 'string' && isHash(note.before) && isHash(note.after);
}

function isHash(value: unknown): boolean {
  return value === null || (typeof value === 'string' && /^[0-9a-f]{64}$/u.test(value));
}
