// Which names are offered for one that does not exist.
import { describe, expect, it } from 'vitest';
import { nearMisses } from '../../../shared/note/queries/near-misses';

const paths = ['conventions/Testing pyramid.md', 'knowledge/patterns/Retry.md', 'knowledge/debug/Retries.md', 'stories/PROJ-a3f8k.md', 'Übersicht.md'];

describe('near misses of a reference', () => {
  it.each([
    ['Testing pyramids', ['conventions/Testing pyramid.md']],
    ['testing', ['conventions/Testing pyramid.md']],
    ['Retri', ['knowledge/debug/Retries.md', 'knowledge/patterns/Retry.md']],
    ['PROJ-a3f8', ['stories/PROJ-a3f8k.md']],
    ['proj-a3f9k', ['stories/PROJ-a3f8k.md']],
    ['übersicht', ['Übersicht.md']],
    ['U\u0308bersicht.md', ['Übersicht.md']],
    ['knowledge/pattern/Retry', ['knowledge/patterns/Retry.md']],
  ])('of %j are %j', (wanted, found) => {
    expect(nearMisses(wanted, paths)).toEqual(found);
  });

  it.each(['', 'Something else entirely', '.md'])('%j is near nothing', (wanted) => {
    expect(nearMisses(wanted, paths)).toEqual([]);
  });

  it('lists at most as many as asked for, the same ones in whatever order the paths come', () => {
    const many = Array.from({ length: 30 }, (_, index) => `n/note ${String(index).padStart(2, '0')}.md`);
    expect(nearMisses('note 0', many)).toEqual(nearMisses('note 0', many.toReversed()));
    expect(nearMisses('note 0', many)).toHaveLength(3);
  });
});
