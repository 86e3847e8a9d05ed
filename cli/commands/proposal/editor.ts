// Lets a person edit a text in their editor, on a temporary file, before any lock is taken.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TouchstoneError } from '../../../shared/errors';
import type { Context } from '../../verb';

/** A text that was edited, and the file that still holds it. */
export interface EditedText {
  text: string;
  file: string;
  /** Removes the file; until then the person's work is kept. */
  discard(): void;
}

/**
 * Opens `$VISUAL`, else `$EDITOR`, on `text` and waits for it to end.
 *
 * @param name file name of the temporary file, so that the editor knows what it is.
 * @throws E_USAGE when no editor is set, it fails, or it leaves bytes that are not UTF-8.
 */
export function editText(context: Context, name: string, text: string): EditedText {
  const editor = editorOf(context);
  const folder = mkdtempSync(join(tmpdir(), 'touchstone-edit-'));
  const file = join(folder, name);
  writeFileSync(file, text, { mode: 0o600 });
  const discard = (): void => { rmSync(folder, { recursive: true, force: true }); };
  const failure = runEditor(editor, file, context.cwd);
  const edited = readFileSync(file);
  if (failure === null) return { text: decode(edited, file), file, discard };
  const untouched = edited.equals(Buffer.from(text));
  if (untouched) discard();
  throw new TouchstoneError('E_USAGE', `The editor "${editor}" ended with ${failure}. Nothing was changed.`, {
    hint: untouched ? 'Set VISUAL or EDITOR to one that works, or give the text with --body-file <path>.' : `What it left is in ${file}`,
    details: { editor, file: untouched ? null : file },
  });
}

function editorOf({ env }: Context): string {
  const editor = [env['VISUAL'], env['EDITOR']].find((value) => value !== undefined && value.trim() !== '');
  if (editor !== undefined) return editor;
  throw new TouchstoneError('E_USAGE', '--edit needs an editor, and neither VISUAL nor EDITOR is set.', {
    hint: 'Set one, such as EDITOR=vi, or give the text with --body-file <path>.',
  });
}

/**
 * As git does: the variable is a command with arguments (`code --wait`), so a shell reads it; the file is its last one.
 *
 * @returns how it failed, or `null`.
 */
function runEditor(editor: string, file: string, cwd: string): string | null {
  const { status, signal, error } = process.platform === 'win32'
    ? spawnSync(`${editor} "${file}"`, { shell: true, stdio: 'inherit', cwd })
    : spawnSync('/bin/sh', ['-c', `${editor} "$@"`, editor, file], { stdio: 'inherit', cwd });
  return status === 0 ? null : String(signal ?? status ?? error?.message ?? 'an error');
}

function decode(bytes: Buffer, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new TouchstoneError('E_USAGE', 'The edited text is not valid UTF-8. Nothing was changed.', {
      hint: `It is kept in ${file}`,
      details: { file },
      cause,
    });
  }
}
