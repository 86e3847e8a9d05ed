// What a verb's code gets: its parsed arguments, and a context that finds each part on first use.
import { createContext, type Engine } from './context';
import type { ParsedArguments } from './parse';
import type { Environment } from './output/terminal';
import { commandName } from './usage';
import type { Invocation, Verb } from './verb';

export function createInvocation(verb: Verb, parsed: ParsedArguments, env: Environment, engine: Engine): Invocation {
  const list = (name: string): string[] => [...(parsed.args.get(known(verb.args, name)) ?? [])];
  const options = (name: string): string[] => [...(parsed.options.get(name) ?? [])];
  const required = (name: string): string => {
    const value = list(name)[0];
    if (value === undefined) throw new Error(`${commandName(verb)} reads <${name}> as required, its table does not say so`);
    return value;
  };
  const call: Omit<Invocation, 'context'> = {
    arg: (name) => list(name)[0],
    required,
    list,
    option: (name) => options(name)[0],
    options,
    flag: (name) => parsed.flags.has(name),
    rest: parsed.rest,
  };
  return { ...call, context: createContext(verb, call, env, engine) };
}

/** A name that the table does not have is a slip in our own code. */
function known(specs: readonly { name: string }[], name: string): string {
  if (specs.some((spec) => spec.name === name)) return name;
  throw new Error(`no such argument in the table: ${name}`);
}
