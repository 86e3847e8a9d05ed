// `touchstone schema [<kind>]`: the files that the build copied from docs/schema/, which scripts/schemas.mjs writes.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TouchstoneError } from '../../shared/errors';
import { nearest } from '../../shared/near-words';
import { suggestion } from '../suggest';
import type { Answer, Run } from '../verb';

/** Beside `lib/`, where this code lies in the built program. */
const FOLDER = join(__dirname, '..', 'schema');
const EXTENSION = '.json';

export const schema: Run = (call) => {
  const kind = call.arg('kind');
  return kind === undefined ? listOfKinds() : schemaOf(kind);
};

function listOfKinds(): Answer {
  const known = schemaKinds();
  return { data: { kinds: known }, text: () => known.join('\n') };
}

function schemaOf(kind: string): Answer {
  const known = schemaKinds();
  if (!known.includes(kind)) throw unknownKind(kind, known);
  const text = readFileSync(join(FOLDER, `${kind}${EXTENSION}`), 'utf8');
  return { data: { kind, schema: JSON.parse(text) as unknown }, text: () => text, verbatim: true };
}

/** Of what is not near, the kinds of the same noun are named; all of them would be a screen. */
function unknownKind(kind: string, known: readonly string[]): TouchstoneError {
  const near = nearest(kind, known);
  const ofNoun = known.filter((candidate) => candidate.split('.')[0] === kind.split('.')[0]);
  const meant = near === null ? suggestion(kind, ofNoun) : `Did you mean "${near}"?`;
  return new TouchstoneError('E_USAGE', `There is no output of the kind ${JSON.stringify(kind)}.`, {
    hint: `${meant} See all with touchstone schema.`.trimStart(),
    details: { kind, suggestion: near },
  });
}

/** All kinds of output, sorted. */
export function schemaKinds(): string[] {
  return readdirSync(FOLDER).filter((name) => name.endsWith(EXTENSION)).map((name) => name.slice(0, -EXTENSION.length)).sort();
}
