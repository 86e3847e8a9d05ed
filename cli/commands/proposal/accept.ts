// `proposal accept`: show, perhaps edit, confirm, and only then take the lock.
import { TouchstoneError } from '../../../shared/errors';
import { acceptProposal, type AcceptItem, type AcceptRequest } from '../../../shared/proposal/accept';
import { differenceOf } from '../../../shared/note/difference';
import { holdsConflictMarks } from '../../../shared/note/merge';
import { isOpen } from '../../../shared/proposal/proposal';
import { acceptPreview, type AcceptPreview, type ProposalChange } from '../../../shared/proposal/queries';
import { nameOf } from '../../../shared/vault/paths';
import { writeAnswer } from '../../answer';
import type { Answer, Invocation, Run } from '../../verb';
import { editText } from './editor';
import { confirmDecision, requirePerson, showChange } from './person';

export const accept: Run = (call) => {
  requirePerson(call);
  const after = call.context.body();
  if (call.flag('edit') && after !== undefined) {
    throw new TouchstoneError('E_USAGE', 'proposal accept takes --edit or --body-file, not both.', {
      hint: '--edit opens the proposed text; --body-file brings one of your own.',
    });
  }
  const preview = call.context.read((view) => acceptPreview(view, call.required('proposal'), after));
  const request: AcceptRequest = {
    ref: preview.item.path,
    seen: preview.seen,
    ...(after !== undefined && { after }),
    ...reasonOf(call),
  };
  // What was decided before or can't be applied is refused by the planner, in its own words; nothing to ask.
  if (!isOpen(preview.item)) return write(call, request);
  if (call.flag('edit')) return acceptEdited(call, preview, request);
  if (preview.change.conflict !== null) return write(call, request);
  showChange(call, preview.item, preview.change);
  confirmDecision(call, preview.item, 'Accept');
  return write(call, request);
};

function acceptEdited(call: Invocation, preview: AcceptPreview, request: AcceptRequest): Answer {
  if (preview.editable === null) return write(call, { ...request, result: '' });
  const edited = editText(call.context, nameOf(preview.item.target_path), preview.editable);
  try {
    if (!holdsConflictMarks(edited.text)) {
      showChange(call, preview.item, changeTo(preview, edited.text));
      confirmDecision(call, preview.item, 'Accept the edited text of');
    }
    const answer = write(call, { ...request, result: edited.text });
    edited.discard();
    return answer;
  } catch (error) {
    call.context.note(`The edited text is kept in ${edited.file}`);
    throw error;
  }
}

function changeTo(preview: AcceptPreview, text: string): ProposalChange {
  return { ...preview.change, conflict: null, hunks: differenceOf(preview.now ?? '', text) };
}

function write(call: Invocation, request: AcceptRequest): Answer {
  return writeAnswer(call.context.write(acceptProposal(request)), acceptedText);
}

function acceptedText(item: AcceptItem): string {
  const how = [item.merged ? 'merged into what it says now' : '', item.edited ? 'edited' : ''].filter((word) => word !== '');
  return [
    `Accepted ${item.id}: ${item.target_path}${how.length === 0 ? '' : ` (${how.join(', ')})`}`,
    ...item.superseded.map((id) => `Superseded ${id}, which has nothing left to change`),
  ].join('\n');
}

function reasonOf({ option }: Invocation): { reason?: string } {
  const reason = option('reason');
  return reason === undefined ? {} : { reason };
}
