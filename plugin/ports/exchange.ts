// Changing the text of a note through the app: what is compared and what is written lie inside one call of the app's.
import type { MaybePromise } from '../../shared/vault/io';
import { encodeNote } from '../../shared/vault/bytes';
import type { Applied, Hash } from '../../shared/vault/ports';

interface TextExchange {
  /** `Vault.process` or `DataAdapter.process` of the note. */
  process: (change: (text: string) => string) => Promise<unknown>;
  /** Whether the note is still there, asked when `process` failed. */
  isThere: () => MaybePromise<boolean>;
  hash: Hash;
}

/** Puts `after` in the place of `before`; another text, or none, that lies there meanwhile is left alone. */
export async function exchange({ process, isThere, hash }: TextExchange, before: string, after: string): Promise<Applied> {
  let met: string | null = null;
  try {
    await process((text) => {
      if (withoutBom(text) === withoutBom(before)) return after;
      met = text;
      return text;
    });
  } catch (error) {
    if (await isThere()) throw error;
    return { kind: 'foreign', found: null };
  }
  return met === null ? { kind: 'done' } : { kind: 'foreign', found: await hash.sha256(encodeNote(met)) };
}

/** The app may leave the mark out when it reads. */
function withoutBom(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}
