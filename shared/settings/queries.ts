// All settings as they are now, for lists, and what in the file means nothing.
import { TouchstoneError } from '../errors';
import type { Io } from '../vault/io';
import { CONFIG_PATH } from '../vault/paths';
import type { Sha256 } from '../vault/ports';
import type { NoteSnapshot, VaultView } from '../vault/view';
import { listSettings } from './input';
import type { SettingItem } from './input';
import { configWarnings, readConfig } from './read-config';

export interface CurrentSettings {
  path: string;
  sha256: Sha256;
  items: SettingItem[];
  /** One sentence for each key of the file that is no setting. */
  warnings: string[];
}

/** Errors as `readConfig`, and E_INTEGRITY when there is no such file. */
export function* currentSettings(view: VaultView): Io<CurrentSettings> {
  const { sha256, text } = yield* configFile(view);
  return { path: CONFIG_PATH, sha256, items: listSettings(readConfig(text)), warnings: configWarnings(text) };
}

/** The file with its text. @throws E_INTEGRITY when it is gone or not valid UTF-8. */
export function* configFile(view: VaultView): Io<NoteSnapshot & { text: string }> {
  const file = yield* view.note(CONFIG_PATH);
  if (file !== null && file.text !== null) return { ...file, text: file.text };
  throw new TouchstoneError('E_INTEGRITY', `${CONFIG_PATH} is ${file === null ? 'gone' : 'not valid UTF-8'}.`, {
    hint: 'Take the file from git or from a backup.',
    details: { path: CONFIG_PATH },
  });
}
