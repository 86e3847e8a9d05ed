// Which peers `npm run bench:peers` brought, and what it said of those that it could not bring.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface FoundPeer {
  name: string;
  program: string;
  /** The first line that it says of itself; `null` when it is not there. */
  version: string | null;
  tried: string | null;
  said: string | null;
}

/** @param root of the repository. */
export function foundPeers(root: string): FoundPeer[] {
  const path = join(root, '.bench/peers/peers.json');
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) as FoundPeer[] : [];
}

/** Lines of Markdown. */
export function peerFacts(root: string): string[] {
  const found = foundPeers(root);
  if (found.length === 0) return ['none was brought: run `npm run bench:peers`'];
  return found.map(({ name, version, tried, said }) => (version === null ? `${name} could not be had. Tried: \`${tried ?? ''}\`; it said: ${said ?? 'nothing'}` : `${name}: ${version}`));
}
