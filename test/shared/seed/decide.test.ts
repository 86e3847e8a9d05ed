// What seeding does with a note, as a table of facts.
import { expect, it } from 'vitest';
import { decideSeed, type SeedFacts, type SeedOutcome } from '../../../shared/seed/decide';

const base: SeedFacts = { next: 'new', present: 'new', seeded: 'new', proposable: true, force: false };

it.each<[string, Partial<SeedFacts>, SeedOutcome]>([
  ['leaves what is up to date', {}, 'unchanged'],
  ['leaves what somebody wrote just so', { seeded: null }, 'unchanged'],
  ['creates what never was there', { present: null, seeded: null }, 'created'],
  ['leaves removed what somebody removed', { present: null }, 'removed'],
  ['leaves removed what was removed before an upgrade', { present: null, seeded: 'old' }, 'removed'],
  ['brings a removed one back by force', { present: null, force: true }, 'created'],
  ['upgrades an untouched old one', { present: 'old', seeded: 'old' }, 'upgraded'],
  ['proposes the newer text of an edited one', { present: 'mine', seeded: 'old' }, 'proposed'],
  ['proposes for a note that was there before the seed', { present: 'mine', seeded: null }, 'proposed'],
  ['keeps an edit when the program brings nothing newer', { present: 'mine' }, 'kept'],
  ['keeps an edited template', { present: 'mine', seeded: 'old', proposable: false }, 'kept'],
  ['replaces an edited one by force', { present: 'mine', seeded: 'old', force: true }, 'replaced'],
])('%s', (_, facts, outcome) => {
  expect(decideSeed({ ...base, ...facts })).toBe(outcome);
});
