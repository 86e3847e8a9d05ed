// What the banner on a note says, and what it offers; nothing on a note that there is nothing to say of.
import type { NoteStanding } from '../../shared/health/note-standing';

/** What a button of the banner does. */
export type BannerAction =
  | { kind: 'proposal'; id: string }
  | { kind: 'drift' }
  | { kind: 'acknowledge' }
  | { kind: 'story' };

export interface BannerLine {
  icon: string;
  text: string;
  /** `warning` for what a person has to look at. */
  tone: 'quiet' | 'warning';
  actions: { label: string; action: BannerAction }[];
}

/** The lines of the banner, the most urgent first. */
export function bannerLines(standing: NoteStanding): BannerLine[] {
  return [...driftLines(standing), ...standing.proposals.map(proposalLine), ...protectionLines(standing)];
}

function driftLines({ integrity, protected: isProtected }: NoteStanding): BannerLine[] {
  if (integrity === 'ok' || (integrity === 'untracked' && !isProtected)) return [];
  const text = integrity === 'untracked'
    ? 'This note is in no record: nothing governed ever wrote it.'
    : 'This note drifted: it was changed by something that left no record.';
  return [{
    icon: 'alert-triangle', text, tone: 'warning',
    actions: [{ label: 'Show the change', action: { kind: 'drift' } }, { label: 'Acknowledge', action: { kind: 'acknowledge' } }],
  }];
}

function proposalLine({ id, author, overdue }: NoteStanding['proposals'][number]): BannerLine {
  return {
    icon: 'git-pull-request', tone: overdue ? 'warning' : 'quiet',
    text: `${author} proposes a change of this note (${id})${overdue ? '; it has waited too long' : ''}.`,
    actions: [{ label: 'Review', action: { kind: 'proposal', id } }],
  };
}

function protectionLines({ class: noteClass, protected: isProtected }: NoteStanding): BannerLine[] {
  if (!isProtected) return [];
  const quiet = { icon: 'lock', tone: 'quiet' as const };
  switch (noteClass) {
    case 'story': return [{ ...quiet, text: 'A story: its status and contract move by the backlog, not by an edit.', actions: [{ label: 'Show in backlog', action: { kind: 'story' } }] }];
    case 'proposal': return [{ ...quiet, text: 'A proposal: it is decided in the proposals view.', actions: [] }];
    case 'archive': return [{ ...quiet, text: 'Archived: agents can\'t change this note.', actions: [] }];
    default: return [{ ...quiet, text: 'Protected: agents propose changes of this note, and a person decides.', actions: [] }];
  }
}
