// What a path is to the rules: its class, whether it is protected, and who may write it by which verbs
// (formats.md, "Folders of a vault"; decisions 7, 36 and 39). Only the path decides, never what a note says of itself.
import { TouchstoneError } from '../errors';
import type { Config, DriftPolicy } from '../settings/config';
import type { Actor } from './actor';
import { roleOf } from './bind';
import { actorLabel, requireRole } from './roles';

export const NOTE_CLASSES = [
  'story', 'proposal', 'inbox', 'template', 'archive', 'project_knowledge', 'system', 'config', 'other',
] as const;
export type NoteClass = (typeof NOTE_CLASSES)[number];

export interface ClassRule {
  /** Where notes of this class lie, for the docs. */
  where: string;
  /** Whom note verbs (`note write`, `prop set`, …) are open to. */
  noteVerbs: 'all' | 'human' | 'none';
  /** Protected: only a person may acknowledge or restore it. */
  protected: boolean;
  drift: 'integrity.on_drift.protected' | 'integrity.on_drift.stories' | 'integrity.on_drift.other';
  /** What to do instead of a note verb. */
  instead: string;
}

/** The rule of each class; docs/roles.md is checked against it. */
export const CLASS_RULES: Readonly<Record<NoteClass, ClassRule>> = {
  story: {
    where: 'the stories folder', noteVerbs: 'human', protected: true, drift: 'integrity.on_drift.stories',
    instead: 'Use the story commands: touchstone story note, comment, update, ac, dep.',
  },
  proposal: {
    where: 'PROP-… notes in the inbox', noteVerbs: 'none', protected: true, drift: 'integrity.on_drift.stories',
    instead: 'Use the proposal commands: touchstone proposal show, withdraw, create; a person decides with accept, reject or defer.',
  },
  inbox: {
    where: 'other notes in the inbox', noteVerbs: 'all', protected: false, drift: 'integrity.on_drift.other', instead: '',
  },
  template: {
    where: 'the templates folder', noteVerbs: 'all', protected: false, drift: 'integrity.on_drift.other', instead: '',
  },
  archive: {
    where: 'the archive folder', noteVerbs: 'human', protected: true, drift: 'integrity.on_drift.protected',
    instead: 'Archived notes are there to be read; create a new proposal with touchstone proposal create.',
  },
  project_knowledge: {
    where: 'the knowledge folder', noteVerbs: 'all', protected: false, drift: 'integrity.on_drift.other', instead: '',
  },
  system: {
    where: 'the folders of system scope', noteVerbs: 'human', protected: true, drift: 'integrity.on_drift.protected',
    instead: 'Propose the change: touchstone proposal create --target <path> --motivation <text> --impact <text> --body-file <file>.',
  },
  config: {
    where: '.touchstone/', noteVerbs: 'none', protected: true, drift: 'integrity.on_drift.protected',
    instead: 'Settings change with touchstone settings set, by a person.',
  },
  other: {
    where: 'everywhere else', noteVerbs: 'all', protected: false, drift: 'integrity.on_drift.other', instead: '',
  },
};

/** Names of proposals in the inbox: `PROP-7k2m9 …`. */
const PROPOSAL_NAME = /^prop-[0-9a-z]{5}(?![0-9a-z])/;

/**
 * The class of a vault-relative path. Folder names are compared without case and Unicode form, since on many file
 * systems `Conventions/x.md` is `conventions/x.md`, and a rule that looks at letters would be walked round.
 */
export function classOf(path: string, config: Config): NoteClass {
  const folded = fold(path);
  const within = (folder: string): boolean => folder !== '' && folded.startsWith(`${fold(folder)}/`);
  const { folders } = config;
  if (folded.startsWith('.touchstone/')) return 'config';
  if (within(folders.archive)) return 'archive';
  if (within(folders.inbox)) return PROPOSAL_NAME.test(folded.slice(folded.lastIndexOf('/') + 1)) ? 'proposal' : 'inbox';
  if (within(folders.templates)) return 'template';
  if (within(folders.stories)) return 'story';
  if (within(folders.knowledge)) return 'project_knowledge';
  if (folders.system.some(within)) return 'system';
  return 'other';
}

/** As {@link classOf}, for many paths: one folder's are of one class, but for proposals. */
export function classifier(config: Config): (path: string) => NoteClass {
  const known = new Map<string, NoteClass>();
  return (path) => {
    const folder = path.slice(0, path.lastIndexOf('/') + 1);
    const found = known.get(folder) ?? classOf(path, config);
    if (found === 'inbox' || found === 'proposal') return classOf(path, config);
    known.set(folder, found);
    return found;
  };
}

/** True where only a person may acknowledge or restore, and agents don't write with note verbs. */
export function isProtected(path: string, config: Config): boolean {
  return CLASS_RULES[classOf(path, config)].protected;
}

/** What a governed write onto a drifted note at `path` does. */
export function driftPolicyOf(path: string, config: Config): DriftPolicy {
  return config.settings[CLASS_RULES[classOf(path, config)].drift];
}

/**
 * Asserts that `actor` may write `path` with the note verb `verb` (`note write`).
 *
 * @throws E_POLICY naming the proposal, story or settings command to use instead.
 */
export function requireNoteWrite(actor: Actor, path: string, config: Config, verb: string): void {
  const noteClass = classOf(path, config);
  const rule = CLASS_RULES[noteClass];
  const role = roleOf(actor, config);
  if (rule.noteVerbs === 'all' || (rule.noteVerbs === 'human' && actor.kind === 'human')) return;
  const whom = rule.noteVerbs === 'none' ? 'nobody' : 'a person only';
  throw new TouchstoneError('E_POLICY', `${actorLabel(actor.name, role)} may not change ${path} with ${verb}: it lies in ${rule.where}, which note commands change for ${whom}.`, {
    hint: rule.instead.replace('<path>', JSON.stringify(path)),
    details: { actor: actor.name, role, path, class: noteClass, verb },
  });
}

/**
 * Asserts that a property may be changed by a note verb: `actionable` moves by learning verbs only.
 *
 * @throws E_POLICY
 */
export function requirePropertyWrite(actor: Actor, path: string, key: string, config: Config, verb: string): void {
  requireNoteWrite(actor, path, config, verb);
  if (key !== 'actionable' || classOf(path, config) !== 'project_knowledge') return;
  throw new TouchstoneError('E_POLICY', `The property actionable of ${path} may not be changed with ${verb}: a learning is decided by learning commands only.`, {
    hint: `Use touchstone learning incorporate ${JSON.stringify(path)} --in <story>, or touchstone learning dismiss ${JSON.stringify(path)} --reason <text>.`,
    details: { actor: actor.name, path, property: key, verb },
  });
}

/**
 * Asserts that `actor` may make drifted bytes of `path` the baseline, or restore an earlier version of it.
 *
 * @throws E_POLICY for an agent on a protected note, a story or a proposal.
 */
export function requireKeeper(actor: Actor, path: string, config: Config, action: 'integrity.ack' | 'note.restore'): void {
  if (isProtected(path, config)) requireRole(actor, action, config);
}

function fold(path: string): string {
  return path.normalize('NFC').toLowerCase();
}
