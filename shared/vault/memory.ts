// Answers that are kept between commands under the hash of what they were derived from. Derived: deleting, damaging or
// copying them changes no answer.
import { readCache, writeCache } from './cache-file';
import { textChecksum } from './checksum';
import type { Io } from './io';
import type { Ports, Sha256 } from './ports';

/**
 * The answer that was derived from `source`, or a new one.
 * @param name of the file that keeps it
 */
export function* rememberedAnswer<T>(ports: Pick<Ports, 'state'>, name: string, source: Sha256, derive: () => Io<T>): Io<T> {
  const path = `local/cache/${name}`;
  const bytes = yield* readCache(ports.state, path);
  const [head, body = ''] = bytes === null ? [''] : new TextDecoder().decode(bytes).split('\n');
  if (head === `${source} ${textChecksum(body)}`) return JSON.parse(body) as T;
  const answer = yield* derive();
  const text = JSON.stringify(answer);
  yield* writeCache(ports.state, path, new TextEncoder().encode(`${source} ${textChecksum(text)}\n${text}`));
  return answer;
}
