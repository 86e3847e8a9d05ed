// The part of a story that only story verbs may move: its claim, its verdict and its contract. The ledger remembers
// a digest of it with each of their writes, so that what came in by an edit counts for no gate (decisions 7 and 31).
import { TouchstoneError } from '../errors';
import { readFrontmatter } from '../note/frontmatter';
import type { PropertyValue } from '../note/frontmatter';
import { scanNote } from '../note/scan';
import { sectionsNamed } from '../note/sections';
import type { Io } from '../vault/io';
import type { GovernedState } from '../vault/plan';
import type { VaultView } from '../vault/view';
import { CONTRACT } from './sections';

/** All that a transition decides by, but `status`, which the ledger holds by itself. */
const GOVERNED_PROPERTIES = [
  'assignee', 'claimed_at', 'lease_until', 'verdict', 'rejections',
  'closed_at', 'close_reason', 'accepted_by', 'blocked_reason',
] as const;

/** Canonical text of the governed properties and the contract blocks: what the digest is taken over. */
export function governedText(text: string): string {
  const reading = readFrontmatter(text);
  const values = reading.kind === 'properties'
    ? GOVERNED_PROPERTIES.map((key): [string, PropertyValue] => [key, Object.hasOwn(reading.properties, key) ? reading.properties[key] ?? null : null])
    : reading.kind;
  const scan = scanNote(text);
  const blocks = sectionsNamed(scan, CONTRACT, 2)
    .map((section) => scan.text.slice(section.heading.start, section.end).replaceAll('\r\n', '\n').trimEnd());
  return JSON.stringify([values, blocks]);
}

/** The state that a story verb's write of `text` leaves. */
export function* governedState(view: VaultView, text: string, status: string): Io<GovernedState> {
  return { status, digest: yield* view.sha256(governedText(text)) };
}

/**
 * The state of a story that the ledger learns of from its text: by a baseline, or when a person acknowledges an
 * untracked one. `null` when the text is no story. A story whose state is known keeps it, whatever an edit says.
 */
export function* stateOfText(view: Pick<VaultView, 'sha256'>, text: string): Io<GovernedState | null> {
  const reading = readFrontmatter(text);
  if (reading.kind !== 'properties' || reading.properties['type'] !== 'story') return null;
  const status = reading.properties['status'];
  return { status: typeof status === 'string' ? status : 'open', digest: yield* view.sha256(governedText(text)) };
}

/**
 * The state after a write that moves nothing governed (a note, a comment): the digest follows the text only where it
 * matched before, so that no write makes an edit of the claim or the contract count.
 */
export function* carriedState(view: VaultView, before: string, after: string, state: GovernedState | null): Io<GovernedState | null> {
  if (state === null) return null;
  if (!(yield* matchesState(view, before, state))) return state;
  return yield* governedState(view, after, state.status);
}

/**
 * Asserts that a story may be moved: the ledger knows its state, and its claim, verdict and contract are as story
 * verbs left them.
 *
 * @throws E_INTEGRITY
 */
export function* assertGoverned(view: VaultView, id: string, path: string, text: string, state: GovernedState | null): Io<GovernedState> {
  if (state === null) {
    throw new TouchstoneError('E_INTEGRITY', `${id} was never written by a story command, so its status and contract count for nothing.`, {
      hint: `A person looks at ${path} and acknowledges it: touchstone integrity ack ${path}`,
      details: { id, path },
    });
  }
  if (yield* matchesState(view, text, state)) return state;
  throw new TouchstoneError('E_INTEGRITY', `Claim fields or contract blocks of ${id} came in by an edit and not by story commands, so it can't be moved.`, {
    hint: `Compare with touchstone note history ${path}; a person undoes the edit of ${GOVERNED_PROPERTIES.join(', ')} or of the ${CONTRACT} blocks, or restores an earlier version.`,
    details: { id, path, governed_properties: GOVERNED_PROPERTIES, governed_section: CONTRACT },
  });
}

function* matchesState(view: VaultView, text: string, state: GovernedState): Io<boolean> {
  return (yield* view.sha256(governedText(text))) === state.digest;
}
