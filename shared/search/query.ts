// What people type into a search: words, and phrases in double quotes.
import { TouchstoneError } from '../errors';
import { findsPrefixes, typosAllowed } from './parameters';
import { phraseOf } from './phrase';
import type { Tokenizer } from './tokenizer';

export interface QueryTerm {
  /** Folded. */
  text: string;
  /** Also finds longer words that begin with it. */
  prefix: boolean;
  /** Letters that may differ when no word of the vault fits otherwise; 0 for none. */
  typos: number;
}

export interface SearchQuery {
  /** Each once. A note that holds any of them is ranked; more and rarer ones rank it higher. */
  terms: readonly QueryTerm[];
  /** Folded; a note must hold every one of them. */
  phrases: readonly string[];
}

const LONGEST_QUERY = 1000;
const MOST_TERMS = 32;

/**
 * Words of a phrase rank as well, but exactly as they are. A quotation mark that nothing closes counts as a space.
 *
 * @throws E_USAGE when nothing in it can be searched for, or it is longer than 1,000 characters or 32 terms.
 */
export function parseQuery(text: string, tokenizer: Tokenizer): SearchQuery {
  if (text.length > LONGEST_QUERY) throw tooLong(`${text.length} characters`, `${LONGEST_QUERY} characters`);
  const quoted = [...text.matchAll(/["\u201c\u201d]([^"\u201c\u201d]*)["\u201c\u201d]/g)].map(([, inner]) => inner ?? '');
  const loose = tokenizer.wanted(text.replace(/["\u201c\u201d][^"\u201c\u201d]*["\u201c\u201d]/g, ' '));
  const exact = quoted.flatMap((phrase) => tokenizer.wanted(phrase)).filter((term) => !loose.includes(term));
  const terms = [
    ...loose.map((term) => ({ text: term, prefix: findsPrefixes(term), typos: typosAllowed(term) })),
    ...[...new Set(exact)].map((term) => ({ text: term, prefix: false, typos: 0 })),
  ];
  if (terms.length > MOST_TERMS) throw tooLong(`${terms.length} terms`, `${MOST_TERMS} terms`);
  if (terms.length === 0) {
    throw new TouchstoneError('E_USAGE', `"${text}" holds no word that can be searched for.`, {
      hint: 'Search for a word of at least one letter or digit; for punctuation use --regex.',
      details: { query: text },
    });
  }
  return { terms, phrases: quoted.map(phraseOf).filter((phrase) => phrase !== '') };
}

function tooLong(found: string, allowed: string): TouchstoneError {
  return new TouchstoneError('E_USAGE', `The query has ${found}; at most ${allowed} are searched for.`, {
    hint: 'Search for fewer words: the rare ones decide the ranking.',
  });
}
