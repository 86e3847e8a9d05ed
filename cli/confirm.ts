// Asks the person at the terminal to type a word, for what can't be taken back lightly: deciding a proposal.
import { TouchstoneError } from '../shared/errors';
import type { Actor } from '../shared/policy/actor';
import { note } from './output/print';
import type { Environment } from './output/terminal';
import { readSome } from './read-some';

const STDIN = 0;
/** Nobody types more than this many bytes to confirm. */
const LONGEST_ANSWER = 4096;

/**
 * @param expected what has to be typed, exactly; blanks around it don't count.
 * @throws E_POLICY when the actor is no person at a terminal; E_USAGE when something else was typed.
 */
export function askForConfirmation(actor: Actor, question: string, expected: string, env: Environment): void {
  if (actor.kind !== 'human') {
    throw new TouchstoneError('E_POLICY', 'This needs a person who confirms it at a terminal.', {
      hint: 'Ask the person you work for to run this command.',
      details: { actor: actor.name, kind: actor.kind },
    });
  }
  note(`${question} Type "${expected}" to confirm:`, env);
  const typed = readLine();
  if (typed.trim() === expected) return;
  throw new TouchstoneError('E_USAGE', `Not confirmed: "${expected}" was not typed. Nothing was changed.`, {
    hint: 'Run the command again and type exactly what it asks for.',
  });
}

/** One line from the terminal, without its line break; shorter when the terminal is closed. */
function readLine(): string {
  const bytes = Buffer.alloc(LONGEST_ANSWER);
  let length = 0;
  while (length < bytes.length && readSome(STDIN, bytes, length, 1) === 1) {
    if (bytes[length] === 0x0a) break;
    length += 1;
  }
  return bytes.toString('utf8', 0, length);
}
