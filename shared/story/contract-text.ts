// Writes the delivery contract: a new block at its end, or an entry in the last block's evidence or proof.
import { TouchstoneError } from '../errors';
import { scanNote } from '../note/scan';
import type { Role } from '../policy/actor';
import { actorLabel } from '../policy/roles';
import { readContract, subsection } from './contract';
import type { ContractBlock, ContractStatus } from './contract';
import { CONTRACT, appendWithin, newSection } from './sections';

export interface NewBlock {
  status: ContractStatus;
  at: string;
  actor: { name: string; role: Role | null; session: string | null };
  /** Further `key: value` lines in this order; `null` leaves one out. */
  fields?: readonly (readonly [key: string, value: string | null])[];
  /** Level 3 subsections in this order; an empty text leaves a heading to append to. */
  parts?: readonly (readonly [name: string, text: string])[];
}

/** Appends a block after all others. */
export function appendBlock(text: string, block: NewBlock): string {
  const fields: (readonly [string, string | null])[] = [
    ['status', block.status],
    ['at', block.at],
    ['by', actorLabel(block.actor.name, block.actor.role)],
    ['session', block.actor.session],
    ...(block.fields ?? []),
  ];
  const head = fields.flatMap(([key, value]) => (value === null ? [] : [`${key}: ${value}`])).join('\n');
  const parts = (block.parts ?? []).map(([name, part]) => `### ${name}${part === '' ? '' : `\n${part}`}`);
  return newSection(text, CONTRACT, [head, ...parts].join('\n\n'));
}

/**
 * Appends an entry to the last block's `### evidence` or `### proof`.
 *
 * @throws E_INTEGRITY when the story has no contract, which a claim opens.
 */
export function appendEntry(text: string, part: 'evidence' | 'proof', entry: string): string {
  const scan = scanNote(text);
  const block = readContract(scan).at(-1);
  if (block === undefined) {
    throw new TouchstoneError('E_INTEGRITY', 'The story has no delivery contract to append to.', {
      hint: 'A claim opens one: touchstone story claim.',
    });
  }
  const range = subsection(scan, block, part);
  if (range !== null) return appendWithin(scan, range.start, range.end, entry, 'line');
  return appendWithin(scan, block.contentStart, block.end, `### ${part}\n${entry}`, 'paragraph');
}

export function proofText(n: number, by: string): string {
  return `- [x] AC #${n}: ${by}`;
}

/** What a delivery's digest of the contract is taken over. */
export function contractText(block: Pick<ContractBlock, 'evidenceText' | 'proofText'>): string {
  return JSON.stringify([block.evidenceText, block.proofText]);
}
