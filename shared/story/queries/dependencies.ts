// `story dep list`, `tree` and `cycles`: what a story waits for and what waits for it.
import type { Io } from '../../vault/io';
import type { VaultView } from '../../vault/view';
import { blocksOf, openBlockers, readBacklog } from '../backlog';
import type { Backlog } from '../backlog';
import { dependencyCycles } from '../graph';
import { loadStory } from '../load';
import { referenceTo } from './show';
import type { StoryReference } from './show';

export interface Dependencies {
  id: string;
  title: string;
  status: string;
  blocked_by: (StoryReference & { open: boolean })[];
  blocks: StoryReference[];
}

export function listDependencies(reference: string): (view: VaultView) => Io<Dependencies> {
  return function* (view) {
    const story = yield* loadStory(view, reference);
    const backlog = yield* readBacklog(view);
    const open = openBlockers(backlog, story);
    return {
      id: story.id, title: story.title, status: story.status,
      blocked_by: story.blockedBy.map((id) => ({ ...referenceTo(backlog, id), open: open.includes(id) })),
      blocks: blocksOf(backlog, story.id).map((id) => referenceTo(backlog, id)),
    };
  };
}

export interface DependencyTree extends StoryReference {
  /** True where the same story is expanded elsewhere in the tree. */
  repeated: boolean;
  blocked_by: DependencyTree[];
}

/** All that stands before a story, as a tree; each story is expanded once, so that it stays as small as the graph. */
export function dependencyTree(reference: string): (view: VaultView) => Io<DependencyTree> {
  return function* (view) {
    const story = yield* loadStory(view, reference);
    return treeOf(yield* readBacklog(view), story.id);
  };
}

/** Breadth first, so that a story is expanded where it is nearest to the root; a chain of any length needs no deep stack. */
function treeOf(backlog: Backlog, root: string): DependencyTree {
  const nodeOf = (id: string): DependencyTree => ({ ...referenceTo(backlog, id), repeated: false, blocked_by: [] });
  const top = nodeOf(root);
  const expanded = new Set<string>();
  const queue = [top];
  for (const node of queue) {
    node.repeated = expanded.has(node.id);
    if (node.repeated) continue;
    expanded.add(node.id);
    node.blocked_by = (backlog.byId.get(node.id)?.blockedBy ?? []).map(nodeOf);
    queue.push(...node.blocked_by);
  }
  return top;
}

/** Sets of stories that block each other in a circle; edits and merges can make them, `dep add` can't. */
export function listCycles(): (view: VaultView) => Io<{ cycles: string[][]; unreadable: Backlog['unreadable'] }> {
  return function* (view) {
    const backlog = yield* readBacklog(view);
    return { cycles: dependencyCycles(backlog), unreadable: backlog.unreadable };
  };
}
