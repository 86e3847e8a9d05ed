// `search`: the hits for people, and as they are for programs.
import { TouchstoneError } from '../../shared/errors';
import { searchNotes, type SearchHit, type SearchRequest } from '../../shared/search/search-notes';
import type { Contribution } from '../../shared/search/single-pass';
import { folderPath } from '../../shared/vault/paths';
import { listAnswer } from '../answer';
import { conditionOf } from '../conditions';
import { readListOptions } from '../list-options';
import { cleanLine } from '../output/clean';
import type { Paint } from '../paint';
import type { Invocation, Run } from '../verb';

const FIELDS = ['path', 'title', 'type', 'score', 'lines', 'line_count'] as const;
const LIMIT_DEFAULT = '10';
const MOST_CONTEXT = 100;

export const search: Run = async (call) => {
  const fields = call.flag('explain') ? [...FIELDS, 'explain'] : FIELDS;
  const list = readListOptions({ option: (name) => call.option(name) ?? (name === 'limit' ? LIMIT_DEFAULT : undefined) }, fields);
  const request = await requestOf(call, list);
  const { hits, total, unreadable } = call.context.read(searchNotes(request));
  // The hits are the asked page already.
  const answer = listAnswer({ ...list, limit: 0, offset: 0 }, { rows: hits, columns: [], unreadable, empty: '', meta: { total } });
  return {
    ...answer,
    text: (paint) => [
      ...(hits.length === 0 ? ['No note fits.'] : hits.map((hit) => hitText(hit, paint))),
      ...unreadable.map(({ path, problem }) => paint.yellow(`unreadable  ${cleanLine(path)}: ${cleanLine(problem)}`)),
    ].join('\n'),
    ...(hits.length < total && { footer: footer(hits.length, total, list.offset) }),
  };
};

function footer(shown: number, total: number, offset: number): string {
  const next = offset + shown;
  return `${shown} of ${total} shown${next < total ? `; --offset ${next} shows the next, --limit 0 shows all` : ''}.`;
}

async function requestOf(call: Invocation, { limit, offset }: { limit: number; offset: number }): Promise<SearchRequest> {
  const query = call.list('query').join(' ').trim();
  const regex = call.option('regex');
  if (query === '' && regex === undefined) {
    throw new TouchstoneError('E_USAGE', 'There is nothing to search for: no query and no --regex.', {
      hint: 'Give words to search for; touchstone note list filters by folder, type and properties alone.',
    });
  }
  const type = call.option('type');
  return {
    query: query === '' ? null : query,
    // Its engine is larger than the rest of the search, and few searches have a pattern.
    pattern: regex === undefined ? null : (await import('../../shared/search/linear-regex')).linePattern(regex),
    filters: {
      folder: folderPath(call.option('folder') ?? ''),
      tags: call.options('tag'),
      where: call.options('where').map(conditionOf),
      ...(type !== undefined && { type }),
    },
    context: contextOf(call.option('context') ?? '0'),
    limit,
    offset,
    explain: call.flag('explain'),
  };
}

function contextOf(text: string): number {
  if (/^\d{1,3}$/.test(text) && Number(text) <= MOST_CONTEXT) return Number(text);
  throw new TouchstoneError('E_USAGE', `--context takes a whole number from 0 to ${MOST_CONTEXT}, not "${text}".`, {
    details: { option: 'context', value: text },
  });
}

/** Path, title and score on one line; below it the lines as `grep -n` shows them, `-` for those around. */
function hitText(hit: SearchHit, paint: Paint): string {
  const type = hit.type === null ? '' : `  ${paint.dim(cleanLine(hit.type))}`;
  return [
    `${paint.bold(cleanLine(hit.path))}  ${cleanLine(hit.title)}${type}  ${paint.dim(hit.score.toFixed(2))}`,
    ...lineTexts(hit, paint),
    ...explainTexts(hit).map((line) => paint.dim(`  ${line}`)),
  ].join('\n');
}

function explainTexts({ explain }: SearchHit): string[] {
  if (explain === undefined || explain.parts.length === 0) return [];
  return [...explain.parts.map(partText), `their sum × ${explain.matched} (words of the query it holds)`];
}

function partText({ score, weight, boost, kind, term, found, field, tf, df, idf, length, average }: Contribution): string {
  const words = found === term ? cleanLine(term) : `${cleanLine(term)} → ${cleanLine(found)}`;
  return `${score.toFixed(3)} = ${weight.toFixed(3)} × ${boost} × BM25+  ${kind} ${words} in ${field}: ` +
    `tf ${tf}, df ${df}, idf ${idf.toFixed(3)}, length ${length} of ${average.toFixed(1)}`;
}

function lineTexts({ lines, line_count: total }: SearchHit, paint: Paint): string[] {
  const texts = lines.flatMap(({ before, line, text, after }) => [
    ...before.map((item) => paint.dim(`  ${item.line}- ${cleanLine(item.text)}`)),
    `  ${line}: ${cleanLine(text)}`,
    ...after.map((item) => paint.dim(`  ${item.line}- ${cleanLine(item.text)}`)),
  ]);
  return total > lines.length ? [...texts, paint.dim(`  … ${total - lines.length} more lines`)] : texts;
}
