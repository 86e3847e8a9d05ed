// `integrity log`: the ledger, newest first.
import { findPresentOrPast } from '../../../shared/integrity/note-difference';
import { checkTime } from '../../../shared/settings/duration';
import type { HistoryEntry } from '../../../shared/vault/history';
import { listAnswer } from '../../answer';
import { readListOptions } from '../../list-options';
import type { Run } from '../../verb';

const FIELDS = ['at', 'actor', 'role', 'kind', 'op', 'op_id', 'notes', 'reason', 'session', 'writer', 'seq'] as const;

export const log: Run = (call) => {
  const { option, context } = call;
  const request = readListOptions(call, FIELDS);
  const [note, actor, op, since] = [option('note'), option('actor'), option('op'), option('since')];
  if (since !== undefined) checkTime(since);
  const entries = context.read(function* (view) {
    const path = note === undefined ? undefined : yield* findPresentOrPast(view, note);
    return yield* view.history({ ...(path !== undefined && { path }), ...(actor !== undefined && { actor }), ...(op !== undefined && { op }), ...(since !== undefined && { since }) });
  });
  return listAnswer(request, {
    rows: entries.map(row),
    columns: [
      { title: 'AT', cell: ({ at }) => at },
      { title: 'ACTOR', cell: ({ actor: name, role, kind }) => `${name} (${role ?? kind})` },
      { title: 'OP', cell: ({ op: name }) => name },
      { title: 'NOTES', cell: ({ notes }) => notes.length > 3 ? `${notes.length} notes` : notes.map(({ path }) => path).join(', '), flexible: true },
    ],
    empty: 'No governed writes.',
  });
};

function row(entry: HistoryEntry) {
  const { at, actor, role, kind, op, op_id, notes, reason, session, writer, seq } = entry;
  return {
    at, actor, role, kind, op, op_id,
    notes: notes.map(({ path, before, after }) => ({ path, before, after })),
    reason: reason ?? null, session: session ?? null, writer, seq,
  };
}
