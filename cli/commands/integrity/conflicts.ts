// `integrity conflicts`: bytes that met a governed write and were kept beside it.
import { requireRole } from '../../../shared/policy/roles';
import { decodeNote } from '../../../shared/vault/bytes';
import { discardConflict, listConflicts, readConflict } from '../../../shared/vault/conflicts';
import { runSync } from '../../../shared/vault/io';
import { renderTable } from '../../output/table';
import type { Run } from '../../verb';

export const list: Run = ({ context }) => {
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
};

export const show: Run = ({ required, context }) => {
  const { copy, bytes } = runSync(readConflict(context.vault().ports, required('id')));
  const text = decodeNote(bytes);
  return { data: { ...copy, text }, text: () => text ?? '(not valid UTF-8)', verbatim: true };
};

/** The copy may be the only place that holds these bytes, so dropping it is for a person. */
export const discard: Run = ({ required, context }) => {
  requireRole(context.actor(), 'integrity.discard', context.vault().config);
  const copy = runSync(discardConflict(context.vault().ports, required('id')));
  return { data: { ...copy, text: null }, text: () => `discarded  ${copy.id} (${copy.path})`, brief: copy.id };
};
