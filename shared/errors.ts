// The one error class of the product, with its stable codes and the exit code that each maps to.
// What a user can cause is a TouchstoneError; anything else that is thrown is a bug.

/** Exit code of the command line per error code (`docs/exit-codes.md`). */
export const EXIT_CODES = {
  E_FAILED: 1,
  E_USAGE: 2,
  E_NOT_FOUND: 3,
  E_AMBIGUOUS: 4,
  E_CONFLICT: 5,
  E_INTEGRITY: 6,
  E_POLICY: 7,
  E_BUSY: 8,
  E_GATE: 9,
} as const;

export type ErrorCode = keyof typeof EXIT_CODES;

export interface ErrorOptions {
  /** What would be allowed instead, as a sentence or a command. Never a destructive command to paste. */
  hint?: string;
  /** Machine-readable findings, snake_case keys, JSON values only. */
  details?: Record<string, unknown>;
  cause?: unknown;
}

export class TouchstoneError extends Error {
  readonly code: ErrorCode;
  readonly hint: string | undefined;
  readonly details: Record<string, unknown>;

  constructor(code: ErrorCode, message: string, options: ErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'TouchstoneError';
    this.code = code;
    this.hint = options.hint;
    this.details = options.details ?? {};
  }
}
