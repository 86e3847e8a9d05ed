// `--help` and `help` in the form that was asked for: text for people, the tables themselves under `--json`.
import type { Answer } from '../verb';
import type { Wish } from '../find-verb';
import { describeNoun, describeOverview, describeVerb } from './describe';
import { nounHelp, overviewHelp, verbHelp } from './render';

export type HelpWish = Extract<Wish, { kind: 'overview' | 'noun_help' | 'verb_help' }>;

export async function helpAnswer(wish: HelpWish): Promise<Answer> {
  switch (wish.kind) {
    case 'overview': {
      const overview = await describeOverview();
      return { data: overview, text: () => overviewHelp(overview) };
    }
    case 'noun_help': {
      const noun = describeNoun(wish.noun, wish.verbs);
      return { data: noun, text: () => nounHelp(noun) };
    }
    case 'verb_help': {
      const verb = describeVerb(wish.verb);
      return { data: verb, text: (paint) => verbHelp(wish.verb, paint.width) };
    }
  }
}
