// `integrity conflicts`: bytes that met a governed write and were kept beside it.
import { TouchstoneError } from '../../../shared/errors';
import { requireRole } from '../../../shared/policy/roles';
import { decodeNote } from '../../../shared/vault/bytes';
import { discardConflict, listConflicts, readConflict } from '../../../shared/vault/conflicts';
import { runSync } from '../../../shared/vault/io';
import { renderTable } from '../../output/table';
import type { Answer, Context, Run } from '../../verb';

export const conflicts: Run = ({ arg, context }) => {
  const action = arg('action') ?? 'list';
  if (action === 'list') return list(context);
  const id = arg('id');
  if (action !== 'show' && action !== 'discard') {
    throw new TouchstoneError('E_USAGE', `integrity conflicts has no action "${action}".`, { hint: 'It takes list, show <id> or discard <id>.' });
  }
  if (id === undefined) {
    throw new TouchstoneError('E_USAGE', `integrity conflicts ${action} needs the id of a copy.`, { hint: 'See `touchstone integrity conflicts list`.' });
  }
  return action === 'show' ? show(context, id) : discard(context, id);
};

function list(context: Context): Answer {
  const copies = runSync(listConflicts(context.vault().ports));
  return {
    data: copies,
    meta: { total: copies.length },
    text: (paint) => (copies.length === 0 ? 'No conflict copies.' : renderTable([
      { title: 'ID', cell: ({ id }) => id },
      { title: 'AT', cell: ({ at }) => at },
      { title: 'HOLDS', cell: ({ holds }) => (holds === 'governed' ? 'the governed text' : 'what somebody else wrote') },
      { title: 'NOTE', cell: ({ path }) => path, flexible: true },
    ], copies, paint)),
    brief: copies.map(({ id }) => id).join('\n'),
  };
}

function show(context: Context, id: string): Answer {
  const { copy, bytes } = runSync(readConflict(context.vault().ports, id));
  const text = decodeNote(bytes);
  return { kind: 'integrity.conflict', data: { ...copy, text }, text: () => text ?? '(not valid UTF-8)', verbatim: true };
}

/** The copy may be the only place that holds these bytes, so dropping it is for a person. */
function discard(context: Context, id: string): Answer {
  requireRole(context.actor(), 'integrity.discard', context.vault().config);
  const copy = runSync(discardConflict(context.vault().ports, id));
  return { kind: 'integrity.conflict', data: { ...copy, text: null }, text: () => `discarded  ${copy.id} (${copy.path})`, brief: copy.id };
}
