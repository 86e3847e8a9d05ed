// Prints an answer or a failure: one JSON document, or text for people. Nothing else writes to stdout.
import type { TouchstoneError } from '../../shared/errors';
import { createPaint, type Paint } from '../paint';
import type { Answer } from '../verb';
import { clean } from './clean';
import { answerLine, errorLine } from './document';
import { failureText } from './failure-text';
import { terminalWidth, wantsColours, type Environment } from './terminal';
import { writeStderr, writeStdout } from './write';

export interface OutputMode {
  json: boolean;
  quiet: boolean;
  env: Environment;
}

/** @returns the exit code of the answer. */
export function printAnswer(answer: Answer, kind: string, mode: OutputMode): number {
  if (answer.printed === true) return answer.exitCode ?? 0;
  if (mode.json) writeStdout(answerLine(answer, kind));
  else printText(answer, mode);
  return answer.exitCode ?? 0;
}

/** @returns the exit code of the failure. Under `--json` stderr stays empty, so that merged streams still parse. */
export function printFailure(error: TouchstoneError, mode: OutputMode, debug: string | null): number {
  const { line, exitCode } = errorLine(error);
  if (mode.json) writeStdout(line);
  else note(failureText(error, paintFor(2, mode.env)), mode.env);
  if (debug !== null) note(debug, mode.env);
  return exitCode;
}

/** Writes lines to stderr, cleaned. */
export function note(text: string, env: Environment): void {
  writeStderr(`${clean(text, wantsColours(2, env))}\n`);
}

function printText(answer: Answer, mode: OutputMode): void {
  if (mode.quiet && answer.brief !== undefined) printLines(answer.brief, false);
  else printWhole(answer, mode.env);
  if (mode.quiet) return;
  const paint = paintFor(2, mode.env);
  for (const warning of warningsOf(answer)) note(`${paint.yellow('warning:')} ${warning}`, mode.env);
  if (answer.footer !== undefined) note(paint.dim(answer.footer), mode.env);
}

function printWhole(answer: Answer, env: Environment): void {
  const paint = paintFor(1, env);
  if (answer.verbatim === true && paint.width === null) writeStdout(answer.text(createPaint(false, null)));
  else printLines(answer.text(paint), wantsColours(1, env));
}

function printLines(text: string, colours: boolean): void {
  if (text === '') return;
  writeStdout(clean(text.endsWith('\n') ? text : `${text}\n`, colours));
}

function paintFor(descriptor: 1 | 2, env: Environment): Paint {
  return createPaint(wantsColours(descriptor, env), terminalWidth(descriptor));
}

function warningsOf(answer: Answer): readonly string[] {
  const warnings = answer.meta?.['warnings'];
  return Array.isArray(warnings) ? warnings.map(String) : [];
}
