// Backlog.md: stories become its tasks, knowledge its documents. It numbers tasks and knows no epics that wait.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { notesOf, type GeneratedVault } from '../vault/write';
import type { StoryEntry } from '../vault/catalogue';
import type { Peer } from './peer';
import { bodyOf, sectionsOf } from './sections';

const STATUSES = { open: 'To Do', in_progress: 'In Progress', delivered: 'In Progress', closed: 'Done', blocked: 'Blocked', deferred: 'Blocked' } as const;
const PRIORITIES = ['high', 'high', 'medium', 'low', 'low'] as const;

export const backlog: Peer = {
  name: 'Backlog.md',
  convert(vault, folder, run) {
    run(['init', 'lantern', '--defaults', '--no-git', '--integration-mode', 'none', '--check-branches', 'false', '--include-remote', 'false']);
    const config = join(folder, 'backlog/config.yml');
    writeFileSync(config, readFileSync(config, 'utf8').replace(/^statuses: .*$/m, 'statuses: ["To Do", "In Progress", "Blocked", "Done"]'));
    const { stories, knowledge } = vault.catalogue;
    const numbers = new Map(stories.map(({ id }, n) => [id, n + 1]));
    const tasks = join(folder, 'backlog/tasks');
    const docs = join(folder, 'backlog/docs');
    for (const path of [tasks, docs]) mkdirSync(path, { recursive: true });
    let n = 0;
    for (const { text } of notesOf(vault.catalogue, vault.seed)) {
      const story = stories[n];
      const number = story === undefined ? n - stories.length + 1 : n + 1;
      const title = (story ?? knowledge[number - 1])?.title ?? '';
      const name = `${number} - ${title.replaceAll(' ', '-')}.md`;
      if (story === undefined) writeFileSync(join(docs, `doc-${name}`), document(number, title, text));
      else writeFileSync(join(tasks, `task-${name}`), task(number, story, numbers, text));
      n += 1;
    }
  },
  readyCount: (run) => {
    const { tasks } = JSON.parse(run(['task', 'list', '--ready', '-s', 'To Do', '--json'])) as { tasks: unknown[] };
    return tasks.length;
  },
  asks: () => ({
    ready: () => ['task', 'list', '--ready', '-s', 'To Do', '--limit', '20', '--json'],
    show: (vault, round) => ['task', 'view', numberOf(vault, round), '--plain'],
    write: (vault, round) => ['task', 'edit', numberOf(vault, round), '--append-notes', `Round ${round} of the benchmark.`],
    search: () => ['search', 'retry', '--plain', '--limit', '10'],
  }),
};

function task(number: number, story: StoryEntry, numbers: ReadonlyMap<string, number>, text: string): string {
  const sections = sectionsOf(text);
  const criteria = (sections.get('Acceptance Criteria') ?? '').replaceAll('] AC #', '] #').replace(/#(\d+):/g, '#$1');
  const rest = [...sections].filter(([name]) => !['Description', 'Acceptance Criteria', 'Notes'].includes(name)).map(([name, content]) => `## ${name}\n\n${content}`);
  const status = story.kind === 'epic' && story.status === 'open' ? 'In Progress' : STATUSES[story.status];
  return `---
id: TASK-${number}
title: ${story.title}
status: ${status}
assignee: []
created_date: '${story.createdAt.toISOString().slice(0, 16).replace('T', ' ')}'
labels: []
dependencies:${story.blockedBy.length === 0 ? ' []' : story.blockedBy.map((id) => `\n  - TASK-${numbers.get(id) ?? 0}`).join('')}
priority: ${PRIORITIES[story.priority] ?? 'low'}
ordinal: ${number * 1000}
---

## Description

<!-- SECTION:DESCRIPTION:BEGIN -->
${sections.get('Description') ?? ''}
<!-- SECTION:DESCRIPTION:END -->

## Acceptance Criteria
<!-- AC:BEGIN -->
${criteria}
<!-- AC:END -->

## Implementation Notes

<!-- SECTION:NOTES:BEGIN -->
${sections.get('Notes') ?? ''}
<!-- SECTION:NOTES:END -->

${rest.join('\n\n')}
`;
}

function document(number: number, title: string, text: string): string {
  return `---\nid: doc-${number}\ntitle: ${title}\ntype: other\ncreated_date: '2025-01-06'\n---\n${bodyOf(text)}`;
}

/** Any task: all cost the same there. */
function numberOf({ catalogue }: GeneratedVault, round: number): string {
  return String(1 + ((round * 7919) % catalogue.stories.length));
}
