// `note append` and `note prepend`: text at the end or the beginning of a note, or of one of its sections.
import { TouchstoneError } from '../../errors';
import type { Io } from '../../vault/io';
import type { Planned, Planner } from '../../vault/plan';
import type { VaultView } from '../../vault/view';
import { appendToBody, appendToSection, prependToBody, prependToSection } from '../sections';
import { assertPlainText } from '../structure';
import { assertFitsSection, assertOnlySection } from './section-rules';
import { planChange, targetNote } from './target';

export interface AddTextRequest {
  /** `Note#Heading` names a section too. */
  ref: string;
  text: string;
  /** Heading path of the section; without one the text goes into the note itself. */
  section?: string;
}

export interface AddedItem {
  path: string;
  section: string | null;
}

export function appendToNote(request: AddTextRequest): Planner<AddedItem> {
  return (view) => addText(view, request, APPEND);
}

export function prependToNote(request: AddTextRequest): Planner<AddedItem> {
  return (view) => addText(view, request, PREPEND);
}

interface Place {
  verb: string;
  op: string;
  body(text: string, given: string): string;
  section(text: string, path: string, given: string): string;
}

const APPEND: Place = { verb: 'note append', op: 'note.append', body: appendToBody, section: appendToSection };
const PREPEND: Place = { verb: 'note prepend', op: 'note.prepend', body: prependToBody, section: prependToSection };

function* addText(view: VaultView, request: AddTextRequest, place: Place): Io<Planned<AddedItem>> {
  refuseNothing(request.text, place.verb);
  const target = yield* targetNote(view, request.ref, place.verb);
  const section = request.section ?? target.heading ?? null;
  const after = section === null ? inBody(target.text, request.text, place) : inSection(target.text, section, request.text, place);
  return planChange(place.op, target, after, { path: target.path, section });
}

function inBody(note: string, text: string, place: Place): string {
  assertPlainText('The text', text, 0);
  return place.body(note, text);
}

function inSection(note: string, section: string, text: string, place: Place): string {
  assertFitsSection(note, section, text);
  const after = place.section(note, section, text);
  assertOnlySection(note, after, section);
  return after;
}

function refuseNothing(text: string, verb: string): void {
  if (text.trim() !== '') return;
  throw new TouchstoneError('E_USAGE', `\`${verb}\` was given no text.`, {
    hint: `Give the text as an argument, or with --body-file <path>.`,
  });
}
