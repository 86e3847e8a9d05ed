// A story as JSON shows it: snake_case, references as bare ids, absent scalars null, lists never absent.
import type { Integrity } from '../vault/view';
import type { StoryFields } from './fields';

export interface StoryItem {
  id: string;
  path: string;
  kind: string;
  title: string;
  status: string;
  /** The status that an edit wrote into the text, where it isn't the one that counts. */
  edited_status: string | null;
  priority: number;
  labels: string[];
  assignee: string | null;
  claimed_at: string | null;
  lease_until: string | null;
  parent: string | null;
  blocked_by: string[];
  follows: string[];
  related: string[];
  estimate: number | null;
  verdict: string | null;
  rejections: number;
  defer_until: string | null;
  blocked_reason: string | null;
  closed_at: string | null;
  close_reason: string | null;
  accepted_by: string | null;
  created_at: string | null;
  created_by: string | null;
  updated_at: string | null;
  criteria: { done: number; total: number };
  governed: boolean;
  integrity: Integrity;
  problems: string[];
}

export function storyItem(story: StoryFields, criteria: { done: number; total: number }): StoryItem {
  return {
    id: story.id,
    path: story.path,
    kind: story.kind,
    title: story.title,
    status: story.status,
    edited_status: story.editedStatus,
    priority: story.priority,
    labels: story.labels,
    assignee: story.assignee,
    claimed_at: story.claimedAt,
    lease_until: story.leaseUntil,
    parent: story.parent,
    blocked_by: story.blockedBy,
    follows: story.follows,
    related: story.related,
    estimate: story.estimate,
    verdict: story.verdict,
    rejections: story.rejections,
    defer_until: story.deferUntil,
    blocked_reason: story.blockedReason,
    closed_at: story.closedAt,
    close_reason: story.closeReason,
    accepted_by: story.acceptedBy,
    created_at: story.createdAt,
    created_by: story.createdBy,
    updated_at: story.updatedAt,
    criteria,
    governed: story.governed,
    integrity: story.integrity,
    problems: story.problems,
  };
}
