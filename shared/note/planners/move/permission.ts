// Who may move what, and who may have the links of which notes mended by a move. A move must be no way round the verbs of
// stories, proposals and learnings, nor round the protection of a folder.
import { TouchstoneError } from '../../../errors';
import { CLASS_RULES, classOf, requireNoteWrite } from '../../../policy/note-classes';
import { contractText } from '../../../story/contract-text';
import { criteriaText } from '../../../story/criteria';
import { storyOf } from '../../../story/model';
import type { Io } from '../../../vault/io';
import { isBelow, nameOf } from '../../../vault/paths';
import type { NoteSnapshot, VaultView } from '../../../vault/view';
import { readFrontmatter } from '../../frontmatter';
import { listOf } from '../../values';
import { assertDeletable, assertNoteRules } from '../note-rules';
import type { Relocation } from './which-files';

const VERB = 'note move';

/** @throws E_POLICY, E_USAGE */
export function* requireMovable(view: VaultView, { kind, from, moves }: Relocation): Io<void> {
  const { config } = view;
  const { system, ...own } = config.folders;
  const fixed = [...Object.values(own), ...system].find((folder) => folder === from || isBelow(folder, from));
  if (kind === 'folder' && fixed !== undefined) {
    throw new TouchstoneError('E_USAGE', `The folder \`${fixed}\` is where the vault's settings say that its notes lie, so it stays.`, {
      hint: 'Move notes or folders within it.',
      details: { from, folder: fixed },
    });
  }
  for (const [path, target] of moves) {
    requireNoteWrite(view.actor, path, config, VERB);
    requireNoteWrite(view.actor, target, config, VERB);
    const note = yield* view.note(path);
    if (note !== null && note.text !== null) requireMovableText(view, path, target, note.text);
  }
  yield* requireNoOpenProposal(view, moves);
}

function requireMovableText(view: VaultView, path: string, target: string, text: string): void {
  const { config } = view;
  const [was, is] = [classOf(path, config), classOf(target, config)];
  if ((was === 'story' || is === 'story') && typeOf(text) === 'story') {
    throw new TouchstoneError('E_POLICY', `\`${path}\` is a story; its file is named by its id and lies in \`${config.folders.stories}\`.`, {
      hint: 'Its title changes with: touchstone story update <id> --title <text>',
      details: { path, to: target },
    });
  }
  if (was === is || !/\.md$/i.test(path)) return;
  assertDeletable(path, text, config);
  assertNoteRules(target, null, text, config);
}

function typeOf(text: string): string {
  const reading = readFrontmatter(text);
  return reading.kind === 'properties' ? (listOf(reading.properties['type'])[0] ?? '').trim().toLowerCase() : '';
}

/** A proposal is about a path and the text that lies there: while it waits, both stay together. */
function* requireNoOpenProposal(view: VaultView, moves: ReadonlyMap<string, string>): Io<void> {
  for (const { path, properties } of yield* view.index(view.config.folders.inbox)) {
    const target = properties?.['target_path'];
    const status = properties?.['status'];
    if (classOf(path, view.config) !== 'proposal' || typeof target !== 'string' || !moves.has(target)) continue;
    if (status !== 'pending' && status !== 'deferred') continue;
    const id = listOf(properties?.['id'])[0] ?? path;
    throw new TouchstoneError('E_POLICY', `${id} proposes a change of \`${target}\` and is ${status}; a move would take its target away.`, {
      hint: `Have it decided first: touchstone proposal show ${id}`,
      details: { path: target, proposal: id },
    });
  }
}

/**
 * Links in stories and proposals are mended for whoever may move the note: what those notes say does not change. In other
 * notes a mended link is a change as any other.
 * @throws E_POLICY that names every note that prevents the move
 */
export function requireMendable(view: VaultView, paths: readonly string[]): void {
  const { config, actor } = view;
  const refused = paths.filter((path) => {
    const noteClass = classOf(path, config);
    if (noteClass === 'story' || noteClass === 'proposal') return false;
    const { noteVerbs } = CLASS_RULES[noteClass];
    return noteVerbs !== 'all' && !(noteVerbs === 'human' && actor.kind === 'human');
  });
  if (refused.length === 0) return;
  const list = refused.map((path) => `\`${path}\``).join(', ');
  throw new TouchstoneError('E_POLICY', `Links in protected notes would have to be mended, which only a person may: ${list}.`, {
    hint: `A person runs this move; or propose those notes without the links first: touchstone proposal create --target ${JSON.stringify(refused[0])} --motivation <text> --impact <text> --body-file <file>`,
    details: { actor: actor.name, notes: refused, verb: VERB },
  });
}

/**
 * What a story was delivered with is compared, to the letter, when it is accepted.
 * @throws E_POLICY
 */
export function requireUndelivered(path: string, before: NoteSnapshot, after: string): void {
  if (before.state?.status !== 'delivered') return;
  if (deliveredText(before) === deliveredText({ ...before, text: after, bytes: new TextEncoder().encode(after) })) return;
  throw new TouchstoneError('E_POLICY', `\`${path}\` is delivered, and its criteria or its evidence link to what would move.`, {
    hint: `Have it accepted or rejected first: touchstone story show ${nameOf(path).replace(/\.md$/i, '')}`,
    details: { path, status: 'delivered' },
  });
}

function deliveredText(snapshot: NoteSnapshot): string {
  const story = storyOf(snapshot);
  const last = story.contract.at(-1);
  return JSON.stringify([criteriaText(story.criteria), last === undefined ? null : contractText(last)]);
}
