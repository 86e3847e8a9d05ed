// Searching in short texts: words in any order, or letters in order, with the places that matched.
import type { SearchMatches, SearchResult, SearchResultContainer } from 'obsidian';

type Search = (text: string) => SearchResult | null;

/** All words of the query must be there. */
export function prepareSimpleSearch(query: string): Search {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return (text) => {
    const lower = text.toLowerCase();
    const matches: SearchMatches = [];
    for (const word of words) {
      const at = lower.indexOf(word);
      if (at === -1) return null;
      for (let start = at; start !== -1; start = lower.indexOf(word, start + word.length)) matches.push([start, start + word.length]);
    }
    matches.sort(([a], [b]) => a - b);
    return { score: -lower.indexOf(words[0] ?? '') / 100, matches };
  };
}

/** The letters of the query must be there in their order; starts of words and runs count more. */
export function prepareFuzzySearch(query: string): Search {
  const letters = [...query.toLowerCase()].filter((letter) => letter.trim() !== '');
  return (text) => {
    const lower = text.toLowerCase();
    const whole = lower.indexOf(query.toLowerCase().trim());
    if (letters.length > 0 && whole !== -1) {
      return { score: (isWordStart(text, whole) ? 0 : -0.1) - whole / 100, matches: [[whole, whole + query.trim().length]] };
    }
    return scattered(letters, text, lower);
  };
}

function scattered(letters: readonly string[], text: string, lower: string): SearchResult | null {
  const matches: SearchMatches = [];
  let [from, score] = [0, 0];
  for (const letter of letters) {
    const at = lower.indexOf(letter, from);
    if (at === -1) return null;
    const last = matches.at(-1);
    if (last?.[1] === at) last[1] = at + letter.length;
    else {
      matches.push([at, at + letter.length]);
      score -= isWordStart(text, at) ? 0.2 : 0.5;
    }
    from = at + letter.length;
  }
  return { score: score - text.length / 1000, matches };
}

function isWordStart(text: string, at: number): boolean {
  return at === 0 || /[\s/_-]/.test(text[at - 1] ?? '');
}

/** Best first. */
export function sortSearchResults(results: SearchResultContainer[]): void {
  results.sort((a, b) => b.match.score - a.match.score);
}

export function renderMatches(el: HTMLElement | DocumentFragment, text: string, matches: SearchMatches | null, offset = 0): void {
  let shown = 0;
  for (const [from, to] of matches ?? []) {
    const [start, end] = [Math.max(from + offset, shown), Math.min(to + offset, text.length)];
    if (end <= start) continue;
    el.appendText(text.slice(shown, start));
    el.createSpan({ cls: 'suggestion-highlight', text: text.slice(start, end) });
    shown = end;
  }
  el.appendText(text.slice(shown));
}

export function renderResults(el: HTMLElement, text: string, result: SearchResult, offset = 0): void {
  renderMatches(el, text, result.matches, offset);
}
