// `note links`, `note backlinks` and `note broken`
import { backlinks as backlinksOf, brokenLinks, noteLinks, type IncomingLink, type OutgoingLink } from '../../../shared/note/queries/graph/links';
import type { LinkFacts, LinkState } from '../../../shared/note/queries/graph/vault-graph';
import { listAnswer } from '../../answer';
import { readListOptions } from '../../list-options';
import type { Column } from '../../output/table';
import type { Run } from '../../verb';

const FACTS = ['line', 'link', 'form', 'embed', 'property', 'state'] as const;

const STATE_WORDS: Readonly<Record<LinkState, string>> = {
  resolved: '', missing: 'no such file', missing_heading: 'no such heading', missing_block: 'no such block', system: 'system vault',
};

const LINE: Column<LinkFacts> = { title: 'line', cell: ({ line }) => String(line), align: 'right' };
const LINK: Column<LinkFacts> = {
  title: 'link',
  cell: ({ link, form, embed, property }) => `${embed ? '!' : ''}${form === 'wikilink' ? `[[${link}]]` : `(${link})`}${property === null ? '' : ` in ${property}`}`,
};

const OUTGOING: readonly Column<OutgoingLink>[] = [
  LINE,
  LINK,
  { title: 'leads to', cell: ({ path }) => path ?? '', flexible: true },
  { title: 'problem', cell: ({ state }) => STATE_WORDS[state] },
];

const INCOMING: readonly Column<IncomingLink>[] = [
  { title: 'path', cell: ({ path }) => path, flexible: true },
  LINE,
  LINK,
  { title: 'problem', cell: ({ state }) => STATE_WORDS[state] },
];

export const links: Run = (call) => {
  const request = readListOptions(call, [...FACTS, 'path', 'also']);
  const { path, also, rows, unreadable } = call.context.read(noteLinks(call.required('note')));
  return listAnswer(request, { rows, columns: OUTGOING, unreadable, meta: { path, also }, empty: `${path} has no links.` });
};

export const backlinks: Run = (call) => {
  const request = readListOptions(call, ['path', ...FACTS]);
  const { path, also, rows, unreadable } = call.context.read(backlinksOf(call.required('note')));
  return listAnswer(request, { rows, columns: INCOMING, unreadable, meta: { path, also }, empty: `No other note links to ${path}.` });
};

export const broken: Run = (call) => {
  const request = readListOptions(call, ['path', ...FACTS]);
  const { rows, unreadable } = call.context.read(brokenLinks(call.option('folder') ?? ''));
  return listAnswer(request, { rows, columns: INCOMING, unreadable, empty: 'Every link leads somewhere.' });
};
