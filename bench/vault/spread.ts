// Which note a round works on: another one each time, spread over the vault, and the same ones in every run.
import type { GeneratedVault } from './write';

/** A prime larger than any number of notes: its multiples meet every place before they come back. */
const STEP = 611_953;

export function storyOfRound({ catalogue: { stories } }: GeneratedVault, round: number): string {
  return at(stories, round).id;
}

/** Path of a knowledge note. */
export function noteOfRound({ catalogue: { knowledge } }: GeneratedVault, round: number): string {
  return at(knowledge, round).path;
}

function at<Item>(items: readonly Item[], round: number): Item {
  const item = items[((round + 1) * STEP) % items.length];
  if (item === undefined) throw new RangeError('the vault is empty');
  return item;
}
