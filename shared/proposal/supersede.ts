// Open proposals that an accepted one makes moot: what they wanted is done, or what they wanted to change is gone.
import type { Io } from '../vault/io';
import type { PlannedWrite } from '../vault/plan';
import type { VaultView } from '../vault/view';
import { archiveProposal, decidedText } from './decision';
import { mergeTexts } from '../note/merge';
import type { Proposal, StoredProposal } from './proposal';
import { isOpen } from './proposal';
import { proposalRows, readableProposal } from './store';

/**
 * Plans to set aside what `accepted` made moot now that its target says `applied` (`null`: deleted). Proposals that
 * drifted or can't be read are left alone and named in `warnings`, so that they don't keep the acceptance from going.
 */
export function* supersedeMoot(
  view: VaultView, accepted: StoredProposal, applied: string | null, warnings: string[],
): Io<{ ids: string[]; writes: PlannedWrite[] }> {
  const ids: string[] = [];
  const writes: PlannedWrite[] = [];
  for (const row of (yield* proposalRows(view, { open: true, decided: false })).rows) {
    if (row.path === accepted.path || row.properties['target_path'] !== accepted.targetPath) continue;
    const other = yield* readableProposal(view, row.path, warnings);
    if (other === null || !isOpen(other) || !isMoot(other, applied)) continue;
    if (row.integrity !== 'ok') {
      warnings.push(`${other.id} is moot now, but was edited by hand; reject it or have it withdrawn.`);
      continue;
    }
    const text = decidedText(other, {
      status: 'superseded',
      superseded_by: `[[${accepted.id}]]`,
      decided_by: view.actor.name,
      decided_at: view.now,
      defer_until: undefined,
    });
    ids.push(other.id);
    writes.push(...(yield* archiveProposal(view, other, text)).writes);
  }
  return { ids, writes };
}

/** True when nothing is left for `proposal` to do on a target that says `text`. */
function isMoot(proposal: Pick<Proposal, 'before' | 'after'>, text: string | null): boolean {
  if (proposal.after === text) return true;
  if (text === null) return proposal.before !== null;
  if (proposal.before === null || proposal.after === null) return false;
  const merge = mergeTexts(proposal.before, text, proposal.after);
  return merge.kind === 'clean' && merge.text === text;
}
