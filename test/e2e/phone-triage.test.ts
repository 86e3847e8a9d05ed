// The released plugin on a phone: all views on a governed vault, decided by touch, and in order for the command line after.
import { expect, test } from 'vitest';
import { deliver, newStory, touchstone } from './backlog-vault';
import { builtPlugin } from './built-plugin';
import { GovernedVault, nameThePerson } from './governed-vault';
import { openObsidian, type Obsidian } from './obsidian';

const REVIEWS = '# Reviews\n\nOne reviewer is enough.\n';
const TWO = REVIEWS.replace('One reviewer is', 'Two reviewers are');
const RETRO = { as: 'retro-1', role: 'retro' };

interface Triage {
  vault: string;
  delivered: string;
  /** Blocked by {@link Triage.delivered}. */
  waiting: string;
  proposal: string;
}

/** A delivery that something waits for, a proposal, a learning and a drifted note. */
function triageVault(): Triage {
  const governed = GovernedVault.make({ 'conventions/Reviews.md': REVIEWS, 'Plain.md': 'as it was\n' });
  const { root } = governed;
  const delivered = newStory(root, 'Switch the lamp on from the command line', '--priority', '1', '--label', 'cli', '--ac', 'the lamp lights within a second', '--ac', 'an unknown lamp is refused');
  deliver(root, delivered);
  const waiting = newStory(root, 'Dim the lamp over a minute', '--ac', 'brightness falls without steps', '--blocked-by', delivered);
  governed.write('given.txt', '**Ask the battery twice**, always.\n');
  touchstone(root, ['learning', 'add', '--type', 'pattern', '--title', 'Ask the battery twice', '--source', delivered, '--domain', 'delivery', '--body-file', 'given.txt'], RETRO);
  governed.write('given.txt', TWO);
  const { item } = touchstone(root, ['proposal', 'create', '--target', 'conventions/Reviews', '--motivation', 'One is often ill.', '--impact', 'A day more.', '--body-file', 'given.txt'], RETRO) as { item: { id: string } };
  governed.write('Plain.md', 'changed on the side\n');
  return { vault: root, delivered, waiting, proposal: item.id };
}

async function open(vault: string): Promise<Obsidian> {
  const obsidian = await openObsidian({ vault, plugin: builtPlugin(), phone: true });
  await nameThePerson(obsidian);
  return obsidian;
}

test('all views show what the vault has, within the width of the phone, and axe finds nothing', async () => {
  const obsidian = await open(triageVault().vault);
  const { page } = obsidian;
  const shown = [['backlog', 'Switch the lamp on from the command line'], ['learnings', 'Ask the battery twice'], ['proposals', 'conventions/Reviews'], ['health', 'Plain.md']] as const;
  for (const [name, text] of shown) {
    await obsidian.run(`touchstone:open-${name}`);
    await page.locator('.touchstone-view:visible').getByText(text).first().waitFor();
    // A choice of which nothing is known yet says so too.
    if (name === 'learnings') await expect.poll(() => page.getByRole('combobox', { name: 'Epic' }).innerText()).toBe('Any epic');
    await obsidian.screenshot(`phone-${name}`);
    expect(await page.evaluate(() => document.scrollingElement?.scrollWidth)).toBe(390);
    expect(await obsidian.axe(), name).toEqual([]);
  }
});

test('drift is acknowledged, and a delivery and a proposal are accepted, by touch, and the command line finds all in order', async () => {
  const { vault, delivered, waiting, proposal } = triageVault();
  const obsidian = await open(vault);
  const { page } = obsidian;
  const view = page.locator('.touchstone-view:visible');
  await obsidian.run('touchstone:open-backlog');
  await page.getByRole('option', { name: new RegExp(`^${delivered}: `) }).tap();
  await view.getByRole('button', { name: 'Accept', exact: true }).waitFor();
  await obsidian.screenshot('phone-backlog-detail');
  await view.getByRole('button', { name: 'Accept', exact: true }).tap();
  await expect.poll(() => touchstone(vault, ['story', 'show', delivered])).toMatchObject({ status: 'closed', verdict: 'accepted', accepted_by: 'ada' });

  await obsidian.run('touchstone:open-proposals');
  await page.getByRole('option').filter({ hasText: proposal }).tap();
  await view.getByRole('button', { name: 'Accept', exact: true }).waitFor();
  await obsidian.screenshot('phone-proposal');
  await view.getByRole('button', { name: 'Accept', exact: true }).tap();
  await page.getByRole('dialog').getByRole('button', { name: `Accept ${proposal}` }).waitFor();
  await obsidian.screenshot('phone-proposal-confirm');
  await page.getByRole('dialog').getByRole('button', { name: `Accept ${proposal}` }).tap();
  await expect.poll(() => touchstone(vault, ['proposal', 'show', proposal])).toMatchObject({ status: 'accepted' });
  await obsidian.run('touchstone:open-health');
  await view.getByRole('button', { name: 'Acknowledge', exact: true }).tap();
  await view.getByText('None: drift').waitFor();
  expect(touchstone(vault, ['note', 'read', 'conventions/Reviews'])).toMatchObject({ text: TWO });
  await expect.poll(() => touchstone(vault, ['story', 'show', waiting])).toMatchObject({ ready: true });
  expect(touchstone(vault, ['integrity', 'verify'])).toMatchObject({ broken: [], drifted: [], rewound: [] });
});
