// Decisions on the backlog, by pointer and by keyboard alone: moves and their refusals, rejection, acceptance.
import { expect, test } from 'vitest';
import { backlogVault, deliver, newStory, touchstone } from './backlog-vault';
import { goTo, openBacklog } from './open-backlog';

function statusOf(vault: string, id: string): string {
  return (touchstone(vault, ['story', 'show', id]) as { status: string }).status;
}

test('a story moved to delivered is refused for missing proof, says what is needed, and stays where it was', async () => {
  const { vault, claimed } = backlogVault();
  const open = await openBacklog(vault);
  const { page } = open.obsidian;
  const refusal = page.getByRole('alert');

  await open.card(claimed, 'In progress').dragTo(open.column('Delivered'));
  await expect.poll(() => refusal.textContent()).toMatch(/without proof: AC #1, AC #2.*touchstone story prove/);
  await open.card(claimed, 'In progress').waitFor();
  expect(await open.obsidian.axe()).toEqual([]);
  await open.button('Dismiss').click();
  await refusal.waitFor({ state: 'hidden' });

  await goTo(open, claimed, 'In progress');
  await page.keyboard.press('Alt+ArrowRight');
  await expect.poll(() => refusal.textContent()).toContain('without proof: AC #1, AC #2');
  await page.keyboard.press('Escape');
  await expect.poll(() => open.column('In progress').getByRole('listbox').evaluate((el) => el === document.activeElement)).toBe(true);
  expect(await open.card(claimed, 'In progress').getAttribute('aria-selected')).toBe('true');
  expect(statusOf(vault, claimed)).toBe('in_progress');
});

test('a rejection with a part missing is not sent; complete, it is', async () => {
  const { vault, delivered, claimed } = backlogVault();
  deliver(vault, claimed);
  const open = await openBacklog(vault);
  const { page } = open.obsidian;

  await open.card(delivered, 'Delivered').click();
  await open.button('Reject').click();
  await page.getByRole('combobox', { name: 'Criterion' }).selectOption({ index: 1 });
  await page.getByRole('textbox', { name: 'Delivered' }).fill('It lights after four seconds.');
  await page.getByRole('textbox', { name: 'Fix' }).fill('Open the port once.');
  await open.button('Send rejection').click();
  await page.getByText('Gap is missing').waitFor();
  expect(statusOf(vault, delivered)).toBe('delivered');
  await page.getByRole('textbox', { name: 'Gap' }).fill('Three seconds.');
  await open.button('Send rejection').click();
  await open.card(delivered, 'Open').waitFor();
  await expect.poll(() => touchstone(vault, ['story', 'show', delivered])).toMatchObject({
    status: 'open', rejections: 1,
    contract: expect.arrayContaining([expect.objectContaining({ status: 'rejected', by: 'ada', rejection: { expected: 'AC #1: the lamp lights within a second', delivered: 'It lights after four seconds.', gap: 'Three seconds.', fix: 'Open the port once.' } })]),
  });

  // The way back from a delivery asks for a verdict.
  await goTo(open, claimed, 'Delivered');
  await page.keyboard.press('Alt+ArrowLeft');
  const expected = page.getByRole('textbox', { name: 'Expected' });
  await expect.poll(() => expected.evaluate((el) => el === document.activeElement)).toBe(true);
  for (const part of ['AC #2', 'It is kept.', '', 'Replace it.']) {
    await page.keyboard.type(part);
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('Enter');
  await expect.poll(() => page.getByRole('textbox', { name: 'Gap' }).evaluate((el) => el === document.activeElement)).toBe(true);
  await page.keyboard.type('A damaged file stays.');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect.poll(() => statusOf(vault, claimed)).toBe('open');
  await open.card(claimed, 'Open').waitFor();
});

test('an accepted delivery frees what waited for it', async () => {
  const { vault, delivered, waiting, claimed } = backlogVault();
  const second = newStory(vault, 'Blink on error', '--blocked-by', claimed);
  deliver(vault, claimed);
  const open = await openBacklog(vault);
  const { page } = open.obsidian;
  await expect.poll(() => open.card(waiting, 'Open').textContent()).toContain('blocked by 1 open story');

  await open.card(delivered, 'Delivered').click();
  await open.button('Accept').click();
  await open.card(delivered, 'Closed').waitFor();
  await expect.poll(() => open.card(waiting, 'Open').textContent()).toContain('ready');
  await expect.poll(() => page.getByRole('status').first().textContent()).toContain(`${delivered} is closed; now ready: ${waiting}`);

  await goTo(open, claimed, 'Delivered');
  await page.keyboard.press('m');
  await page.keyboard.type('closed');
  await page.keyboard.press('Enter');
  await page.locator('.modal').getByRole('button', { name: `Accept ${claimed}` }).waitFor();
  await page.keyboard.press('Enter');
  await open.card(claimed, 'Closed').waitFor();
  await expect.poll(() => open.card(second, 'Open').textContent()).toContain('ready');
  await expect.poll(() => touchstone(vault, ['story', 'show', claimed])).toMatchObject({ status: 'closed', verdict: 'accepted', accepted_by: 'ada' });
});

test('blocking asks for a reason, deferring for a date, and calling it off moves nothing', async () => {
  const { vault, ready, waiting } = backlogVault();
  const open = await openBacklog(vault);
  const { page } = open.obsidian;

  await open.card(ready, 'Open').dragTo(open.column('Blocked'));
  await page.locator('.modal').getByRole('textbox', { name: 'Reason' }).waitFor();
  await page.keyboard.press('Escape');
  await open.card(ready, 'Open').waitFor();
  await open.card(ready, 'Open').dragTo(open.column('Blocked'));
  await page.locator('.modal').getByRole('textbox', { name: 'Reason' }).fill('No lamp at hand');
  await page.locator('.modal').getByRole('button', { name: `Move ${ready} to blocked` }).click();
  await open.card(ready, 'Blocked').waitFor();

  await goTo(open, waiting, 'Open');
  await page.keyboard.press('m');
  await page.keyboard.type('defer');
  await page.keyboard.press('Enter');
  await page.locator('.modal').getByLabel('Until').fill('2099-01-31');
  await page.locator('.modal').getByRole('textbox', { name: 'Reason' }).focus();
  await page.keyboard.press('Enter');
  await open.card(waiting, 'Deferred').waitFor();
  await expect.poll(() => touchstone(vault, ['story', 'show', ready])).toMatchObject({ status: 'blocked', blocked_reason: 'No lamp at hand' });
  await expect.poll(() => touchstone(vault, ['story', 'show', waiting])).toMatchObject({ status: 'deferred', defer_until: '2099-01-31' });
});
