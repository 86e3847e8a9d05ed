// Reads the target of a Markdown link or definition, which is written as part of a URL.
import type { TextRange } from './model';
import { parseSubpath } from './subpath';
import type { LinkTarget } from './wikilink';

/** `https:`, `mailto:`, `obsidian:`; what begins so leaves the vault. */
const SCHEME = /^[A-Za-z][A-Za-z0-9+.-]*:/;
/** CommonMark 2.4: punctuation that a backslash makes plain. */
const ESCAPED = /\\([!-/:-@[-`{-~])/g;

/**
 * The parts of the target `[start, end)` of a link whose label is given; `null` when it leads out of the vault.
 * Percent-encoding and backslashes are taken off, as the app does before it looks a target up.
 */
export function readMarkdownTarget(text: string, { start, end }: TextRange, label: TextRange): LinkTarget | null {
  const written = text.slice(start, end);
  if (SCHEME.test(written) || written.startsWith('//')) return null;
  const hash = written.indexOf('#');
  const targetRange = { start, end: hash === -1 ? end : start + hash };
  const subpathRange = { start: targetRange.end, end };
  const target = decoded(text.slice(targetRange.start, targetRange.end)).trim();
  const { headings, block } = parseSubpath(decoded(text.slice(subpathRange.start, subpathRange.end)));
  if (target === '' && headings.length === 0 && block === null) return null;
  return { target, targetRange, headings, block, subpathRange, display: text.slice(label.start, label.end), displayRange: label };
}

function decoded(written: string): string {
  const plain = written.replace(ESCAPED, '$1');
  if (!plain.includes('%')) return plain;
  try {
    return decodeURIComponent(plain);
  } catch {
    return plain;
  }
}
