// Accessibility checks by axe-core in a page.
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

/** What plugins draw; the frame around it is the host's. */
const PLUGIN_PARTS = ['.workspace-leaf .view-content', '.modal', '.prompt', '.menu', '.notice', '.status-bar-item'];

export interface AxeOptions {
  /** Selectors of what is checked; default: everything that plugins draw. */
  include?: readonly string[];
  /** Ids of axe's rules that are left out. Say why where you do it. */
  without?: readonly string[];
}

/** One line for each violation and element; a test expects none. */
export async function axe(page: Page, { include = PLUGIN_PARTS, without = [] }: AxeOptions = {}): Promise<string[]> {
  if (!await page.evaluate(() => 'axe' in window)) await page.addScriptTag({ path: createRequire(import.meta.url).resolve('axe-core/axe.min.js') });
  const { violations } = await page.evaluate(async ([selectors, disabled]) => {
    const { axe: checker } = window as unknown as { axe: { run(context: unknown, options: unknown): Promise<AxeResults> } };
    const shown = selectors.filter((selector) => document.querySelector(selector) !== null);
    const rules = Object.fromEntries(disabled.map((id) => [id, { enabled: false }]));
    return checker.run({ include: shown.map((selector) => [selector]) }, { rules, resultTypes: ['violations'] });
  }, [include, without] as const);
  return violations.flatMap(({ id, help, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${help} — ${target.join(' ')}\n${failureSummary ?? ''}`));
}
