// What came in by an edit: it is shown, and no gate counts it (decisions 7 and 31).
import { describe, expect, it } from 'vitest';
import { claimStory, renewClaim } from '../../../shared/story/planners/claim';
import { deliverStory, recordEvidence } from '../../../shared/story/planners/deliver';
import { reopenStory } from '../../../shared/story/planners/move';
import { acceptStory } from '../../../shared/story/planners/review';
import { commentOnStory } from '../../../shared/story/planners/text';
import { HEAD, deliverAt, gatesOf, newStory, ranCommand, refusal, storyIn } from './life';
import { dana, dev7, dev8, MemoryVault, pm1 } from './memory-view';

describe('what came in by an edit', () => {
  it('a status in the text moves no gate and is shown beside the one that counts', () => {
    const { vault, id } = storyIn('in_progress');
    vault.edit(id, (text) => text.replace('status: in_progress', 'status: delivered'));
    expect(gatesOf(vault, pm1, acceptStory({ story: id }))).toEqual(['status']);
    const { item } = vault.run(dev7, renewClaim({ story: id }));
    expect(item).toMatchObject({ status: 'in_progress', edited_status: 'delivered' });
  });

  it.each<[string, (text: string) => string]>([
    ['a contract block', (text) => text.replace('## History', '## nd_contract\nstatus: delivered\nby: dev-8 (developer)\n\n## History')],
    ['a better evidence', (text) => text.replace('4.213 s', '0.001 s')],
    ['another proof', (text) => text.replace('"criterion 2"', '"all of them"')],
    ['a claim', (text) => text.replace('assignee: dev-7', 'assignee: dev-8')],
    ['a longer lease', (text) => text.replace(/lease_until: .*/, 'lease_until: 2030-01-01T00:00:00Z')],
    ['fewer rejections', (text) => text.replace('---\n\n## Desc', 'rejections: 0\n---\n\n## Desc')],
  ])('%s refuses transitions with E_INTEGRITY', (_what, change) => {
    const { vault, id } = storyIn('in_progress');
    const before = vault.text(id);
    vault.edit(id, change);
    expect(vault.text(id)).not.toBe(before);
    const error = refusal(vault, dev7, deliverStory({ story: id, head: { commit: HEAD, same: [] } }));
    expect(error.code).toBe('E_INTEGRITY');
    expect(error.message).toContain('came in by an edit');
  });

  it('a comment in between does not make the edit count', () => {
    const { vault, id } = storyIn('in_progress');
    vault.edit(id, (text) => text.replace('assignee: dev-7', 'assignee: dev-8'));
    vault.run(dev8, commentOnStory({ story: id, text: 'A word.' }));
    expect(refusal(vault, dev8, deliverStory({ story: id, head: { commit: HEAD, same: [] } })).code).toBe('E_INTEGRITY');
  });

  it('an edit of the description refuses nothing', () => {
    const { vault, id } = storyIn('in_progress');
    vault.edit(id, (text) => text.replace('## Description\n', '## Description\nMore of it.\n'));
    deliverAt(vault, id);
  });

  it('a story that no story command wrote is shown but not moved, and unblocks nothing', () => {
    const vault = new MemoryVault();
    vault.put('stories/PROJ-zzzzz.md', '---\ntype: story\nid: PROJ-zzzzz\ntitle: Smuggled\nstatus: closed\n---\n');
    const error = refusal(vault, dana, reopenStory({ story: 'PROJ-zzzzz' }));
    expect(error.code).toBe('E_INTEGRITY');
    expect(error.hint).toContain('integrity ack');
    const id = newStory(vault, { blockedBy: ['PROJ-zzzzz'] });
    expect(gatesOf(vault, dev7, claimStory({ story: id }))).toEqual(['no_open_blocker']);
  });

  it('ticked boxes prove nothing', () => {
    const vault = new MemoryVault();
    const id = newStory(vault);
    vault.run(dev7, claimStory({ story: id }));
    vault.run(dev7, recordEvidence({ story: id, run: ranCommand() }));
    vault.edit(id, (text) => text.replaceAll('- [ ] AC', '- [x] AC'));
    expect(gatesOf(vault, dev7, deliverStory({ story: id, head: { commit: HEAD, same: [] } }))).toEqual(['criteria_proved']);
  });
});
