// nd, a story tracker on Markdown in Go. Written from its documentation (its notes on storage and its command reference);
// where it was never to be had, the check of `readyCount` is what tells a wrong conversion from a right one.
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StoryEntry } from '../vault/catalogue';
import { storyOfRound } from '../vault/spread';
import { notesOf } from '../vault/write';
import type { Peer } from './peer';
import { bodyOf } from './sections';

export const nd: Peer = {
  name: 'nd',
  convert({ catalogue, seed }, folder, run) {
    run(['init', '--prefix=LAMP', '--author=bench']);
    const issues = join(folder, '.vault/issues');
    mkdirSync(issues, { recursive: true });
    const blocks = new Map<string, string[]>();
    for (const { id, blockedBy } of catalogue.stories) for (const blocker of blockedBy) blocks.set(blocker, [...(blocks.get(blocker) ?? []), id]);
    let n = 0;
    for (const { text } of notesOf(catalogue, seed)) {
      const story = catalogue.stories[n++];
      if (story === undefined) break;
      writeFileSync(join(issues, `${story.id}.md`), issue(story, blocks.get(story.id) ?? [], bodyOf(text)));
    }
  },
  readyCount: (run) => (JSON.parse(run(['ready', '--json', '-n', '0'])) as unknown[]).length,
  asks: () => ({
    ready: () => ['ready', '--json', '-n', '20'],
    show: (vault, round) => ['show', storyOfRound(vault, round), '--json'],
    write: (vault, round) => ['comments', 'add', storyOfRound(vault, round), `Round ${round} of the benchmark.`],
    search: () => ['search', 'retry'],
  }),
};

/** Its `ready` leaves out what is in progress only when asked; so all that has begun is closed or deferred here. */
function issue(story: StoryEntry, blocks: readonly string[], body: string): string {
  const isReady = story.status === 'open' && story.kind !== 'epic';
  const status = isReady || story.status === 'closed' ? story.status : 'deferred';
  const at = story.createdAt.toISOString().replace('.000Z', 'Z');
  return `---
id: ${story.id}
title: "${story.title}"
status: ${status}
priority: ${story.priority}
type: ${story.kind}
labels: []
parent: "${story.parent ?? ''}"
blocks: [${blocks.join(', ')}]
blocked_by: [${story.blockedBy.join(', ')}]
related: []
created_at: ${at}
created_by: bench
updated_at: ${at}
closed_at: "${status === 'closed' ? at : ''}"
close_reason: ""
content_hash: "sha256:${createHash('sha256').update(body).digest('hex')}"
---
${body}`;
}
