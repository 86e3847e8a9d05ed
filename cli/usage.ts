// How a verb is written: `touchstone story claim [<id>] [options]`.
import type { ArgumentSpec, Verb } from './verb';

export const PROGRAM = 'touchstone';

/** `touchstone story claim` */
export function commandName(verb: Verb): string {
  return [PROGRAM, verb.noun, verb.name].filter((word) => word !== null).join(' ');
}

/** `<id>`, `[<id>]`, `<note>…` */
function argumentPlaceholder(argument: ArgumentSpec): string {
  const name = `<${argument.name}>${argument.variadic === true ? '…' : ''}`;
  return argument.required ? name : `[${name}]`;
}

export function usageLine(verb: Verb): string {
  return [
    commandName(verb),
    ...verb.args.map(argumentPlaceholder),
    '[options]',
    ...(verb.rest === undefined ? [] : [`-- <${verb.rest.name}…>`]),
  ].join(' ');
}
