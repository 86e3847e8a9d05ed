// What `--help` of story verbs says of the rules, from the tables that the rules are.
import { explainVerb } from '../../../shared/story/explain';

/** @param verb a verb of `story`, `claim` */
export function verbRules(verb: string): string {
  return explainVerb(verb).join('\n\n');
}
