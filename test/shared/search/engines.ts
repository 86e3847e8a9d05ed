// The single pass as the command line drives it, over notes in memory.
import { SearchDocument } from '../../../shared/search/document';
import type { QueryTerm } from '../../../shared/search/query';
import { SinglePass, type Contribution, type RankedNote } from '../../../shared/search/single-pass';
import type { Tokenizer } from '../../../shared/search/tokenizer';
import { runSync, type Io } from '../../../shared/vault/io';

export interface Note {
  path: string;
  text: string;
}

export type Explained = RankedNote & { contributions: Contribution[] };

/** @param most of the best; all when left out */
export function singlePass(terms: readonly QueryTerm[], notes: readonly Note[], tokenizer: Tokenizer, most = Number.POSITIVE_INFINITY): Explained[] {
  const texts = new Map(notes.map(({ path, text }) => [path, text]));
  const pass = new SinglePass(terms, tokenizer, notes.length, () => true);
  for (const { path, text } of notes) pass.add(path, text);
  if (pass.wantsTypoRound()) for (const { path, text } of notes) pass.add(path, text);
  const best = runSync(pass.best(most, function* (path): Io<SearchDocument> { return new SearchDocument(path, texts.get(path) ?? ''); }));
  return best.map((note) => ({ ...note, contributions: pass.contributions(note.path) }));
}
