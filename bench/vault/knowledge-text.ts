// The text of a generated knowledge note, with the sections that its type asks for.
import { PROJECT, type Catalogue, type KnowledgeEntry, type KnowledgeType } from './catalogue';
import { longTailName, paragraph, sentence } from './prose';
import type { Random } from './random';
import { STACKS, TAGS } from './words';

const SECTIONS: Record<KnowledgeType, readonly string[]> = {
  decision: ['Context', 'Content', 'Decision', 'Rationale', 'Alternatives considered'],
  pattern: ['Context', 'Content', 'When to use', 'Implementation'],
  debug: ['Context', 'Content', 'Symptoms', 'Root cause', 'Fix'],
  convention: ['Context', 'Content'],
};

/** Sentences of all sections together, for some 2 KB. */
const SENTENCES = 16;

export function knowledgeText(note: KnowledgeEntry, { knowledge, stories }: Catalogue, random: Random): string {
  const names = SECTIONS[note.type];
  const sections = names.map((name) => {
    const text = paragraph(random, Math.round(SENTENCES / names.length), random.chance(0.4) ? [`[[${random.pick(knowledge).title}]]`] : []);
    return `## ${name}\n${text}\n${name === 'Implementation' || name === 'Symptoms' ? `\n${snippet(random)}\n` : ''}`;
  });
  const related = Array.from({ length: 1 + random.below(3) }, () => `- [[${random.pick(knowledge).title}]]`);
  return `${frontmatter(note, random.pick(stories).id, random)}
# ${note.title}
${sentence(random)}

${sections.join('\n')}
## Related
${related.join('\n')}
`;
}

function frontmatter(note: KnowledgeEntry, source: string, random: Random): string {
  return `---
type: ${note.type}
scope: project
project: ${PROJECT}
status: active
confidence: ${random.pick(['high', 'medium', 'medium', 'low'])}
stack: [${random.pick(STACKS)}]
tags: [${random.pick(TAGS)}]
created: ${note.createdAt.toISOString().slice(0, 10)}
${random.chance(0.2) ? `actionable: ${random.pick(['pending', 'incorporated', 'dismissed'])}\n` : ''}source: ["[[${source}]]"]
---`;
}

function snippet(random: Random): string {
  const name = longTailName(random);
  return `\`\`\`ts\nconst ${name} = await open('${longTailName(random)}', { retries: ${random.below(9)} });\nif (${name} === null) throw new Error('${longTailName(random)} is gone');\n\`\`\``;
}
