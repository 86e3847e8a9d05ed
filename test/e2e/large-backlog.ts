// A vault of ten thousand stories, written as files and taken in by `init`: an epic for every hundred, of which every
// fifth story waits for the one before.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { touchstone } from './backlog-vault';
import { vaultWith } from './temporary-vault';

export const LARGE = 10_000;
const STATUSES = ['open', 'open', 'open', 'closed', 'closed', 'closed', 'closed', 'blocked', 'deferred', 'open'];
const THINGS = ['lamp', 'switch', 'battery', 'sensor', 'socket', 'dimmer', 'remote', 'charger', 'timer', 'fuse'];
const DEEDS = ['Repair', 'Measure', 'Replace', 'Describe', 'Test', 'Simplify', 'Label'];

/** `LARG-00042`, the id of the story number 42. */
export function largeId(n: number): string {
  return `LARG-${String(n).padStart(5, '0')}`;
}

/** Answers the vault's folder. */
export function largeBacklog(count = LARGE): string {
  const vault = vaultWith();
  mkdirSync(join(vault, 'stories'));
  for (let n = 0; n < count; n++) writeFileSync(join(vault, 'stories', `${largeId(n)}.md`), storyText(n));
  touchstone(vault, ['init', '--project', 'large', '--prefix', 'LARG']);
  return vault;
}

function storyText(n: number): string {
  const epic = n - n % 100;
  const isEpic = n === epic;
  const status = isEpic ? 'open' : STATUSES[n % STATUSES.length] ?? 'open';
  const title = `${DEEDS[n % DEEDS.length] ?? ''} the ${THINGS[n % THINGS.length] ?? ''} number ${n}`;
  return [
    '---', 'type: story', `id: ${largeId(n)}`, `kind: ${isEpic ? 'epic' : n % 4 === 0 ? 'bug' : 'task'}`, `title: ${title}`, 'aliases:', `  - ${title}`,
    `status: ${status}`, `priority: ${n % 5}`, 'labels:', `  - area-${n % 40}`,
    ...(isEpic ? [] : [`parent: "[[${largeId(epic)}]]"`]),
    ...(n % 5 === 2 ? ['blocked_by:', `  - "[[${largeId(n - 1)}]]"`] : []),
    `created_at: 2026-01-${String(1 + n % 28).padStart(2, '0')}T08:00:00Z`, 'created_by: sr-1',
    ...(status === 'closed' ? ['closed_at: 2026-02-01T08:00:00Z'] : []),
    '---', '', '## Description', `What is wrong with it is known since long. It is number ${n}.`, '', '## Acceptance Criteria', '- [ ] AC #1: it works', '- [ ] AC #2: it is documented', '',
  ].join('\n');
}
