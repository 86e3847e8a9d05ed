// Node's `path` on systems with slashes: the functions that the Node adapter uses.

/** @public part of the module that plugins require */
export const sep = '/';
/** @public part of the module that plugins require */
export const delimiter = ':';

export function normalize(path: string): string {
  const isAbsolutePath = path.startsWith('/');
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (!isAbsolutePath) parts.push('..');
  }
  const joined = parts.join('/');
  if (isAbsolutePath) return joined === '' ? '/' : `/${joined}${path.endsWith('/') ? '/' : ''}`;
  return `${joined || '.'}${path.endsWith('/') ? '/' : ''}`;
}

export function join(...paths: string[]): string {
  const joined = paths.filter((path) => path !== '').join('/');
  return joined === '' ? '.' : normalize(joined);
}

export function isAbsolute(path: string): boolean {
  return path.startsWith('/');
}

/** Relative paths are below `/`: a page has no working folder. */
export function resolve(...paths: string[]): string {
  let resolved = '';
  for (const path of paths) resolved = isAbsolute(path) ? path : `${resolved}/${path}`;
  const normal = normalize(`/${resolved}`);
  return normal.length > 1 && normal.endsWith('/') ? normal.slice(0, -1) : normal;
}

export function dirname(path: string): string {
  const slash = trimEnd(path).lastIndexOf('/');
  if (slash > 1) return path.slice(0, slash);
  // Two slashes at the start are kept, as POSIX allows.
  if (slash === 1) return path.startsWith('//') ? '//' : path.slice(0, 1);
  return path.startsWith('/') ? '/' : '.';
}

export function basename(path: string, suffix = ''): string {
  const trimmed = trimEnd(path);
  const name = trimmed.slice(trimmed.lastIndexOf('/') + 1);
  return suffix !== '' && name !== suffix && name.endsWith(suffix) ? name.slice(0, -suffix.length) : name;
}

export function extname(path: string): string {
  const name = basename(path);
  const dot = name.lastIndexOf('.');
  return dot <= 0 || name === '..' ? '' : name.slice(dot);
}

export function relative(from: string, to: string): string {
  const [start, end] = [parts(from), parts(to)];
  let same = 0;
  while (same < start.length && same < end.length && start[same] === end[same]) same += 1;
  return [...start.slice(same).map(() => '..'), ...end.slice(same)].join('/');
}

function parts(path: string): string[] {
  return resolve(path).split('/').filter(Boolean);
}

function trimEnd(path: string): string {
  let end = path.length;
  while (end > 0 && path[end - 1] === '/') end -= 1;
  return path.slice(0, end);
}
