// Proposes the prefix of story ids from a project's name: `web-shop` gives WS, `touchstone` gives TOUC.

/** Ids are typed often: a prefix of this many letters says enough. */
const LENGTH = 4;
/** When a name has no letters to make one of. */
const FALLBACK = 'PROJ';

/** Two to four upper-case letters and digits, the first a letter. */
export function proposePrefix(project: string): string {
  const words = project
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toUpperCase()
    .split(/[^A-Z0-9]+/)
    .filter((word) => word !== '');
  const letters = words.length > 1 ? words.map((word) => word.charAt(0)).join('') : words.join('');
  const prefix = letters.replace(/^\d+/, '').slice(0, LENGTH);
  return prefix.length >= 2 ? prefix : FALLBACK;
}
