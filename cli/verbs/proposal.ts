// The verbs over proposals. Light: only the table; the code is loaded when a verb is called.
import { LIST_OPTIONS } from '../list-options';
import type { ArgumentSpec, Verb } from '../verb';

const PROPOSAL: ArgumentSpec = { name: 'proposal', summary: 'An id (PROP-7k2m9), an unambiguous prefix of one, or a path', required: true };
const READ_ERRORS = ['E_NOT_FOUND', 'E_AMBIGUOUS', 'E_INTEGRITY'] as const;
const DECIDE_ERRORS = ['E_NOT_FOUND', 'E_AMBIGUOUS', 'E_CONFLICT', 'E_INTEGRITY', 'E_POLICY', 'E_GATE'] as const;
const FOR_A_PERSON = 'For a person at a terminal, who is asked to type the id.';

export const proposalVerbs: readonly Verb[] = [
  {
    noun: 'proposal', name: 'create', summary: 'propose a new text for a protected note, a new note, or its removal',
    description: 'The text is the whole new note, byte for byte. Notes of project scope need no proposal: write them with the note verbs.',
    args: [],
    options: [
      { name: 'target', value: '<note>', summary: 'Path, name or alias of the note; the path of a new one' },
      { name: 'motivation', value: '<text>', summary: 'Why: what went wrong without it' },
      { name: 'impact', value: '<text>', summary: 'Whom it concerns, and what changes for them' },
      { name: 'delete', summary: 'Propose to remove the note; takes no text' },
      { name: 'evidence', value: '<note>', summary: 'A story or note that speaks for it', repeatable: true },
      { name: 'if-sha256', value: '<hash>', summary: 'Refuse if the target changed since it had this hash' },
    ],
    examples: [
      'touchstone proposal create --target "Testing pyramid" --motivation "Two rejections for mocks." --impact "All developers" --body-file pyramid.md',
      'touchstone proposal create --target conventions/Old.md --delete --motivation "Nobody follows it." --impact "None"',
    ],
    errors: DECIDE_ERRORS, kind: 'proposal.create', writes: true, body: 'required',
    load: async () => (await import('../commands/proposal/create')).create,
  },
  {
    noun: 'proposal', name: 'list', summary: 'list proposals, those that wait for a decision by default',
    args: [],
    options: [
      { name: 'status', value: '<status>', summary: 'Only these; all for every one', choices: ['pending', 'deferred', 'accepted', 'rejected', 'superseded', 'withdrawn', 'all'], repeatable: true },
      { name: 'author', value: '<actor>', summary: 'Only those of this proposer' },
      ...LIST_OPTIONS,
    ],
    examples: ['touchstone proposal list', 'touchstone proposal list --status rejected --json'],
    errors: [], kind: 'proposal.list', writes: false,
    load: async () => (await import('../commands/proposal/list')).list,
  },
  {
    noun: 'proposal', name: 'show', summary: 'show a proposal: its reasons, and what accepting it would change now',
    args: [PROPOSAL], options: [],
    examples: ['touchstone proposal show PROP-7k2m9', 'touchstone proposal show PROP-7k2 --json'],
    errors: READ_ERRORS, kind: 'proposal.show', writes: false,
    load: async () => (await import('../commands/proposal/show')).show,
  },
  {
    noun: 'proposal', name: 'diff', summary: 'show only what accepting a proposal would change now',
    description: 'Against what the target says now; a decided proposal shows what it changed then.',
    args: [PROPOSAL], options: [],
    examples: ['touchstone proposal diff PROP-7k2m9', 'touchstone proposal diff PROP-7k2m9 | less'],
    errors: READ_ERRORS, kind: 'proposal.diff', writes: false,
    load: async () => (await import('../commands/proposal/show')).diff,
  },
  {
    noun: 'proposal', name: 'accept', summary: 'make a proposal true: write its target and archive it',
    description: `${FOR_A_PERSON} When the target moved on, the change is merged into what it says now; where both changed the same lines nothing is applied, and --edit opens the text with the passages marked.`,
    args: [PROPOSAL],
    options: [{ name: 'edit', summary: 'Edit the text first, in $VISUAL or $EDITOR' }],
    examples: ['touchstone proposal accept PROP-7k2m9', 'touchstone proposal accept PROP-7k2m9 --edit --reason "Clearer wording"'],
    errors: DECIDE_ERRORS, kind: 'proposal.accept', writes: true, body: 'optional',
    load: async () => (await import('../commands/proposal/accept')).accept,
  },
  {
    noun: 'proposal', name: 'reject', summary: 'turn a proposal down, with the reason',
    description: `${FOR_A_PERSON} Whoever proposes the same again is told of the reason.`,
    args: [PROPOSAL], options: [],
    examples: ['touchstone proposal reject PROP-7k2m9 --reason "We tried that in spring."', 'touchstone proposal reject PROP-7k2 --reason "Too broad; see PROP-b3c0p"'],
    errors: DECIDE_ERRORS, kind: 'proposal.reject', writes: true,
    load: async () => (await import('../commands/proposal/decide')).reject,
  },
  {
    noun: 'proposal', name: 'defer', summary: 'put the decision off until a day',
    description: `${FOR_A_PERSON} The proposal stays in the inbox and comes up again on that day.`,
    args: [PROPOSAL],
    options: [{ name: 'until', value: '<date>', summary: 'A day or an RFC 3339 time to come' }],
    examples: ['touchstone proposal defer PROP-7k2m9 --until 2026-12-01', 'touchstone proposal defer PROP-7k2m9 --until 2026-12-01T09:00:00Z --reason "After the release"'],
    errors: DECIDE_ERRORS, kind: 'proposal.defer', writes: true,
    load: async () => (await import('../commands/proposal/decide')).defer,
  },
  {
    noun: 'proposal', name: 'withdraw', summary: 'take your own proposal back',
    args: [PROPOSAL], options: [],
    examples: ['touchstone proposal withdraw PROP-7k2m9', 'touchstone proposal withdraw PROP-7k2m9 --reason "Superseded by PROP-b3c0p" --as retro-2'],
    errors: DECIDE_ERRORS, kind: 'proposal.withdraw', writes: true,
    load: async () => (await import('../commands/proposal/decide')).withdraw,
  },
  {
    noun: 'proposal', name: 'revert', summary: 'take an accepted change back',
    description: `${FOR_A_PERSON} While the target is what was applied, it says again what it said before, and the proposal is pending again. After that a counter-proposal is made which takes the change out.`,
    args: [PROPOSAL], options: [],
    examples: ['touchstone proposal revert PROP-7k2m9', 'touchstone proposal revert PROP-7k2m9 --reason "It slowed us down."'],
    errors: DECIDE_ERRORS, kind: 'proposal.revert', writes: true,
    load: async () => (await import('../commands/proposal/decide')).revert,
  },
];
