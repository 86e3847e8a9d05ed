// Sentences as a team writes them in its notes. Most words come from a few short lists, as in any project; about one in
// fifteen is a name from a long tail (a module, a table, a host), so that a search has common, rare and unique words.
import type { Random } from './random';
import { ASPECTS, COMPONENTS, CONDITIONS, OBJECTS, QUALIFIERS, REASONS, SYLLABLES, VERBS } from './words';

/** Names in the long tail; the first are used most, as Zipf's law has it. */
const NAMES = 20_000;

/** One sentence. @param link a `[[link]]` that it mentions; none when left out. */
export function sentence(random: Random, link?: string): string {
  const text = random.pick(SHAPES)(random);
  const mention = link === undefined ? '' : random.pick([`, see ${link}`, ` (${link})`, `, as in ${link}`]);
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${mention}.`;
}

/** Some sentences in one line. @param links each is mentioned by one of them. */
export function paragraph(random: Random, sentences: number, links: readonly string[] = []): string {
  return Array.from({ length: Math.max(sentences, links.length) }, (_, n) => sentence(random, links[n])).join(' ');
}

/** A thing of the shop: `the regional price engine`. */
function thing(random: Random): string {
  return random.chance(0.4) ? `the ${random.pick(QUALIFIERS)} ${random.pick(COMPONENTS)}` : `the ${random.pick(COMPONENTS)}`;
}

/** A name from the long tail: `kelmarsel`. Rank r comes up 1/r as often as rank 1. */
export function longTailName(random: Random): string {
  return nameOfRank(Math.floor(NAMES ** random.next()));
}

/** @param rank from 1. */
export function nameOfRank(rank: number): string {
  let name = '';
  for (let part = 0, rest = rank; part < 3 || rest > 0; part++) {
    name += SYLLABLES[(rest + part * 7) % SYLLABLES.length] ?? '';
    rest = Math.floor(rest / SYLLABLES.length);
  }
  return name;
}

const SHAPES: readonly ((random: Random) => string)[] = [
  (random) => `${thing(random)} ${random.pick(VERBS)} ${random.pick(OBJECTS)} ${random.pick(CONDITIONS)}, ${random.pick(REASONS)}`,
  (random) => `the ${random.pick(ASPECTS)} of ${thing(random)} is set in \`${longTailName(random)}\`, ${random.pick(REASONS)}`,
  (random) => `${random.pick(CONDITIONS)}, ${thing(random)} ${random.pick(VERBS)} ${random.pick(OBJECTS)}`,
  (random) => `we measured ${thing(random)} at ${random.below(900) + 20} ms with ${random.below(40) + 2} rows of ${longTailName(random)}`,
  (random) => `what ${thing(random)} ${random.pick(VERBS)} is not what ${longTailName(random)} expects`,
  (random) => `${random.pick(OBJECTS)} comes from ${thing(random)}; its ${random.pick(ASPECTS)} was wrong ${random.pick(CONDITIONS)}`,
];
