// `--help` and `help` in the form that was asked for: text for people, the tables themselves under `--json`.
import type { Answer, Verb } from '../verb';
import type { Wish } from '../find-verb';
import { describeNoun, describeOverview, describeVerb } from './describe';
import { nounHelp, overviewHelp, verbHelp } from './render';
import { TOPICS } from './topics';

export type HelpWish = Extract<Wish, { kind: 'overview' | 'noun_help' | 'verb_help' | 'topic_help' }>;

export async function helpAnswer(wish: HelpWish): Promise<Answer> {
  switch (wish.kind) {
    case 'overview': {
      const overview = await describeOverview();
      return { data: overview, text: () => overviewHelp(overview) };
    }
    case 'topic_help': {
      // Made from the tables of the rules, which help on a verb does without.
      const { topicText } = await import('./topic-text');
      const topic = { topic: wish.topic, summary: TOPICS[wish.topic].summary, text: topicText(wish.topic) };
      return { data: topic, text: () => topic.text };
    }
    case 'noun_help': {
      const noun = describeNoun(wish.noun, wish.verbs);
      return { data: noun, text: () => nounHelp(noun) };
    }
    case 'verb_help': {
      const verb = await withRules(wish.verb);
      return { data: describeVerb(verb), text: (paint) => verbHelp(verb, paint.width) };
    }
  }
}

/** The verb with what the tables of the core say of it added to its description. */
async function withRules(verb: Verb): Promise<Verb> {
  if (verb.rules === undefined) return verb;
  const paragraphs = [verb.description ?? '', await verb.rules()].filter((text) => text !== '');
  return { ...verb, description: paragraphs.join('\n\n') };
}
