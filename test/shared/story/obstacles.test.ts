// What a delivery lacks, as those are told who may not deliver.
import { expect, it } from 'vitest';
import { claimStory } from '../../../shared/story/planners/claim';
import { deliveryObstacles } from '../../../shared/story/queries/obstacles';
import { storyIn, newStory } from './life';
import { dev7, MemoryVault } from './memory-view';

function obstacles(vault: MemoryVault, id: string): [string, string][] {
  return vault.read(deliveryObstacles(id)).map(({ gate, found }) => [gate, found]);
}

it('is the status and all proof, before anybody worked on it', () => {
  const { vault, id } = storyIn('open');
  expect(obstacles(vault, id).map(([gate]) => gate)).toEqual(['status', 'evidence', 'criteria_proved']);
});

it('names the criteria without proof, and never asks who looks', () => {
  const vault = new MemoryVault();
  const id = newStory(vault);
  vault.run(dev7, claimStory({ story: id }));
  expect(obstacles(vault, id)).toEqual([['evidence', 'no recorded run'], ['criteria_proved', 'without proof: AC #1, AC #2']]);
});

it('is nothing when only the claimant\'s word is missing', () => {
  const { vault, id } = storyIn('in_progress');
  expect(obstacles(vault, id)).toEqual([]);
});
