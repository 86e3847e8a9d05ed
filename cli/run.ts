// One call of the command line: find the verb, parse, run, print. Everything thrown below ends here as an exit code.
import type { TouchstoneError } from '../shared/errors';
import { failureOf, stackOf } from './failure';
import { findVerb, type Wish } from './find-verb';
import { parseArguments } from './parse';
import type { Environment } from './output/terminal';
import { answerLine, errorLine } from './output/document';
import { printAnswer, printFailure, type OutputMode } from './output/print';
import type { Answer, InnerCall, Verb } from './verb';

/** What shells call when somebody presses Tab. */
const COMPLETION = '__complete';

/**
 * @param argv what stood after the program's name.
 * @param answered called when the answer to what was asked for has been printed.
 * @returns the exit code (`docs/exit-codes.md`).
 */
export async function run(argv: readonly string[], env: Environment, answered: (wish: Wish | { kind: 'completion' }) => void = () => undefined): Promise<number> {
  if (argv[0] === COMPLETION) {
    const code = await (await import('./completion/complete')).printCompletions(argv.slice(1), env);
    answered({ kind: 'completion' });
    return code;
  }
  const mode = outputMode(argv, env);
  try {
    const wish = await findVerb(argv);
    const { answer, kind } = await fulfil(wish, env, false);
    const code = printAnswer(answer, kind, mode);
    answered(wish);
    return code;
  } catch (thrown) {
    return report(failureOf(thrown), mode);
  }
}

/** One call within another (`batch`): its document and its exit code, nothing printed. */
export function callWithin(env: Environment): InnerCall {
  return async (argv) => {
    try {
      const { answer, kind } = await fulfil(await findVerb(argv), env, true);
      return { line: answerLine(answer, kind), exitCode: answer.exitCode ?? 0 };
    } catch (thrown) {
      return errorLine(failureOf(thrown));
    }
  };
}

/** A stdout that takes nothing (a full disk behind `>`) must not keep the reason from stderr. */
function report(error: TouchstoneError, mode: OutputMode): number {
  const debug = isSet(mode.env['TOUCHSTONE_DEBUG']) ? stackOf(error) : null;
  try {
    return printFailure(error, mode, debug);
  } catch {
    return printFailure(error, { ...mode, json: false }, debug);
  }
}

/** Known before the arguments are, so that a wrong argument is reported in the form that was asked for. */
function outputMode(argv: readonly string[], env: Environment): OutputMode {
  const end = argv.indexOf('--');
  const own = end === -1 ? argv : argv.slice(0, end);
  return { json: own.includes('--json'), quiet: own.includes('--quiet') || own.includes('-q'), env };
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== '' && value !== '0';
}

async function fulfil(wish: Wish, env: Environment, isInner: boolean): Promise<{ answer: Answer; kind: string }> {
  switch (wish.kind) {
    case 'version':
      return { kind: 'version', answer: { data: { version: __VERSION__ }, text: () => __VERSION__ } };
    case 'run':
      return { kind: wish.verb.kind, answer: await runVerb(wish.verb, wish.tokens, env, isInner) };
    default:
      return { kind: 'help', answer: await (await import('./help/answer')).helpAnswer(wish) };
  }
}

async function runVerb(verb: Verb, tokens: readonly string[], env: Environment, isInner: boolean): Promise<Answer> {
  const parsed = parseArguments(verb, tokens);
  const { createInvocation } = await import('./invocation');
  // The larger half of the engine, which reads do without.
  const writing = verb.writes ? await import('./writing') : null;
  const invocation = createInvocation(verb, parsed, env, { write: writing?.runWrite ?? null, call: callWithin(env), isInner });
  const implementation = await verb.load();
  return implementation(invocation);
}
