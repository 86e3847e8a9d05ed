// The delivery contract of a story: append-only `## nd_contract` blocks, oldest first, the last one counts.
// This file reads them; `contract-text.ts` writes them.
import { isInert } from '../note/scan';
import type { NoteScan } from '../note/scan';
import { sectionsNamed } from '../note/sections';
import type { Role } from '../policy/actor';
import { ROLES } from '../policy/actor';
import { readEvidence } from './evidence';
import type { Evidence } from './evidence';
import { trimBlankLines } from './given-text';
import { readRejection } from './rejection';
import type { Rejection } from './rejection';
import { CONTRACT } from './sections';

export const CONTRACT_STATUSES = ['new', 'in_progress', 'delivered', 'accepted', 'rejected', 'red-approved'] as const;
export type ContractStatus = (typeof CONTRACT_STATUSES)[number];

/** A claim that criterion `n` holds, and what shows it. */
export interface Proof {
  n: number;
  by: string;
}

export interface ContractBlock {
  /** As written; one of CONTRACT_STATUSES in blocks of the product. */
  status: string;
  at: string | null;
  by: string | null;
  role: Role | null;
  session: string | null;
  /** Commit of a delivery; `null` outside a repository. */
  commit: string | null;
  /** `red` for a delivery of tests only (hard TDD). */
  phase: string | null;
  reason: string | null;
  /** Digests that a delivery took of criteria and contract. */
  criteria: string | null;
  contract: string | null;
  evidence: Evidence[];
  proof: Proof[];
  rejection: Rejection | null;
  /** Exact texts of the two subsections, which a delivery copies. */
  evidenceText: string;
  proofText: string;
  /** 1-based line of the heading. */
  line: number;
  start: number;
  contentStart: number;
  end: number;
}

const FIELD = /^([a-z_]+): (.+)$/;
const PROOF = /^- \[[xX]\] AC #(\d{1,4}): (.+)$/;

/** All blocks of the contract, oldest first. */
export function readContract(scan: NoteScan): ContractBlock[] {
  return sectionsNamed(scan, CONTRACT, 2).map((section) => readBlock(scan, section));
}

/** Start and end of a block's subsection, content only; `null` when it has none. */
export function subsection(scan: NoteScan, block: { contentStart: number; end: number }, name: string): { start: number; end: number } | null {
  const own = scan.headings.filter(({ start }) => start >= block.contentStart && start < block.end);
  const at = own.findIndex(({ level, text }) => level === 3 && text.toLowerCase() === name);
  const heading = own[at];
  if (heading === undefined) return null;
  const next = own.slice(at + 1).find(({ level }) => level <= 3);
  return { start: heading.end, end: next?.start ?? block.end };
}

function readBlock(scan: NoteScan, section: { heading: { start: number; line: number }; contentStart: number; end: number }): ContractBlock {
  const fields = readFields(scan, section);
  const by = splitActor(fields.get('by') ?? null);
  const evidenceText = subsectionText(scan, section, 'evidence');
  const proofText = subsectionText(scan, section, 'proof');
  const rejectionText = subsectionText(scan, section, 'rejection');
  return {
    status: fields.get('status') ?? '',
    at: fields.get('at') ?? null,
    by: by.name,
    role: by.role,
    session: fields.get('session') ?? null,
    commit: commitOf(fields.get('commit')),
    phase: fields.get('phase') ?? null,
    reason: fields.get('reason') ?? null,
    criteria: digestOf(fields.get('criteria')),
    contract: digestOf(fields.get('contract')),
    evidence: linesOf(scan, section, 'evidence').flatMap((line) => readEvidence(line) ?? []),
    proof: linesOf(scan, section, 'proof').flatMap((line) => readProof(line) ?? []),
    rejection: rejectionText === '' ? null : readRejection(rejectionText),
    evidenceText, proofText,
    line: section.heading.line + 1,
    start: section.heading.start,
    contentStart: section.contentStart,
    end: section.end,
  };
}

/** `key: value` lines between the block's heading and its first subsection; the first of a key counts. */
function readFields(scan: NoteScan, section: { contentStart: number; end: number }): Map<string, string> {
  const firstHeading = scan.headings.find(({ start }) => start >= section.contentStart && start < section.end);
  const fields = new Map<string, string>();
  for (const line of scan.text.slice(section.contentStart, firstHeading?.start ?? section.end).split('\n')) {
    const match = FIELD.exec(line.trimEnd());
    if (match !== null && !fields.has(match[1] ?? '')) fields.set(match[1] ?? '', match[2] ?? '');
  }
  return fields;
}

function subsectionText(scan: NoteScan, section: { contentStart: number; end: number }, name: string): string {
  const range = subsection(scan, section, name);
  return range === null ? '' : trimBlankLines(scan.text.slice(range.start, range.end)).replaceAll('\r\n', '\n');
}

/** Lines of a subsection that are no inert text (the fenced output of an evidence is). */
function linesOf(scan: NoteScan, section: { contentStart: number; end: number }, name: string): string[] {
  const range = subsection(scan, section, name);
  if (range === null) return [];
  const lines: string[] = [];
  let offset = range.start;
  for (const line of scan.text.slice(range.start, range.end).split('\n')) {
    if (!isInert(scan, offset)) lines.push(line.trimEnd());
    offset += line.length + 1;
  }
  return lines;
}

function readProof(line: string): Proof | null {
  const match = PROOF.exec(line);
  return match === null ? null : { n: Number(match[1]), by: match[2] ?? '' };
}

/** `dev-7 (developer)` into its parts. */
function splitActor(label: string | null): { name: string | null; role: Role | null } {
  const match = label === null ? null : /^(.{1,200}) \(([a-z-]+)\)$/.exec(label);
  const role = ROLES.find((known) => known === match?.[2]);
  return match === null || role === undefined ? { name: label, role: null } : { name: match[1] ?? null, role };
}

function commitOf(value: string | undefined): string | null {
  const match = value === undefined ? null : /^[0-9a-f]{7,64}/.exec(value);
  return match?.[0] ?? null;
}

function digestOf(value: string | undefined): string | null {
  return value?.startsWith('sha256:') === true ? value.slice('sha256:'.length) : null;
}
