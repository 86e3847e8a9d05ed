// What no verb over notes may leave behind, whatever text it was given: an unreadable note, a forged proposal, a learning
// decided past the learning verbs.
import { TouchstoneError } from '../../errors';
import { classOf } from '../../policy/note-classes';
import type { Config } from '../../settings/config';
import { readFrontmatter, type Properties, type PropertyValue } from '../frontmatter';
import { listOf } from '../values';

/**
 * Compares a note before and after a planned edit; `before` is `null` for a new note.
 * @throws E_USAGE when the edit makes the note unreadable, E_POLICY when it touches what belongs to proposal or
 *   learning verbs
 */
export function assertNoteRules(path: string, before: string | null, after: string, config: Config): void {
  refuseNul(before, after);
  const was = before === null ? null : propertiesOf(before);
  const is = readableProperties(path, after, was !== 'unreadable');
  if (classOf(path, config) !== 'template') refuseProposals(path, was, is);
  refuseActionable(path, was, is);
}

function refuseNul(before: string | null, after: string): void {
  const at = after.indexOf('\u0000');
  if (at < 0 || before?.includes('\u0000')) return;
  throw new TouchstoneError('E_USAGE', `Line ${lineAt(after, at)} holds a NUL character, which is not text.`, {
    hint: 'Attachments are files of their own; a note takes text only.',
    details: { line: lineAt(after, at) },
  });
}

type Reading = Properties | 'unreadable';

function propertiesOf(text: string): Reading {
  const reading = readFrontmatter(text);
  if (reading.kind === 'unreadable') return 'unreadable';
  return reading.kind === 'properties' ? reading.properties : (Object.create(null) as Properties);
}

/** An edit may leave a note as unreadable as it was (to repair it step by step), never make it so. */
function readableProperties(path: string, text: string, mustRead: boolean): Reading {
  const reading = readFrontmatter(text);
  if (reading.kind !== 'unreadable') return propertiesOf(text);
  if (!mustRead) return 'unreadable';
  const where = reading.line === null ? '' : ` in line ${reading.line}`;
  throw new TouchstoneError('E_USAGE', `The properties that \`${path}\` would have can't be read${where}: ${reading.problem}.`, {
    hint: 'Properties are a plain YAML mapping between two lines of `---` at the top of the note.',
    details: { path, line: reading.line, problem: reading.problem },
  });
}

function refuseProposals(path: string, was: Reading | null, is: Reading): void {
  if (!isProposal(was) && !isProposal(is)) return;
  throw new TouchstoneError('E_POLICY', `\`${path}\` ${isProposal(was) ? 'is' : 'would become'} a proposal; those change by proposal verbs only.`, {
    hint: 'Use: touchstone proposal create --target <ref> --body-file <path>, or touchstone proposal withdraw <id>',
    details: { path },
  });
}

function isProposal(reading: Reading | null): boolean {
  if (reading === null || reading === 'unreadable') return false;
  return listOf(reading['type']).some((type) => type.trim().toLowerCase() === 'proposal');
}

function refuseActionable(path: string, was: Reading | null, is: Reading): void {
  if (was === 'unreadable' || is === 'unreadable') return;
  const before = was?.['actionable'];
  const after = is['actionable'];
  if (JSON.stringify(before) === JSON.stringify(after)) return;
  throw new TouchstoneError('E_POLICY', `\`actionable\` of \`${path}\` would go from ${shown(before)} to ${shown(after)}; it is changed by learning verbs only.`, {
    hint: 'Use: touchstone learning add, touchstone learning incorporate <ref> --in <story>, or touchstone learning dismiss <ref> --reason <text>',
    details: { path, property: 'actionable', before: before ?? null, after: after ?? null },
  });
}

function shown(value: PropertyValue | undefined): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}

/**
 * A pending learning is decided before it may go; otherwise deleting would be the way round the learning verbs.
 * @throws E_POLICY
 */
export function assertDeletable(path: string, text: string, config: Config): void {
  const reading = propertiesOf(text);
  if (reading === 'unreadable') return;
  if (classOf(path, config) !== 'template') refuseProposals(path, reading, reading);
  if (reading['actionable'] !== 'pending') return;
  throw new TouchstoneError('E_POLICY', `\`${path}\` is a learning that nobody has decided yet.`, {
    hint: `Decide it first: touchstone learning incorporate ${JSON.stringify(path)} --in <story>, or touchstone learning dismiss ${JSON.stringify(path)} --reason <text>`,
    details: { path, actionable: 'pending' },
  });
}

/** 1-based line of an offset. */
function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) line++;
  return line;
}
