// `note daily` and `note template apply`: a note made of a template of the vault, or added to.
import { TouchstoneError } from '../../errors';
import type { Io } from '../../vault/io';
import { folderPath, isBelow, nameOf, notePath } from '../../vault/paths';
import type { Planned, Planner } from '../../vault/plan';
import type { VaultView } from '../../vault/view';
import { fillTemplate, type Filling } from '../fill-template';
import { readFrontmatter } from '../frontmatter';
import { formatMoment, type WallTime } from '../moment-format';
import { setProperties } from '../properties';
import { findNote } from '../queries/find-note';
import { frontmatterBlock } from '../scan';
import { appendToBody } from '../sections';
import { assertPlainText } from '../structure';
import { createNote } from './create-note';
import { planChange, targetNote } from './target';

/** The vault's settings for daily notes, as Obsidian keeps them. */
export interface DailySettings {
  folder: string;
  /** Moment format of the path within the folder. */
  format: string;
  /** Path of the template; empty for none. */
  template: string;
}

export type Formats = Pick<Filling, 'dateFormat' | 'timeFormat'>;

export interface FilledItem {
  path: string;
  created: boolean;
  template: string | null;
}

/** The path of the daily note of a day. @throws E_USAGE when the settings make none */
function dailyPath({ folder, format }: DailySettings, at: WallTime): string {
  const within = folderPath(folder.replace(/^\/+/, ''));
  return notePath(`${within === '' ? '' : `${within}/`}${formatMoment(format, at)}`);
}

/** Makes the daily note where it is missing, and appends `text` where one is given. */
export function dailyNote(request: { settings: DailySettings; formats: Formats; at: WallTime; text?: string }): Planner<FilledItem> {
  const { settings, formats, at, text } = request;
  return function* (view) {
    const path = dailyPath(settings, at);
    const isThere = (yield* view.note(path)) !== null;
    if (isThere) {
      const target = yield* targetNote(view, path, 'note daily');
      const item: FilledItem = { path: target.path, created: false, template: null };
      return text === undefined ? { plan: null, item } : planChange('note.daily', target, withText(target.text, text), item);
    }
    const template = settings.template === '' ? null : yield* templateText(view, notePath(settings.template.replace(/^\/+/, '')));
    const filled = template === null ? '' : fillTemplate(template.text, { title: titleOf(path), at, ...formats });
    return yield* created(view, 'note.daily', path, text === undefined ? filled : withText(filled, text), template?.path ?? null);
  };
}

/**
 * Fills a template into a note: a new one where there is none; else at its end, with those properties that it lacks.
 * @throws E_NOT_FOUND for the template
 */
export function applyTemplate(request: { folder: string; template: string; ref: string; formats: Formats; at: WallTime }): Planner<FilledItem> {
  return function* (view) {
    const template = yield* templateText(view, yield* templatePath(view, request.folder, request.template));
    const path = yield* presentNote(view, request.ref);
    const title = titleOf(path ?? notePath(request.ref));
    const filled = fillTemplate(template.text, { title, at: request.at, ...request.formats });
    if (path === null) return yield* created(view, 'note.template_apply', notePath(request.ref), filled, template.path);
    const target = yield* targetNote(view, path, 'note template apply');
    const after = addTemplate(target.text, filled);
    return planChange('note.template_apply', target, after, { path, created: false, template: template.path });
  };
}

/** Paths of the notes below the folder of templates. */
export function listTemplates(folder: string): (view: VaultView) => Io<string[]> {
  return (view) => view.paths(folderPath(folder.replace(/^\/+/, '')));
}

function* created(view: VaultView, op: string, path: string, body: string, template: string | null): Io<Planned<FilledItem>> {
  const { plan } = yield* createNote({ path, assignments: [], body })(view);
  return { plan: plan && { ...plan, op }, item: { path, created: true, template } };
}

function* presentNote(view: VaultView, ref: string): Io<string | null> {
  try {
    return (yield* findNote(view, ref, 'write')).path;
  } catch (error) {
    if (error instanceof TouchstoneError && error.code === 'E_NOT_FOUND') return null;
    throw error;
  }
}

function* templatePath(view: VaultView, folder: string, ref: string): Io<string> {
  const below = folderPath(folder.replace(/^\/+/, ''));
  const all = yield* listTemplates(folder)(view);
  const wanted = ref.replace(/\.md$/i, '').toLowerCase();
  const found = all.find((path) => path.replace(/\.md$/i, '').toLowerCase() === wanted)
    ?? all.find((path) => isBelow(path, below) && titleOf(path).toLowerCase() === wanted);
  if (found !== undefined) return found;
  throw new TouchstoneError('E_NOT_FOUND', `There is no template \`${ref}\` in \`${below}\`.`, {
    hint: 'See them with: touchstone note template list',
    details: { template: ref, folder: below, templates: all },
  });
}

function* templateText(view: VaultView, path: string): Io<{ path: string; text: string }> {
  const snapshot = yield* view.note(path);
  if (snapshot !== null && snapshot.text !== null) return { path, text: snapshot.text };
  throw new TouchstoneError(snapshot === null ? 'E_NOT_FOUND' : 'E_INTEGRITY', `The template \`${path}\` ${snapshot === null ? 'is not there' : 'is no text'}.`, {
    hint: 'The folder and the template are set in Obsidian, under Daily notes and Templates.',
    details: { path },
  });
}

function withText(note: string, text: string): string {
  assertPlainText('The text', text, 0);
  return appendToBody(note, text);
}

function addTemplate(note: string, filled: string): string {
  const body = filled.slice(frontmatterBlock(filled)?.end ?? 0);
  const [brings, has] = [readFrontmatter(filled), readFrontmatter(note)];
  const present = has.kind === 'properties' ? has.properties : {};
  const missing = brings.kind === 'properties' ? Object.entries(brings.properties).filter(([key]) => !Object.hasOwn(present, key)) : [];
  const added = body.trim() === '' ? note : withText(note, body);
  return missing.length === 0 ? added : setProperties(added, Object.assign(Object.create(null) as object, Object.fromEntries(missing)));
}

function titleOf(path: string): string {
  return nameOf(path).replace(/\.md$/i, '');
}
