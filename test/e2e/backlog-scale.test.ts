// Ten thousand stories in the backlog: a filter finds the right ones, cards move, outside changes arrive, and only what is
// in sight is drawn.
import { expect, test } from 'vitest';
import { touchstone } from './backlog-vault';
import { LARGE, largeBacklog, largeId } from './large-backlog';
import { goTo, openBacklog } from './open-backlog';

/** Far more than fit on a screen, far fewer than there are. */
const DRAWN = 400;

test('ten thousand stories are filtered by typing, moved, and followed', async () => {
  const vault = largeBacklog();
  const open = await openBacklog(vault);
  const { page } = open.obsidian;
  await page.getByText(`${LARGE} stories`, { exact: true }).first().waitFor({ timeout: 180_000 });
  expect(await page.getByRole('option').count()).toBeLessThan(DRAWN);

  const search = page.getByRole('searchbox', { name: 'Search stories' });
  await search.pressSequentially('LAMP number 77');
  // Every tenth story is about a lamp; 19 of their numbers have 77 in them.
  await page.getByText(`19 of ${LARGE} stories`, { exact: true }).first().waitFor();
  await search.fill(largeId(9_999));
  await open.card(largeId(9_999), 'Open').waitFor();

  const moved = largeId(9_990);
  await search.fill(moved);
  await open.card(moved, 'Open').dragTo(open.column('In progress'));
  await open.card(moved, 'In progress').waitFor();
  await page.locator('.touchstone-card.is-pending').waitFor({ state: 'detached' });
  await expect.poll(() => touchstone(vault, ['story', 'show', moved])).toMatchObject({ status: 'in_progress' });
  await goTo(open, moved, 'In progress');
  await page.keyboard.press('Alt+ArrowLeft');
  await open.card(moved, 'Open').waitFor();
  await page.locator('.touchstone-card.is-pending').waitFor({ state: 'detached' });

  await search.fill('');
  const claimed = largeId(4_911);
  touchstone(vault, ['story', 'claim', claimed], { as: 'dev-1', role: 'developer' });
  await open.card(claimed, 'In progress').waitFor();
  for (const layout of ['List', 'Tree']) {
    await page.locator('.touchstone-view').getByRole('button', { name: layout, exact: true }).click();
    expect(await page.locator('.touchstone-list-row').count()).toBeLessThan(DRAWN);
  }
}, 480_000);
