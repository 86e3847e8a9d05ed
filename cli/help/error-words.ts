// What each error code means, in few words; `--help` and docs/exit-codes.md say it the same way.
import type { ErrorCode } from '../../shared/errors';

export const ERROR_WORDS: Readonly<Record<ErrorCode, string>> = {
  E_FAILED: 'something unforeseen; the cause is named',
  E_USAGE: 'unknown verb, option, setting or value; a near miss is suggested',
  E_NOT_FOUND: 'no such note, story, proposal or vault',
  E_AMBIGUOUS: 'a title or id prefix fits several; the candidates are listed',
  E_CONFLICT: 'the note changed since it was read',
  E_INTEGRITY: 'drift, a broken chain, or an unreadable note where it was needed',
  E_POLICY: 'this actor may not do that to this note; what it may do is named',
  E_BUSY: 'the lock was not free within the wait',
  E_GATE: 'a precondition of the transition fails; each failed one is listed',
};
