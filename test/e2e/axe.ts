// Accessibility checks by axe-core in a page.
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

/** What plugins draw; the frame around it is the host's. */
const PLUGIN_PARTS = ['.workspace-leaf .view-content', '.modal', '.prompt', '.menu', '.notice', '.status-bar-item'];

/**
 * Components whose colours the app's default theme sets, some of them with less contrast than axe asks for (white on
 * the accent colour has 3.4). A plugin that uses them as they are can't change that; contrast counts everywhere else.
 */
const APP_COLOURS = '.mod-cta, .mod-warning, .mod-destructive, .is-warning, .setting-item-error, .internal-link, .external-link, a.tag, .callout-title';

export interface AxeOptions {
  /** Selectors of what is checked; default: everything that plugins draw. */
  include?: readonly string[];
  /** Ids of axe's rules that are left out. Say why where you do it. */
  without?: readonly string[];
}

/** One line for each violation and element; a test expects none. */
export async function axe(page: Page, { include = PLUGIN_PARTS, without = [] }: AxeOptions = {}): Promise<string[]> {
  if (!await page.evaluate(() => 'axe' in window)) await page.addScriptTag({ path: createRequire(import.meta.url).resolve('axe-core/axe.min.js') });
  return page.evaluate(async ([selectors, disabled, appColours]) => {
    const { axe: checker } = window as unknown as { axe: { run(context: unknown, options: unknown): Promise<AxeResults> } };
    const shown = selectors.filter((selector) => document.querySelector(selector) !== null);
    const rules = Object.fromEntries(disabled.map((id) => [id, { enabled: false }]));
    const { violations } = await checker.run({ include: shown.map((selector) => [selector]) }, { rules, resultTypes: ['violations'], elementRef: true });
    return violations.flatMap(({ id, help, nodes }) => nodes
      .filter(({ element }) => id !== 'color-contrast' || !element?.closest(appColours))
      .map(({ target, failureSummary }) => `${id}: ${help} — ${target.join(' ')}\n${failureSummary ?? ''}`));
  }, [include, without, APP_COLOURS] as const);
}
