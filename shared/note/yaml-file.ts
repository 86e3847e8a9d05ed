// A whole file of YAML (`.touchstone/config.yaml`): read and edited as a note's block is, comments and all.
import { TouchstoneError } from '../errors';
import type { FrontmatterReading, Properties } from './frontmatter';
import { editMapping, withChanges } from './mapping-edit';
import type { Changes } from './mapping-edit';
import { readPlainYaml, scanPlainYaml } from './plain-yaml';
import { lineAt, lineOfProblem } from './position';
import { sameValue } from './values';
import { problemOf, readYamlMapping } from './yaml-engine';

/** As `readFrontmatter`, for a text that is all YAML; an empty one has no properties. Never throws. */
export function readYamlFile(text: string): Exclude<FrontmatterReading, { kind: 'none' }> {
  const content = withoutBom(text);
  const plain = readPlainYaml(content);
  if (plain !== null) return { kind: 'properties', properties: plain };
  try {
    return { kind: 'properties', properties: readYamlMapping(content) };
  } catch (error) {
    const finding = problemOf(error);
    if (finding === null) throw error;
    return { kind: 'unreadable', problem: finding.problem, line: finding.offset === null ? null : lineOfProblem(content, finding.offset) };
  }
}

/**
 * The file with `changes`; only the lines of those keys change.
 * @throws E_INTEGRITY when it can't be read or changed in place; E_USAGE for what YAML can't hold.
 */
export function editYamlFile(text: string, changes: Changes): string {
  const reading = readYamlFile(text);
  if (reading.kind === 'unreadable') throw refusal(`it can't be read: ${reading.problem}`, reading.line);
  const from = text.length - withoutBom(text).length;
  // With a break at the end each line is edited alike; one that was not there is taken off again.
  const ends = text.length === from || text.endsWith('\n');
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const whole = ends ? text : text + eol;
  const edited = editMapping(whole, { from, to: whole.length }, eol, changes);
  const result = ends || edited.length === from ? edited : edited.slice(0, -eol.length);
  assertReadsAs(result, withChanges(reading.properties, changes));
  return result;
}

/** The 1-based line that `key` is on; `null` when it is not found at the top level of plain YAML. */
export function lineOfKey(text: string, key: string): number | null {
  const content = withoutBom(text);
  const entry = scanPlainYaml(content, 0, content.length)?.entries.find((candidate) => candidate.key === key);
  return entry === undefined ? null : lineAt(content, entry.start);
}

function assertReadsAs(text: string, expected: Properties): void {
  const reading = readYamlFile(text);
  if (reading.kind === 'properties' && sameValue(reading.properties, expected)) return;
  throw refusal('the change would alter other values too', null);
}

function refusal(problem: string, line: number | null): TouchstoneError {
  const where = line === null ? '' : ` (line ${line})`;
  return new TouchstoneError('E_INTEGRITY', `The YAML can't be changed in place${where}: ${problem}.`, {
    hint: 'Edit the file by hand; nothing was changed.',
    details: { problem, line },
  });
}

function withoutBom(text: string): string {
  return text.startsWith('\ufeff') ? text.slice(1) : text;
}
