// `story show`
import { showStory } from '../../../shared/story/queries/show';
import type { ShownBlock, ShownStory, StoryReference } from '../../../shared/story/queries/show';
import { renderFields } from '../../output/table';
import type { Paint } from '../../paint';
import type { Run } from '../../verb';
import { referenceLine } from './reference';
import { paintStatus } from './words';

export const show: Run = ({ required, flag, context }) => {
  const { story, also } = context.read(showStory(required('story'), { dependents: flag('dependents') }));
  return { data: story, meta: { also }, text: (paint) => storyText(story, paint), brief: story.id };
};

function storyText(story: ShownStory, paint: Paint): string {
  const parts = [
    `${paint.bold(story.id)}  ${paint.bold(story.title)}  ${paintStatus(story.status, story.status, paint)}`,
    renderFields(fieldsOf(story), paint),
    warningsOf(story).map((line) => paint.yellow(line)).join('\n'),
    section('Description', story.description, paint),
    section('Acceptance criteria', criteriaText(story, paint), paint),
    section('Design', story.design, paint),
    section('Notes', story.notes, paint),
    section('Waits for', references(story.open_blockers, paint), paint),
    section('Blocks', references(story.blocks ?? [], paint), paint),
    section('Children', references(story.children ?? [], paint), paint),
    section('Led to', references(story.led_to ?? [], paint), paint),
    section('Contract', story.contract.map((block) => blockText(block, paint)).join('\n'), paint),
    section('History', story.history.map(({ at, actor, role, text }) => `${paint.dim(at)} ${actor}${role === null ? '' : ` (${role})`}: ${text}`).join('\n'), paint),
    section('Comments', story.comments.map(({ at, actor, text }) => `${paint.dim(at)} ${paint.bold(actor)}\n${text}`).join('\n\n'), paint),
    story.blocks === null ? paint.dim(dependentsHint(story)) : '',
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

function dependentsHint({ id, kind }: ShownStory): string {
  return kind === 'epic'
    ? `Its children: touchstone story list --parent ${id}. What it blocks and what it led to: --dependents.`
    : 'What it blocks, its children and what it led to: --dependents.';
}

function fieldsOf(story: ShownStory): [string, string | null][] {
  const { blocked_reason, assignee, claimed_at, lease_until, verdict, rejections } = story;
  return [
    ['why blocked', blocked_reason],
    ['kind', `${story.kind}, priority ${story.priority}${story.estimate === null ? '' : `, estimate ${story.estimate}`}`],
    ['labels', story.labels.join(', ')],
    ['assignee', assignee === null ? null : `${assignee}${claimed_at === null ? ' (assigned)' : ` since ${claimed_at}`}`],
    ['lease', lease_until === null ? null : `until ${lease_until}${story.reclaim ? ' (ended: offered to others)' : ''}`],
    ['verdict', verdict === null && rejections === 0 ? null : [verdict, rejections === 0 ? null : `rejected ${rejections} times`].filter((word) => word !== null).join(', ')],
    ['deferred until', story.defer_until],
    ['closed', story.closed_at === null ? null : [story.closed_at, story.accepted_by === null ? null : `by ${story.accepted_by}`, story.close_reason].filter((word) => word !== null).join(', ')],
    ['parent', story.parent],
    ['blocked by', story.blocked_by.join(', ')],
    ['follows', story.follows.join(', ')],
    ['related', story.related.join(', ')],
    ['created', story.created_at === null ? null : `${story.created_at}${story.created_by === null ? '' : ` by ${story.created_by}`}`],
    ['updated', story.updated_at],
    ['ready', story.ready ? 'yes' : null],
    ['path', story.path],
    ['sha256', story.sha256],
  ];
}

function warningsOf(story: ShownStory): string[] {
  return [
    ...(story.edited_status === null ? [] : [`The text says ${story.edited_status}; an edit is no transition, so ${story.status} counts.`]),
    ...(story.governed ? [] : ['No story command ever wrote this note: it is shown, but can\'t be moved until a person acknowledges it.']),
    ...(story.integrity === 'ok' ? [] : [`The note is ${story.integrity}: its bytes are not those of the last governed write.`]),
    ...story.problems.map((problem) => `Property: ${problem}`),
  ];
}

function criteriaText(story: ShownStory, paint: Paint): string {
  return story.acceptance_criteria.map(({ n, text, done, proof }) => [
    `${done ? paint.green('[x]') : '[ ]'} ${n === null ? paint.yellow('without a number') : `AC #${n}`}: ${text}`,
    ...(proof === null ? [] : [`    ${paint.dim('proof:')} ${proof}`]),
  ].join('\n')).join('\n');
}

function blockText(block: ShownBlock, paint: Paint): string {
  const by = block.by === null ? '' : ` by ${block.by}${block.role === null ? '' : ` (${block.role})`}`;
  const commit = block.commit === null ? '' : ` at commit ${block.commit.slice(0, 8)}`;
  const { rejection } = block;
  return [
    `${paint.bold(block.status)}${block.phase === null ? '' : ` (${block.phase})`}${by}${commit} ${paint.dim(block.at ?? '')}`.trimEnd(),
    ...(block.reason === null ? [] : [`  reason: ${block.reason}`]),
    // A delivery holds a copy of what the block before it shows.
    ...(block.status === 'delivered' ? [] : block.evidence.map((run) => `  ${run.exit_code === 0 ? paint.green('ok') : paint.red(run.exit_code === null ? run.signal ?? 'killed' : `exit ${run.exit_code}`)} ${run.command} ${paint.dim(`${(run.duration_ms / 1000).toFixed(1)} s${run.commit === null ? '' : `, commit ${run.commit.slice(0, 8)}${run.clean === true ? '' : ' with uncommitted changes'}`}`)}`)),
    ...(rejection === null ? [] : [`  expected: ${rejection.expected}`, `  delivered: ${rejection.delivered}`, `  gap: ${rejection.gap}`, `  fix: ${rejection.fix}`].map((line) => line.replaceAll('\n', '\n    '))),
  ].join('\n');
}

function references(stories: readonly StoryReference[], paint: Paint): string {
  return stories.map((story) => referenceLine(story, paint)).join('\n');
}

function section(title: string, text: string, paint: Paint): string {
  return text === '' ? '' : `${paint.bold(title)}\n${text}`;
}
