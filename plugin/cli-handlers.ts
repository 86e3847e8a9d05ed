// What the app's own command line can ask of this vault (`obsidian touchstone:ready`): the JSON documents that the command
// line of this product prints for the same questions. Read only.
import type { CliData, CliFlags, Plugin } from 'obsidian';
import { answerDocument, documentLine, errorDocument } from '../shared/answer/document';
import type { ListRows } from '../shared/answer/list-page';
import { listPage } from '../shared/answer/list-page';
import type { ListRequest } from '../shared/answer/list-request';
import { askedPage, LIST_LIMIT_DEFAULT, readCount } from '../shared/answer/list-request';
import { TouchstoneError } from '../shared/errors';
import { statusReport } from '../shared/health/status-report';
import { listProposals } from '../shared/proposal/queries';
import { readyStories } from '../shared/story/queries/list';
import type { Engine } from './engine/engine';

type Document = Record<string, unknown>;

const LIMIT: CliFlags = { limit: { value: '<n>', description: `Show at most this many; 0 shows all (${LIST_LIMIT_DEFAULT})` } };

export function registerCliHandlers(plugin: Plugin, engine: Engine): void {
  const register = (name: string, description: string, flags: CliFlags | null, ask: (given: CliData) => Promise<Document>): void => {
    plugin.registerCliHandler(`touchstone:${name}`, description, flags, (given) => answerOf(engine, () => ask(given)));
  };
  register('status', 'Report how the vault stands, as JSON', null, async () => (
    answerDocument('status', await engine.read(statusReport))
  ));
  register('ready', 'List stories that are ready to be claimed, as JSON', LIMIT, async (given) => {
    const request = requestOf(given);
    return listDocument('story.ready', request, await engine.read(readyStories({}, askedPage(request))));
  });
  register('proposals', 'List proposals that wait for a decision, as JSON', LIMIT, async (given) => {
    const request = requestOf(given);
    const { items, unreadable } = await engine.read((view) => listProposals(view, {}));
    return listDocument('proposal.list', request, { rows: items, unreadable });
  });
}

/** @throws E_USAGE */
function requestOf(given: CliData): ListRequest {
  return { limit: readCount('limit', 'limit', given['limit'], LIST_LIMIT_DEFAULT), offset: 0, fields: null, sort: [] };
}

function listDocument<Row extends object>(kind: string, request: ListRequest, rows: ListRows<Row>): Document {
  const { data, meta } = listPage(request, rows);
  return answerDocument(kind, data, meta);
}

/** One line without its end: the app prints what it is given as a line. */
async function answerOf(engine: Engine, ask: () => Promise<Document>): Promise<string> {
  return documentLine(await documentOf(engine, ask)).trimEnd();
}

async function documentOf(engine: Engine, ask: () => Promise<Document>): Promise<Document> {
  try {
    refuseWithoutVault(engine);
    return await ask();
  } catch (error) {
    return errorDocument(error instanceof TouchstoneError ? error : new TouchstoneError('E_FAILED', `Unexpected: ${String(error)}`));
  }
}

/** An answer about a part of the notes, or about a folder without rules, would be taken for one about the vault. */
function refuseWithoutVault({ standing }: Engine): void {
  switch (standing.kind) {
    case 'starting':
      throw new TouchstoneError('E_BUSY', 'The notes of this vault are still being read.', { hint: 'Ask again in a moment.' });
    case 'failed':
      throw new TouchstoneError('E_INTEGRITY', standing.why);
    case 'reading':
      if (standing.remedy === 'govern') throw new TouchstoneError('E_NOT_FOUND', standing.why, { hint: 'Make it one with "touchstone init".' });
      break;
    case 'deciding':
  }
}
