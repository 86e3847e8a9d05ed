// The name of the person at the terminal. A module of its own because it is loaded for persons only.
import { userInfo } from 'node:os';

/** @throws SystemError when the system knows no name for this user. */
export function loginName(): string {
  return userInfo().username;
}
