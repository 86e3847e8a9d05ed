// An answer or a refusal of the command line as a line of JSON.
import { answerDocument, documentLine, errorDocument } from '../../shared/answer/document';
import { EXIT_CODES, type TouchstoneError } from '../../shared/errors';
import type { Answer } from '../verb';

export function answerLine(answer: Answer, kind: string): string {
  return documentLine(answerDocument(answer.kind ?? kind, answer.data, answer.meta));
}

/** A refusal as a line, with the exit code it stands for. */
export function errorLine(error: TouchstoneError): { line: string; exitCode: number } {
  return { line: documentLine(errorDocument(error)), exitCode: EXIT_CODES[error.code] };
}
