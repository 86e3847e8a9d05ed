// The properties of a proposal's note, written and read. They are untrusted text: each is checked before it counts.
import { TouchstoneError } from '../errors';
import type { Properties, PropertyValue } from '../note/frontmatter';
import { linkTarget, listOf } from '../note/values';
import type { Sha256 } from '../vault/ports';
import { NO_NOTE, PROPOSAL_KINDS, PROPOSAL_STATUSES, type Decision, type ProposalHead } from './proposal';

/** The properties of a new proposal in their order. Its decision is left out: a new proposal has none. */
export function headProperties(proposal: ProposalHead): Properties {
  const properties = Object.create(null) as Properties;
  const put = (key: string, value: PropertyValue): void => {
    if (value !== null) properties[key] = value;
  };
  put('type', 'proposal');
  put('id', proposal.id);
  put('kind', proposal.kind);
  put('target', link(proposal.targetPath.replace(/\.md$/i, '')));
  put('target_path', proposal.targetPath);
  put('base_sha256', proposal.baseSha256);
  put('status', proposal.status);
  put('source', proposal.source === null ? null : link(proposal.source));
  put('reverts', proposal.reverts === null ? null : link(proposal.reverts));
  put('project', proposal.project);
  put('created', proposal.created);
  put('author', proposal.author);
  put('author_role', proposal.authorRole);
  put('evidence', proposal.evidence.map(link));
  return properties;
}

/** @throws E_INTEGRITY that names the first property missing or wrong. */
export function readHead(properties: Properties, path: string): ProposalHead {
  return {
    id: required(properties, 'id', path),
    kind: oneOf(PROPOSAL_KINDS, properties, 'kind', path),
    status: oneOf(PROPOSAL_STATUSES, properties, 'status', path),
    targetPath: required(properties, 'target_path', path),
    baseSha256: hashOf(properties, 'base_sha256', path),
    source: linkOf(properties, 'source'),
    reverts: linkOf(properties, 'reverts'),
    project: textOf(properties, 'project'),
    created: required(properties, 'created', path),
    author: required(properties, 'author', path),
    authorRole: textOf(properties, 'author_role'),
    evidence: listOf(properties['evidence']).map(linkTarget),
    decision: decisionOf(properties, path),
  };
}

/** The refusal of a note that should be a proposal and isn't. */
export function broken(path: string, problem: string): TouchstoneError {
  return new TouchstoneError('E_INTEGRITY', `${path} can't be read as a proposal: ${problem}.`, {
    hint: `See what changed with: touchstone integrity diff ${JSON.stringify(path)}`,
    details: { path, problem },
  });
}

function decisionOf(properties: Properties, path: string): Decision {
  return {
    by: textOf(properties, 'decided_by'),
    at: timeOf(properties, 'decided_at', path),
    reason: textOf(properties, 'decision_reason'),
    appliedSha256: hashOf(properties, 'applied_sha256', path),
    replacedSha256: textOf(properties, 'replaced_sha256') === NO_NOTE ? NO_NOTE : hashOf(properties, 'replaced_sha256', path),
    deferUntil: textOf(properties, 'defer_until'),
    supersededBy: linkOf(properties, 'superseded_by'),
  };
}

function link(reference: string): string {
  return `[[${reference}]]`;
}

function textOf(properties: Properties, key: string): string | null {
  const value = properties[key];
  if (typeof value === 'string') return value === '' ? null : value;
  return typeof value === 'number' ? String(value) : null;
}

function hashOf(properties: Properties, key: string, path: string): Sha256 | null {
  const value = textOf(properties, key);
  if (value === null || /^[0-9a-f]{64}$/.test(value)) return value;
  throw broken(path, `its property ${key} is '${value}', not a SHA-256`);
}

function timeOf(properties: Properties, key: string, path: string): string | null {
  const value = textOf(properties, key);
  if (value === null || /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(value)) return value;
  throw broken(path, `its property ${key} is '${value}', not a time such as 2026-11-21T09:00:00Z`);
}

function linkOf(properties: Properties, key: string): string | null {
  const first = listOf(properties[key])[0];
  return first === undefined || first === '' ? null : linkTarget(first);
}

function required(properties: Properties, key: string, path: string): string {
  const value = textOf(properties, key);
  if (value === null) throw broken(path, `its property ${key} is missing`);
  return value;
}

function oneOf<T extends string>(allowed: readonly T[], properties: Properties, key: string, path: string): T {
  const value = required(properties, key, path);
  const found = allowed.find((one) => one === value);
  if (found === undefined) throw broken(path, `its property ${key} is '${value}', not one of ${allowed.join(', ')}`);
  return found;
}
