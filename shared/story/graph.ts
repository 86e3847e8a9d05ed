// The graph of dependencies and the forest of parents: paths, cycles, trees. Edges are `blocked_by` and `parent`.
import { TouchstoneError } from '../errors';
import type { Backlog } from './backlog';

/** A way from `from` to `to` along `blocked_by`, both included; `null` when there is none. Breadth first: a shortest one. */
function blockedByPath(backlog: Backlog, from: string, to: string): string[] | null {
  const cameFrom = new Map<string, string | null>([[from, null]]);
  const queue = [from];
  for (const id of queue) {
    if (id === to) return trail(cameFrom, id);
    for (const blocker of backlog.byId.get(id)?.blockedBy ?? []) {
      if (cameFrom.has(blocker)) continue;
      cameFrom.set(blocker, id);
      queue.push(blocker);
    }
  }
  return null;
}

function trail(cameFrom: ReadonlyMap<string, string | null>, end: string): string[] {
  const path: string[] = [];
  for (let at: string | null | undefined = end; at !== null && at !== undefined; at = cameFrom.get(at)) path.push(at);
  return path.reverse();
}

/**
 * Asserts that `id` may be blocked by `blocker`.
 *
 * @throws E_GATE for itself or a cycle, with the cycle.
 */
export function assertNoCycle(backlog: Backlog, id: string, blocker: string): void {
  const back = blockedByPath(backlog, blocker, id);
  if (back === null) return;
  const cycle = [id, ...back];
  const message = id === blocker ? `${id} can't be blocked by itself.` : `${id} blocked by ${blocker} would close a cycle: ${cycle.join(' <- ')}.`;
  throw new TouchstoneError('E_GATE', message, {
    hint: `Take another dependency away first; touchstone story dep tree ${id} shows them.`,
    details: { gates: [{ gate: 'no_cycle', found: cycle.join(' <- '), allowed: 'dependencies without a cycle' }], cycle },
  });
}

/**
 * Asserts that `parent` may be the parent of `id`.
 *
 * @throws E_GATE for itself or a loop, with the loop.
 */
export function assertNoParentLoop(backlog: Backlog, id: string, parent: string): void {
  const loop = [id];
  const seen = new Set<string>();
  for (let at: string | null = parent; at !== null && !seen.has(at); at = backlog.byId.get(at)?.parent ?? null) {
    loop.push(at);
    seen.add(at);
    if (at !== id) continue;
    throw new TouchstoneError('E_GATE', id === parent ? `${id} can't be its own parent.` : `${parent} as the parent of ${id} would make a loop: ${loop.join(' in ')}.`, {
      hint: 'Choose a parent that is not below the story.',
      details: { gates: [{ gate: 'no_parent_loop', found: loop.join(' in '), allowed: 'a parent that is not below the story' }], loop },
    });
  }
}

/**
 * All sets of stories that block each other in a circle (strongly connected components with an edge inside), each
 * sorted by id, in the order of their first ids. Tarjan's algorithm with its own stack, so depth is no limit.
 */
export function dependencyCycles(backlog: Backlog): string[][] {
  const order = new Map<string, number>();
  const low = new Map<string, number>();
  const onStack = new Set<string>();
  const stack: string[] = [];
  const cycles: string[][] = [];
  const edges = (id: string): string[] => (backlog.byId.get(id)?.blockedBy ?? []).filter((to) => backlog.byId.has(to));

  const open = (id: string): Frame => {
    order.set(id, order.size);
    low.set(id, order.size - 1);
    stack.push(id);
    onStack.add(id);
    return { id, edges: edges(id), next: 0 };
  };
  const lower = (id: string, to: number): void => {
    low.set(id, Math.min(low.get(id) ?? to, to));
  };
  const close = (id: string): void => {
    if (low.get(id) !== order.get(id)) return;
    const component = stack.splice(stack.lastIndexOf(id));
    for (const member of component) onStack.delete(member);
    if (component.length > 1 || edges(id).includes(id)) cycles.push(component.sort());
  };

  for (const { id: root } of backlog.rows) {
    if (order.has(root)) continue;
    const frames = [open(root)];
    for (let frame = frames.at(-1); frame !== undefined; frame = frames.at(-1)) {
      const to = frame.edges[frame.next++];
      if (to === undefined) {
        frames.pop();
        close(frame.id);
        const above = frames.at(-1);
        if (above !== undefined) lower(above.id, low.get(frame.id) ?? 0);
      } else if (!order.has(to)) {
        frames.push(open(to));
      } else if (onStack.has(to)) {
        lower(frame.id, order.get(to) ?? 0);
      }
    }
  }
  return cycles.sort((a, b) => ((a[0] ?? '') < (b[0] ?? '') ? -1 : 1));
}

interface Frame {
  id: string;
  edges: string[];
  next: number;
}
