// The parts of a generated story that other formats put in other places.

/** Texts of its level 2 sections by heading, in order; sections of the same name are joined. */
export function sectionsOf(text: string): Map<string, string> {
  const sections = new Map<string, string>();
  for (const part of bodyOf(text).split(/^## /m).slice(1)) {
    const end = part.indexOf('\n');
    const name = part.slice(0, end);
    const content = part.slice(end + 1).trim();
    const before = sections.get(name);
    sections.set(name, before === undefined ? content : `${before}\n\n${content}`);
  }
  return sections;
}

/** What follows the properties. */
export function bodyOf(text: string): string {
  return text.slice(text.indexOf('\n---\n', 3) + 5);
}
