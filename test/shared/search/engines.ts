// The single pass as the command line drives it, over notes in memory.
import type { QueryTerm } from '../../../shared/search/query';
import { SinglePass, type RankedNote } from '../../../shared/search/single-pass';
import type { Tokenizer } from '../../../shared/search/tokenizer';

export interface Note {
  path: string;
  text: string;
}

export function singlePass(terms: readonly QueryTerm[], notes: readonly Note[], tokenizer: Tokenizer): RankedNote<string>[] {
  const pass = new SinglePass(terms, tokenizer, notes.length, ({ title }) => title);
  for (const { path, text } of notes) pass.add(path, text);
  if (pass.wantsTypoRound()) for (const { path, text } of notes) pass.add(path, text);
  return pass.ranking();
}
