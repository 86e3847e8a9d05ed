// `learning add`: what finished work taught, as a note of the project that waits to be folded into the backlog.
import { TouchstoneError } from '../errors';
import type { Properties } from '../note/frontmatter';
import { assertFreeName } from '../note/planners/create-note';
import { findNote } from '../note/queries/find-note';
import { requireRole } from '../policy/roles';
import { givenLine, givenText, givenTitle } from '../story/given-text';
import { findStoryNote, idOfPath } from '../story/ids';
import type { Io } from '../vault/io';
import type { Planner } from '../vault/plan';
import type { VaultView } from '../vault/view';
import { readFrontmatter } from '../note/frontmatter';
import { learningItem, learningOf, type LearningItem } from './learning';
import { requireNoteType, skeletonFor } from './skeleton';
import { CONFIDENCES, learningTypes } from './types';

export interface AddRequest {
  type: string;
  title: string;
  /** Stories, or other notes, that it was learned from; at least one. */
  source: readonly string[];
  /** What was learned; becomes the section Content. */
  body: string;
  /** One line below the title; without it, the first line of a body that goes on after a blank one. */
  summary?: string;
  confidence?: string;
  domain?: string;
  stack?: readonly string[];
  tags?: readonly string[];
}

/**
 * Captures a learning with `actionable: pending`. All roles may.
 * @throws E_USAGE for a type without learnings, an empty or forging text, a title that is taken; E_NOT_FOUND or
 *   E_AMBIGUOUS for a source.
 */
export function addLearning(request: AddRequest): Planner<LearningItem> {
  return function* (view) {
    requireRole(view.actor, 'learning.add', view.config);
    const type = requireNoteType(request.type, learningTypes());
    const title = givenTitle(request.title);
    const source = yield* sourceNames(view, request.source);
    const { summary, content } = parted(givenText('The body', request.body), request.summary);
    const links = source.map((name) => `[[${name}]]`);
    const { path, text } = skeletonFor(type, {
      title,
      scope: 'project',
      project: view.config.project,
      now: view.now,
      folders: view.config.folders,
      properties: { ...choices(request), actionable: 'pending', source: links, incorporated_in: [] },
      sections: new Map([
        ['Context', `Learned from ${links.join(', ')}.`],
        ['Content', content],
        ['Related', links.map((link) => `- ${link}`).join('\n')],
      ]),
      ...(summary === undefined ? {} : { summary }),
    });
    yield* assertFreeName(view, path);
    return {
      plan: { op: 'learning.add', writes: [{ path, content: text, before: null }] },
      item: itemOf(path, text, yield* view.sha256(text)),
    };
  };
}

/** Reads a planned note back, so that what is reported is what was written. */
function itemOf(path: string, text: string, sha256: string): LearningItem {
  const reading = readFrontmatter(text);
  const learning = reading.kind === 'properties' ? learningOf({ path, sha256 }, reading.properties) : null;
  if (learning === null) throw new Error(`the learning planned for ${path} does not read as one`);
  return learningItem(learning);
}

/** The names by which a learning links to its sources: ids of stories, titles of other notes. */
function* sourceNames(view: VaultView, references: readonly string[]): Io<string[]> {
  if (references.length === 0) {
    throw new TouchstoneError('E_USAGE', 'A learning needs the story that it was learned from.', {
      hint: 'Name it with --source <id>, once for each.',
      details: { missing: 'source' },
    });
  }
  const names: string[] = [];
  for (const reference of references) {
    const name = idOfPath(yield* sourcePath(view, reference));
    if (!names.includes(name)) names.push(name);
  }
  return names;
}

function* sourcePath(view: VaultView, reference: string): Io<string> {
  try {
    return (yield* findStoryNote(view, reference, 'write')).note.path;
  } catch (error) {
    if (!(error instanceof TouchstoneError) || error.code !== 'E_NOT_FOUND') throw error;
    return (yield* findNote(view, reference, 'write')).path;
  }
}

function choices(request: AddRequest): Properties {
  const properties = Object.create(null) as Properties;
  if (request.confidence !== undefined) properties['confidence'] = requireConfidence(request.confidence);
  if (request.domain !== undefined) properties['domain'] = givenLine('The domain', request.domain);
  if (request.stack !== undefined && request.stack.length > 0) properties['stack'] = lines('A part of the stack', request.stack);
  if (request.tags !== undefined && request.tags.length > 0) {
    properties['tags'] = lines('A tag', request.tags.map((tag) => tag.replace(/^#/, '')));
  }
  return properties;
}

function lines(what: string, texts: readonly string[]): string[] {
  return texts.map((text) => givenLine(what, text));
}

function requireConfidence(confidence: string): string {
  if ((CONFIDENCES as readonly string[]).includes(confidence)) return confidence;
  throw new TouchstoneError('E_USAGE', `'${confidence}' is no confidence.`, {
    hint: 'high: verified, medium: seen once, low: a hypothesis',
    details: { confidence, allowed: [...CONFIDENCES] },
  });
}

/** As in a commit message: one line, a blank one, then the rest. A body of one paragraph is all content. */
function parted(body: string, given: string | undefined): { summary: string | undefined; content: string } {
  if (given !== undefined) return { summary: givenLine('The summary', given), content: body };
  const [, first, rest] = /^([^\r\n]+)\r?\n[ \t]*\r?\n([\s\S]*)$/.exec(body) ?? [];
  if (first === undefined || rest === undefined || !isProse(first)) return { summary: undefined, content: body };
  return { summary: first.trim(), content: rest.replace(/^(?:[ \t]*\r?\n)+/, '') };
}

/** Not the start of a list, quote, fence, table, heading or comment, which would be torn from what follows. */
function isProse(line: string): boolean {
  return /^[\p{L}\p{N}"'([*_`]/u.test(line) && !/^(?:[*_`]{3}|[*+-] |\d{1,9}[.)] )/.test(line);
}
