// Edits a whole file of YAML (`.touchstone/config.yaml`) as a note's block is edited, comments and all.
import { TouchstoneError } from '../errors';
import type { Properties } from './frontmatter';
import { editMapping, withChanges } from './mapping-edit';
import type { Changes } from './mapping-edit';
import { sameValue } from './values';
import { readYamlFile, withoutBom } from './yaml-file';

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
