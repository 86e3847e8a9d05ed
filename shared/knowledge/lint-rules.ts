// The rules of the linter, by name.
export const LINT_RULES = ['unreadable', 'type', 'property', 'domain', 'domain_tag', 'title', 'section', 'links', 'broken_link'] as const;
export type LintRule = (typeof LINT_RULES)[number];
