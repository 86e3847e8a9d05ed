// The concepts that `touchstone help <topic>` explains. Light, because every call that looks for a verb loads it.

export const TOPICS = {
  actors: { summary: 'who acts, and what each role may do' },
  gates: { summary: 'what must hold before a story moves' },
  claims: { summary: 'how a story is taken, held and given back' },
  drift: { summary: 'what happens when a note changes behind the tool' },
  proposals: { summary: 'how protected notes change' },
  vault: { summary: 'what lies where, and who may write it' },
} as const;

export type Topic = keyof typeof TOPICS;

export function topicNamed(word: string): Topic | null {
  return Object.hasOwn(TOPICS, word) ? word as Topic : null;
}
