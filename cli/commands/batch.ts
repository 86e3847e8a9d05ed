// `batch`: runs each line of stdin or of a file as a call of its own, in this process.
import { TouchstoneError } from '../../shared/errors';
import { readBodyFile } from '../body';
import { errorLine } from '../output/document';
import { writeStdout } from '../output/write';
import type { Context, Invocation, Run } from '../verb';

/** Options of the batch that each line inherits unless it has its own. */
const INHERITED = ['vault', 'as', 'role', 'session'] as const;

export const batch: Run = async (call) => {
  const { option, flag, context } = call;
  const lines = readBodyFile(option('file') ?? '-', context.cwd).split('\n').filter((line) => line.trim() !== '');
  const inherited = inheritedOptions(call);
  let firstFailure = 0;
  for (const line of lines) {
    const { line: document, exitCode } = await runLine(line, inherited, context);
    writeStdout(document);
    if (firstFailure === 0) firstFailure = exitCode;
    if (exitCode !== 0 && flag('stop-on-error')) break;
  }
  // Every answer is out already, a line each.
  return { data: null, text: () => '', printed: true, exitCode: firstFailure };
};

function inheritedOptions({ option }: Invocation): string[] {
  return INHERITED.flatMap((name) => {
    const value = option(name);
    return value === undefined ? [] : [`--${name}`, value];
  });
}

async function runLine(line: string, inherited: readonly string[], context: Context): Promise<{ line: string; exitCode: number }> {
  try {
    return await context.call(argumentsOf(line, inherited));
  } catch (error) {
    if (error instanceof TouchstoneError) return errorLine(error);
    throw error;
  }
}

function argumentsOf(line: string, inherited: readonly string[]): string[] {
  const words = parseLine(line);
  if (words[0] === 'batch') throw refusal('A batch can not hold another batch.', line);
  const end = words.includes('--') ? words.indexOf('--') : words.length;
  const own = words.slice(0, end);
  if (own.some((word, at) => word === '--body-file=-' || (word === '--body-file' && own[at + 1] === '-'))) {
    throw refusal('stdin belongs to the batch, so a line can not read it with --body-file -.', line);
  }
  return [...own, ...withoutGiven(inherited, own), ...(own.includes('--json') ? [] : ['--json']), ...words.slice(end)];
}

/** A line's own `--as` replaces the batch's. */
function withoutGiven(inherited: readonly string[], own: readonly string[]): string[] {
  const kept: string[] = [];
  for (let at = 0; at < inherited.length; at += 2) {
    const [name = '', value = ''] = inherited.slice(at, at + 2);
    if (!own.some((word) => word === name || word.startsWith(`${name}=`))) kept.push(name, value);
  }
  return kept;
}

function parseLine(line: string): string[] {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw refusal('A line of a batch is a JSON array of texts, and this is no JSON.', line);
  }
  if (Array.isArray(value) && value.length > 0 && value.every((word) => typeof word === 'string')) return value;
  throw refusal('A line of a batch is a JSON array of at least one text.', line);
}

function refusal(message: string, line: string): TouchstoneError {
  return new TouchstoneError('E_USAGE', message, {
    hint: 'For example: ["story","comment","PROJ-a3f8k","A word."]',
    details: { line: line.slice(0, 200) },
  });
}
