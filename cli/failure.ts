// Turns whatever was thrown into the one shape that is printed, and gives errors of the file system clear words.
import { TouchstoneError } from '../shared/errors';

/** What the errors of the operating system (errno(3)) mean for somebody who works in a vault. */
const SYSTEM_ERRORS: Readonly<Record<string, { message: string; hint: string }>> = {
  ENOSPC: { message: 'The disk is full', hint: 'Nothing half-written was left behind. Make room and repeat the command.' },
  EDQUOT: { message: 'The disk quota is used up', hint: 'Nothing half-written was left behind. Make room and repeat the command.' },
  EFBIG: { message: 'The file would be larger than this system allows', hint: 'Raise the limit (ulimit -f) or write less.' },
  EACCES: { message: 'Permission denied', hint: 'Check who owns the vault and whether this user may write there.' },
  EPERM: { message: 'The operating system does not permit this', hint: 'Check who owns the file and whether it is marked immutable.' },
  EROFS: { message: 'The file system is read-only', hint: 'Work on a copy, or have it mounted for writing.' },
  EMFILE: { message: 'Too many files are open in this process', hint: 'Raise the limit: ulimit -n' },
  ENFILE: { message: 'Too many files are open on this machine', hint: 'Close other programs and repeat the command.' },
  EIO: { message: 'The disk reported an input/output error', hint: 'Stop writing and check the disk.' },
  ENAMETOOLONG: { message: 'A file name is too long for this file system', hint: 'Choose a shorter name.' },
  ELOOP: { message: 'Symbolic links lead in a circle', hint: 'Check the links in this path.' },
  ENOTDIR: { message: 'A part of this path is a file, not a folder', hint: 'Check the path.' },
  EISDIR: { message: 'This is a folder, not a file', hint: 'Name the file.' },
  EBUSY: { message: 'The file is in use by another program', hint: 'Close it there and repeat the command.' },
  ENOMEM: { message: 'There is not enough memory', hint: 'Close other programs and repeat the command.' },
};

/** @returns the error itself if it is ours; otherwise E_FAILED with the cause in words. */
export function failureOf(thrown: unknown): TouchstoneError {
  if (thrown instanceof TouchstoneError) return thrown;
  return systemFailure(thrown) ?? new TouchstoneError('E_FAILED', `Unexpected: ${messageOf(thrown)}`, {
    hint: 'This is a bug in touchstone. TOUCHSTONE_DEBUG=1 shows where it happened.',
    cause: thrown,
  });
}

function systemFailure(thrown: unknown): TouchstoneError | null {
  if (!(thrown instanceof Error)) return null;
  const { code, path, syscall } = thrown as NodeJS.ErrnoException;
  const known = code !== undefined && Object.hasOwn(SYSTEM_ERRORS, code) ? SYSTEM_ERRORS[code] : undefined;
  if (code === undefined || known === undefined) return null;
  const where = path === undefined ? '' : `: ${path}`;
  return new TouchstoneError('E_FAILED', `${known.message} (${code})${where}`, {
    hint: known.hint,
    details: { system_error: code, path: path ?? null, call: syscall ?? null },
    cause: thrown,
  });
}

function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}

/** The stack of the innermost cause, for `TOUCHSTONE_DEBUG`. */
export function stackOf(error: TouchstoneError): string {
  const innermost = error.cause instanceof Error ? error.cause : error;
  return innermost.stack ?? messageOf(innermost);
}
