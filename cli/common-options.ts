// The options of verbs that write or take long text, and all that a verb takes.
import { GLOBAL_OPTIONS } from './global-options';
import type { OptionSpec, Verb } from './verb';

const WRITE_OPTIONS: readonly OptionSpec[] = [
  { name: 'dry-run', summary: 'Say what would be written, write nothing' },
  { name: 'if-sha256', value: '<hash>', summary: 'Refuse if the note changed since it had this hash' },
  { name: 'reason', value: '<text>', summary: 'Why, for the ledger and the history' },
];

const BODY_OPTION: OptionSpec = {
  name: 'body-file', value: '<path|->', summary: 'Read the text from a file, or from stdin with -',
};

/** The verb's own options, then those that it has by what it is. A verb's own entry replaces a common one. */
export function optionsOf(verb: Verb): readonly OptionSpec[] {
  return [...ownOptions(verb), ...GLOBAL_OPTIONS];
}

/** {@link optionsOf} without the global ones. */
export function ownOptions(verb: Verb): readonly OptionSpec[] {
  const common = [...(verb.body === undefined ? [] : [BODY_OPTION]), ...(verb.writes ? WRITE_OPTIONS : [])];
  const own = new Set(verb.options.map((option) => option.name));
  return [...verb.options, ...common.filter((option) => !own.has(option.name))];
}

/** Of verbs that read or write the app's own settings. The app does not say in the vault which folder it uses. */
export const CONFIG_FOLDER: OptionSpec = { name: 'config-folder', value: '<name>', summary: "Obsidian's configuration folder", default: '.obsidian' };
