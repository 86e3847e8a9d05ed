// The victim of `killer.test.ts`: runs a seeded sequence of governed operations on a vault, over several notes at a time,
// and reports each one that succeeded, until it is killed.
import { writeSync } from 'node:fs';
import { nodePorts } from '../../shared/node/open';
import type { Actor } from '../../shared/policy/actor';
import { runSync } from '../../shared/vault/io';
import { runOperation } from '../../shared/vault/operation';
import type { PlannedWrite, Planner } from '../../shared/vault/plan';
import { openVault } from '../../shared/vault/vault';

const [root = '', seed = '1', first = '1'] = process.argv.slice(2);
const ACTOR: Actor = { name: 'victim', role: 'developer', kind: 'agent', session: null };
const NOTES = 8;
/** Long enough that writing one takes several system calls' time. */
const FILLER = 'words that fill the note\n'.repeat(400);

/** Lehmer's generator with the modulus and multiplier of Park and Miller (1988): the same sequence for the same seed. */
function generator(start: number): (below: number) => number {
  let state = (start * 48271) % 2147483647;
  return (below) => {
    state = (state * 48271) % 2147483647;
    return state % below;
  };
}

const random = generator(Number(seed) + 1);
const vault = runSync(openVault(nodePorts(root)));
for (let n = Number(first); ; n++) {
  runSync(runOperation(vault, ACTOR, operation(n), { reason: String(n) }));
  writeSync(1, `${n}\n`);
}

/** Writes its own number into one to three notes; now and then it deletes one instead. */
function operation(n: number): Planner<null> {
  const chosen = new Set(Array.from({ length: 1 + random(3) }, () => `n${random(NOTES)}.md`));
  const isDelete = random(4) === 0;
  return function* (view) {
    const writes: PlannedWrite[] = [];
    for (const [at, path] of [...chosen].entries()) {
      const before = (yield* view.note(path))?.sha256 ?? null;
      if (isDelete && at === 0 && before !== null) writes.push({ path, before, content: null });
      else writes.push({ path, before, content: `---\noperation: ${n}\n---\n${FILLER}end of ${n}\n` });
    }
    return { plan: { op: 'note.write', writes }, item: null };
  };
}
