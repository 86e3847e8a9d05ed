// Proposes the prefix of story ids from a project's name: `web-shop` gives WS, `touchstone` gives TOUC.

/** Ids are typed often: a prefix of this many letters says enough. */
const LENGTH = 4;
/** When a name has no letters to make one of. */
const FALLBACK = 'PROJ';
/** Ids of proposals begin with it. */
const RESERVED = 'PROP';

/** Two to four upper-case letters and digits, the first a letter. */
export function proposePrefix(project: string): string {
  const words = project
    .normalize('NFKD')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toUpperCase()
    .split(/[^\p{L}\p{N}\p{M}]+/u)
    .map((word) => word.replace(/[^A-Z0-9]/g, ''))
    .filter((word) => /^[A-Z]/.test(word));
  const letters = words.length > 1 ? words.map((word) => word.charAt(0)).join('') : words.join('');
  const prefix = letters.slice(0, LENGTH);
  return prefix.length >= 2 && prefix !== RESERVED ? prefix : FALLBACK;
}
