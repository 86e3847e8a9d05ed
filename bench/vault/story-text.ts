// The text of a generated story: properties, sections, and for work that was taken up the delivery contract, as the
// program itself would have left it.
import type { Catalogue, StoryEntry } from './catalogue';
import { longTailName, paragraph, sentence } from './prose';
import type { Random } from './random';
import { AGENTS, LABELS } from './words';

/** A claim that stays live whenever the benchmark runs. */
const LEASE_UNTIL = '2126-01-01T00:00:00Z';
const HEX = '0123456789abcdef';

export function storyText(story: StoryEntry, { knowledge, stories }: Catalogue, random: Random): string {
  const agent = random.pick(AGENTS);
  const links = [`[[${random.pick(knowledge).title}]]`, `[[${random.pick(stories).id}]]`];
  const criteria = Array.from({ length: 2 + random.below(3) }, () => sentence(random).replace(/\.$/, ''));
  return `${frontmatter(story, agent, random)}
## Description
${paragraph(random, 3, links)}

## Acceptance Criteria
${criteria.map((text, n) => `- [${story.status === 'closed' ? 'x' : ' '}] AC #${n + 1}: ${text}`).join('\n')}

## Design
${paragraph(random, 2, [`[[${random.pick(knowledge).title}]]`])}

## Notes
${paragraph(random, 2)}

${contract(story, agent, criteria.length, random)}## History
${history(story, agent).map((line) => `- ${line}`).join('\n')}

## Comments
### ${after(story, 30)} ${random.pick(AGENTS)}
${paragraph(random, 2)}
`;
}

function frontmatter(story: StoryEntry, agent: string, random: Random): string {
  const isTaken = story.status === 'in_progress' || story.status === 'delivered' || story.status === 'closed';
  return [
    '---',
    'type: story',
    `id: ${story.id}`,
    `kind: ${story.kind}`,
    `title: ${story.title}`,
    'aliases:',
    `  - ${story.title}`,
    `status: ${story.status}`,
    `priority: ${story.priority}`,
    'labels:',
    `  - ${random.pick(LABELS)}`,
    ...(story.parent === null ? [] : [`parent: "[[${story.parent}]]"`]),
    ...(story.blockedBy.length === 0 ? ['blocked_by: []'] : ['blocked_by:', ...story.blockedBy.map((id) => `  - "[[${id}]]"`)]),
    'related: []',
    'follows: []',
    `estimate: ${random.pick([1, 2, 3, 5, 8])}`,
    `created_at: ${after(story, 0)}`,
    'created_by: sr-1',
    `updated_at: ${after(story, 90)}`,
    ...(isTaken ? [`assignee: ${agent}`, `claimed_at: ${after(story, 60)}`] : []),
    ...(story.status === 'in_progress' ? [`lease_until: ${LEASE_UNTIL}`] : []),
    ...(story.status === 'closed' ? ['verdict: accepted', 'accepted_by: pm-1', `closed_at: ${after(story, 90)}`, 'close_reason: every criterion is proved'] : []),
    ...(story.status === 'deferred' ? ['defer_until: 2126-01-01'] : []),
    '---',
    '',
  ].join('\n');
}

function contract(story: StoryEntry, agent: string, criteria: number, random: Random): string {
  if (story.kind === 'epic' || !['in_progress', 'delivered', 'closed'].includes(story.status)) return '';
  const claimed = `## nd_contract\nstatus: in_progress\nat: ${after(story, 60)}\nby: ${agent} (developer)\n\n`;
  if (story.status === 'in_progress') return claimed;
  const commit = hex(40, random);
  const proof = Array.from({ length: criteria }, (_, n) => `- [x] AC #${n + 1}: test/${longTailName(random)}.test.ts`).join('\n');
  const delivered = `## nd_contract
status: delivered
at: ${after(story, 80)}
by: ${agent} (developer)
commit: ${commit}

### evidence
- \`npm test\` exited 0 in ${random.below(90) / 10 + 1} s · output sha256:${hex(64, random)} · commit ${commit.slice(0, 8)} · at ${after(story, 75)}

### proof
${proof}

`;
  if (story.status === 'delivered') return claimed + delivered;
  return `${claimed}${delivered}## nd_contract\nstatus: accepted\nat: ${after(story, 90)}\nby: pm-1 (pm)\nreason: every criterion is proved\n\n`;
}

function history(story: StoryEntry, agent: string): string[] {
  const lines = [`${after(story, 0)} sr-1 (sr-pm): created`];
  if (story.kind === 'epic' || story.status === 'open') return lines;
  if (story.status === 'blocked' || story.status === 'deferred') return [...lines, `${after(story, 60)} sr-1 (sr-pm): status open -> ${story.status}`];
  lines.push(`${after(story, 60)} ${agent} (developer): status open -> in_progress`);
  if (story.status !== 'in_progress') lines.push(`${after(story, 80)} ${agent} (developer): status in_progress -> delivered`);
  if (story.status === 'closed') lines.push(`${after(story, 90)} pm-1 (pm): status delivered -> closed (accepted)`);
  return lines;
}

/** RFC 3339, whole seconds. */
function after({ createdAt }: StoryEntry, minutes: number): string {
  return new Date(createdAt.getTime() + minutes * 60_000).toISOString().replace('.000Z', 'Z');
}

function hex(length: number, random: Random): string {
  return Array.from({ length }, () => HEX[random.below(16)]).join('');
}
