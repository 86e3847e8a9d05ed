// `story dep add`, `rm`, `list`, `tree` and `cycles`
import { addDependencies, removeDependencies } from '../../../shared/story/planners/dependencies';
import { dependencyTree, listCycles, listDependencies } from '../../../shared/story/queries/dependencies';
import type { DependencyTree } from '../../../shared/story/queries/dependencies';
import type { StoryItem } from '../../../shared/story/item';
import type { Paint } from '../../paint';
import type { Run } from '../../verb';
import { paintStatus, storyAnswer } from './words';
import { referenceLine } from './reference';

export const add: Run = ({ required, list: all, option, context }) => (
  storyAnswer(context.write(addDependencies({ story: required('story'), blockers: all('blocker'), reason: option('reason') })), 'Changed', waitsFor)
);

export const remove: Run = ({ required, list: all, option, context }) => (
  storyAnswer(context.write(removeDependencies({ story: required('story'), blockers: all('blocker'), reason: option('reason') })), 'Changed', waitsFor)
);

function waitsFor({ blocked_by }: StoryItem): string {
  return blocked_by.length === 0 ? 'blocked by nothing' : `blocked by ${blocked_by.join(', ')}`;
}

export const list: Run = ({ required, context }) => {
  const found = context.read(listDependencies(required('story')));
  return {
    data: found,
    text: (paint) => [
      `${paint.bold(found.id)} ${found.title} ${paintStatus(found.status, found.status, paint)}`,
      ...found.blocked_by.map((other) => `  blocked by ${referenceLine(other, paint)}`),
      ...found.blocks.map((other) => `  blocks     ${referenceLine(other, paint)}`),
    ].join('\n'),
    brief: found.blocked_by.map(({ id }) => id).join('\n'),
  };
};

export const tree: Run = ({ required, context }) => {
  const root = context.read(dependencyTree(required('story')));
  return { data: root, text: (paint) => treeLines(root, paint).join('\n') };
};

/** With its own stack: a chain of dependencies may be longer than a call stack. */
function treeLines(root: DependencyTree, paint: Paint): string[] {
  const lines: string[] = [];
  const stack = [{ node: root, lead: '', branch: '', below: '' }];
  for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
    const { node, lead, branch, below } = top;
    lines.push(`${lead}${branch}${referenceLine(node, paint)}${node.repeated ? paint.dim(' (see above)') : ''}`);
    const children = node.blocked_by.map((child, n) => {
      const isLast = n === node.blocked_by.length - 1;
      return { node: child, lead: lead + below, branch: isLast ? '└─ ' : '├─ ', below: isLast ? '   ' : '│  ' };
    });
    stack.push(...children.reverse());
  }
  return lines;
}

export const cycles: Run = ({ context }) => {
  const found = context.read(listCycles());
  return {
    data: found.cycles,
    meta: { total: found.cycles.length, unreadable: found.unreadable },
    text: (paint) => [
      ...(found.cycles.length === 0 ? ['No stories wait for each other in a circle.'] : found.cycles.map((cycle) => cycle.join(' '))),
      ...found.unreadable.map(({ path, problem }) => paint.yellow(`unreadable  ${path}: ${problem}`)),
    ].join('\n'),
    brief: found.cycles.map((cycle) => cycle.join(' ')).join('\n'),
  };
};
