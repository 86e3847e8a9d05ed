// Catches the refusal that a call must end with.
import { TouchstoneError } from '../shared/errors';

export function refusal(call: () => unknown): TouchstoneError {
  try {
    call();
  } catch (error) {
    if (error instanceof TouchstoneError) return error;
    throw error;
  }
  throw new Error('it was not refused');
}
