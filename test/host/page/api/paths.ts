// Paths and link texts as the app writes them.

/** Slashes only between names, no-break spaces as spaces, composed Unicode; `/` for the vault itself. */
export function normalizePath(path: string): string {
  const cleaned = path.replace(/[\\/]+/g, '/').replace(/^\/|\/$/g, '').replace(/[\u00a0\u202f]/g, ' ').normalize('NFC');
  return cleaned === '' ? '/' : cleaned;
}

/** `''` for what lies in the vault itself. */
export function folderOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
}

export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Name and extension, in lower case and without the dot; a leading dot is part of the name. */
export function splitName(name: string): { basename: string; extension: string } {
  const dot = name.lastIndexOf('.');
  if (dot <= 0 || dot === name.length - 1) return { basename: name, extension: '' };
  return { basename: name.slice(0, dot), extension: name.slice(dot + 1).toLowerCase() };
}

/** Splits `Note#Heading` into path and subpath; the subpath keeps its `#`. */
export function parseLinktext(linktext: string): { path: string; subpath: string } {
  const text = linktext.replace(/\u00a0/g, ' ').normalize('NFC');
  const hash = text.indexOf('#');
  return hash === -1 ? { path: text, subpath: '' } : { path: text.slice(0, hash), subpath: text.slice(hash) };
}

export function getLinkpath(linktext: string): string {
  return parseLinktext(linktext).path;
}

/** For comparing: without what links can't hold, spaces collapsed. */
export function stripHeading(heading: string): string {
  return heading.replace(/[!"#$%&()*+,.:;<=>?@^`{|}~/[\]\\]/g, ' ').replace(/\s+/g, ' ').trim();
}

/** For writing a link to it: only what would break the link goes. */
export function stripHeadingForLink(heading: string): string {
  return heading.replace(/([:#|^\\\r\n]|%%|\[\[|\]\])/g, ' ').replace(/\s+/g, ' ').trim();
}
