// `note read`
import { TouchstoneError } from '../../../shared/errors';
import { boundaryMark, relatedNotes, type RelatedNotes } from '../../../shared/note/queries/graph/related';
import { readNote, type NoteReading, type ReadRequest } from '../../../shared/note/queries/read-note';
import type { Io } from '../../../shared/vault/io';
import type { VaultView } from '../../../shared/vault/view';
import type { Invocation, Run } from '../../verb';

/** The answer's data; `boundary` is the mark between the texts when related notes were asked for. */
type ReadData = Omit<NoteReading, 'also' | 'problem'> & RelatedNotes & { boundary: string | null };

const BUDGET_DEFAULT = 20_000;

export const read: Run = (call) => {
  const around = aroundOf(call);
  const { also, problem, ...data } = call.context.read((view) => reading(view, requestOf(call), around));
  return {
    data,
    meta: { also, warnings: warningsOf(data.path, also, problem) },
    text: () => (data.boundary === null ? data.text : bundle(data, data.boundary)),
    verbatim: true,
  };
};

interface Around {
  follow: boolean;
  backlinks: boolean;
  budget: number;
}

function requestOf({ required, option }: Invocation): ReadRequest {
  const lines = option('lines');
  const section = option('section');
  const at = option('at');
  return {
    ref: required('note'),
    ...(section !== undefined && { section }),
    ...(lines !== undefined && { lines }),
    ...(at !== undefined && { at }),
  };
}

function aroundOf({ flag, option }: Invocation): Around | null {
  const around = { follow: flag('follow'), backlinks: flag('backlinks'), budget: budgetOf(option('budget')) };
  if (!around.follow && !around.backlinks) {
    if (option('budget') === undefined) return null;
    throw new TouchstoneError('E_USAGE', '--budget is for notes around the one that is read.', { hint: 'Give it with --follow, --backlinks or both.' });
  }
  if (option('at') === undefined) return around;
  throw new TouchstoneError('E_USAGE', 'An earlier version is read by itself: the notes around it are those of today.', {
    hint: 'Leave out --at, or --follow and --backlinks.',
  });
}

function budgetOf(text: string | undefined): number {
  if (text === undefined) return BUDGET_DEFAULT;
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new TouchstoneError('E_USAGE', `--budget takes a number of characters, not "${text}".`, { details: { option: 'budget', value: text } });
}

function* reading(view: VaultView, request: ReadRequest, around: Around | null): Io<ReadData & Pick<NoteReading, 'also' | 'problem'>> {
  const note = yield* readNote(request)(view);
  if (around === null) return { ...note, boundary: null, related: [], left_out: [] };
  const found = yield* relatedNotes(view, { path: note.path, ...around });
  return { ...note, boundary: yield* boundaryMark(view, [note.text, ...found.related.map(({ text }) => text)]), ...found };
}

/** All texts, each between lines with the mark; names are quoted, so that none can end a line. */
function bundle({ path, text, related, left_out: leftOut }: ReadData, mark: string): string {
  const enclosed = (words: string, content: string): string[] => [
    `----- ${mark} begin ${words} -----`, content.replace(/\r?\n$/, ''), `----- ${mark} end -----`,
  ];
  return [
    ...enclosed(JSON.stringify(path), text),
    ...related.flatMap((note) => ['', ...enclosed(wordsOf(note), note.text)]),
    ...(leftOut.length === 0 ? [] : ['', `----- ${mark} left out: ${leftOut.map((note) => `${JSON.stringify(note.path)} (${note.characters} characters)`).join(', ')} -----`]),
    '',
  ].join('\n');
}

function wordsOf({ path, why, lines, cut, text, characters }: RelatedNotes['related'][number]): string {
  const where = `${lines.length === 1 ? 'line' : 'lines'} ${lines.join(', ')}`;
  const relation = why === 'link' ? `linked in ${where}` : `links here in its ${where}`;
  return `${JSON.stringify(path)}, ${relation}${cut ? `, first ${text.length} of ${characters} characters` : ''}`;
}

function warningsOf(path: string, also: readonly string[], problem: string | null): string[] {
  const warnings: string[] = [];
  if (also.length > 0) warnings.push(`the name also fits ${also.join(', ')}; this is ${path}`);
  if (problem !== null) warnings.push(`the properties of ${path} can't be read: ${problem}`);
  return warnings;
}
