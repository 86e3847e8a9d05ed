// `touchstone completion <shell>`: prints the script; what it asks for at each Tab is answered by `cli/completion/`.
import { TouchstoneError } from '../../shared/errors';
import { COMPLETION_SCRIPTS } from '../completion/scripts';
import { suggestion } from '../suggest';
import type { Run } from '../verb';

export const completion: Run = ({ required }) => {
  const shell = required('shell');
  const shells = Object.keys(COMPLETION_SCRIPTS);
  const script = shells.includes(shell) ? COMPLETION_SCRIPTS[shell as keyof typeof COMPLETION_SCRIPTS] : undefined;
  if (script === undefined) {
    throw new TouchstoneError('E_USAGE', `There is no completion for ${JSON.stringify(shell)}.`, {
      hint: suggestion(shell, shells),
      details: { shell, allowed: shells },
    });
  }
  return { data: { shell, script }, text: () => script, verbatim: true };
};
