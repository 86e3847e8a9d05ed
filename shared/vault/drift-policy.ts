// What a governed write does when it meets bytes that no governed operation wrote: refuse, or take them onto the record
// first (`decisions.md` 7). It never launders them.
import { TouchstoneError } from '../errors';
import { readFrontmatter } from '../note/frontmatter';
import { driftPolicyOf } from '../policy/note-classes';
import type { Io } from './io';
import type { LiveView } from './live-view';
import { CONFIG_PATH, targetClass } from './paths';
import type { Plan, PlannedWrite } from './plan';
import type { Adoption } from './transaction';
import type { NoteSnapshot } from './view';

/** The adoptions that the plan's writes need. E_INTEGRITY when one of them is refused: then nothing is adopted. */
export function* adoptionsFor(view: LiveView, plan: Plan): Io<Adoption[]> {
  yield* requireGovernedConfig(view, plan);
  const adoptions: Adoption[] = [];
  for (const write of plan.writes) {
    const adoption = yield* adoptionFor(view, write);
    if (adoption) adoptions.push(adoption);
  }
  return adoptions;
}

function* adoptionFor(view: LiveView, write: PlannedWrite): Io<Adoption | null> {
  const { path } = write;
  const snapshot = yield* view.note(path);
  const baseline = yield* view.baseline(path);
  if (snapshot?.integrity === 'ok' || (!snapshot && baseline === null)) return null;
  if (write.settlesDrift !== true) requireAdoptable(view, path, snapshot);
  return { path, before: baseline, after: snapshot?.sha256 ?? null, bytes: snapshot?.bytes ?? null };
}

function requireAdoptable(view: LiveView, path: string, snapshot: NoteSnapshot | null): void {
  const found = !snapshot ? 'it was deleted' : snapshot.integrity === 'untracked' ? 'it has no baseline' : 'its bytes are not its baseline';
  if (driftPolicyOf(path, view.config) === 'refuse') {
    throw new TouchstoneError('E_INTEGRITY', `\`${path}\` drifted: ${found}, and a governed write may not build on that.`, {
      hint: `See what changed with \`touchstone integrity diff "${path}"\`; a person then runs \`touchstone integrity ack\` or \`touchstone note restore\` on it.`,
      details: { path, drift: snapshot?.integrity ?? 'deleted', policy: 'refuse' },
    });
  }
  const problem = snapshot && targetClass(path) === 'note' ? unreadableProblem(snapshot) : null;
  if (problem === null) return;
  throw new TouchstoneError('E_INTEGRITY', `\`${path}\` drifted and can't be read: ${problem}. Unreadable drift is never adopted.`, {
    hint: `Mend the note in an editor, or look at its versions with \`touchstone note history "${path}"\`.`,
    details: { path, drift: snapshot?.integrity ?? 'deleted', problem },
  });
}

function unreadableProblem(snapshot: NoteSnapshot): string | null {
  if (snapshot.text === null) return 'it is not valid UTF-8';
  const reading = readFrontmatter(snapshot.text);
  return reading.kind === 'unreadable' ? reading.problem : null;
}

/** Settings decide what every gate asks for: while they were changed on the side, nothing else may be written. */
function* requireGovernedConfig(view: LiveView, plan: Plan): Io<void> {
  const touchesConfig = [...plan.writes, ...(plan.records ?? [])].some(({ path }) => path === CONFIG_PATH);
  if (touchesConfig) return;
  const config = yield* view.note(CONFIG_PATH);
  if (config?.integrity === 'ok') return;
  throw new TouchstoneError('E_INTEGRITY', `\`${CONFIG_PATH}\` was changed by something other than \`touchstone settings\`; nothing is written while the rules are in doubt.`, {
    hint: `See the change with \`touchstone integrity diff ${CONFIG_PATH}\`; a person then acknowledges or restores it.`,
    details: { path: CONFIG_PATH, drift: config?.integrity ?? 'deleted' },
  });
}
