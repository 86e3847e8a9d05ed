// The text of each concept, a screen of at most 24 lines by 80 columns; roles, gates and folders are made from the tables.
import { CLASS_RULES, NOTE_CLASSES } from '../../shared/policy/note-classes';
import { actionsByRole, gatesByVerb } from '../../shared/story/explain';
import { SETTING_DEFINITIONS } from '../../shared/settings/table';
import { section, twoColumns, wrapped } from './render';
import type { Topic } from './topics';

const WIDTH = 80;

/** Without a line break at its end. */
export function topicText(topic: Topic): string {
  return TEXTS[topic]().join('\n');
}

const TEXTS: Readonly<Record<Topic, () => string[]>> = {
  actors: () => [
    ...paragraph('Every write names its actor: --as <name> --role <role>, or TOUCHSTONE_ACTOR and TOUCHSTONE_ROLE. A person at a terminal needs neither; that is a guard rail and no proof. The setting policy.actors binds names to roles. Beyond what everybody may (read, comment, capture, propose, write project notes):'),
    ...twoColumns(actionsByRole().map(({ role, actions }) => [role, byNoun(actions)]), WIDTH),
    ...paragraph('Other roles have no more than everybody. See: docs/roles.md'),
  ],
  gates: () => [
    ...paragraph('A transition of a story passes its gates or is refused with exit code 9, and each failed gate says what would satisfy it. They count only what the tool itself recorded, never an edit. Gates by verb:'),
    ...twoColumns(gatesByVerb().filter(({ gates }) => gates.some((gate) => gate !== 'fsm')).map(({ verb, gates }) => [verb, gates.filter((gate) => gate !== 'fsm').join(', ')]), WIDTH),
    ...paragraph('With workflow.fsm on, fsm stands before every change of status. What each gate asks: touchstone story <verb> --help'),
  ],
  claims: () => [
    ...paragraph(`A developer claims a story before working on it: touchstone story claim <id>, or --next for the one that comes first. A claim is a lease: it holds for ${standard('claim.lease')} (setting claim.lease) and can be renewed: touchstone story renew <id>. When it has run out, others may take the story over. An actor holds at most ${standard('claim.limit')} at a time (claim.limit).`),
    '',
    ...paragraph('Of two that claim at the same moment, one gets the story and the other is told who has it; --next gives each a different one.'),
    '',
    ...section('While it holds, the claimant alone may', [
      'story evidence <id> -- <command>   record a run of the tests',
      'story prove <id> --ac <n> --by …   say what proves a criterion',
      'story deliver <id>                 hand it over; the claim ends',
    ]).split('\n'),
    '',
    ...paragraph('A claim is given back by story release; dispatcher, sr-pm and people may do it for another. Rejected work is open again and comes first in the queue. See: touchstone story ready, touchstone story claim --help'),
  ],
  drift: () => [
    ...paragraph('The ledger knows the bytes of every governed note. A note that holds others was changed by something else: an editor, a script, a merge. That is drift; nothing is lost, and nothing is taken for a decision.'),
    '',
    ...twoColumns([
      ['touchstone status', 'counts it; exit code 6 for protected notes and stories'],
      ['integrity diff <note>', 'shows what changed'],
      ['integrity ack <note>', 'takes the change over; a person, for protected notes and stories'],
      ['note restore <note>', 'brings the governed version back; likewise'],
    ], WIDTH),
    '',
    ...paragraph(`A governed write on drift follows the settings integrity.on_drift: protected ${standard('integrity.on_drift.protected')}, stories ${standard('integrity.on_drift.stories')}, other ${standard('integrity.on_drift.other')}. To refuse changes nothing (exit code 6); to adopt records the drifted text first, as external, then writes.`),
    '',
    ...paragraph('A status, a contract or a tick that came in by drift moves no gate. See: docs/integrity.md'),
  ],
  proposals: () => [
    ...paragraph('Agents never write protected notes. They propose, and a person decides at a terminal, by typing the proposal\'s id.'),
    '',
    ...twoColumns([
      ['proposal create', '--target <note> --motivation … --impact … --body-file …: the whole new text, or --delete'],
      ['proposal diff <id>', 'what it would change now'],
      ['proposal withdraw <id>', 'the proposer takes it back'],
      ['proposal accept <id>', 'a person: writes the target and archives the proposal; --edit to change the text first'],
      ['proposal reject <id>', 'a person, with a reason; proposal defer puts it off'],
      ['proposal revert <id>', 'a person: undoes an acceptance'],
    ], WIDTH),
    '',
    ...paragraph(`A proposal holds the text before and after, so it says when its target has changed meanwhile. It lies in the inbox and counts as overdue after ${standard('proposal_expiry_days')} days (proposal_expiry_days). See: docs/proposal.md`),
  ],
  vault: () => [
    ...paragraph('A vault is a folder of Markdown notes that holds .touchstone/: settings, the ledger of every governed write, and local caches. Found by --vault, TOUCHSTONE_VAULT, or from the current folder up. Who may write by note verbs:'),
    ...twoColumns(NOTE_CLASSES.map((name) => [CLASS_RULES[name].where, writers(CLASS_RULES[name].noteVerbs)]), WIDTH),
    ...paragraph('Every write takes the vault\'s lock, checks the bytes it was planned on, adds one line to the ledger, and replaces whole files. --dry-run shows what would be written. See: docs/formats.md, docs/write-path.md'),
  ],
};

function paragraph(text: string): string[] {
  return wrapped(text, WIDTH);
}

/** `story (claim, renew), learning (dismiss)` */
function byNoun(actions: readonly string[]): string {
  const nouns = new Map<string, string[]>();
  for (const action of actions) {
    const [noun = '', verb = ''] = action.split('.');
    nouns.set(noun, [...(nouns.get(noun) ?? []), verb]);
  }
  return [...nouns].map(([noun, verbs]) => `${noun} (${verbs.join(', ')})`).join(', ');
}

function standard(key: 'claim.lease' | 'claim.limit' | 'proposal_expiry_days' | `integrity.on_drift.${'protected' | 'stories' | 'other'}`): string {
  return String(SETTING_DEFINITIONS[key].default);
}

function writers(noteVerbs: 'all' | 'human' | 'none'): string {
  return { all: 'everybody', human: 'people only', none: 'nobody: it has verbs of its own' }[noteVerbs];
}
