// A whole file of YAML (`.touchstone/config.yaml`), read as a note's block is. Every command reads one at its start, so
// what edits it is in `yaml-file-edit.ts`.
import type { FrontmatterReading } from './frontmatter';
import { readPlainYaml, scanPlainYaml } from './plain-yaml';
import { lineAt, lineOfProblem } from './position';
import { problemOf, readYamlMapping } from './yaml-engine';

/** As `readFrontmatter`, for a text that is all YAML; an empty one has no properties. Never throws. */
export function readYamlFile(text: string): Exclude<FrontmatterReading, { kind: 'none' }> {
  const content = withoutBom(text);
  const plain = readPlainYaml(content);
  if (plain !== null) return { kind: 'properties', properties: plain };
  try {
    return { kind: 'properties', properties: readYamlMapping(content) };
  } catch (error) {
    const finding = problemOf(error);
    if (finding === null) throw error;
    return { kind: 'unreadable', problem: finding.problem, line: finding.offset === null ? null : lineOfProblem(content, finding.offset) };
  }
}

/** The 1-based line that `key` is on; `null` when it is not found at the top level of plain YAML. */
export function lineOfKey(text: string, key: string): number | null {
  const content = withoutBom(text);
  const entry = scanPlainYaml(content, 0, content.length)?.entries.find((candidate) => candidate.key === key);
  return entry === undefined ? null : lineAt(content, entry.start);
}

/** A byte order mark is no part of the YAML. */
export function withoutBom(text: string): string {
  return text.startsWith('\ufeff') ? text.slice(1) : text;
}
