// `seed`: brings the methodology, the templates and the bases into a vault, and later their newer texts, without ever
// replacing what somebody wrote. The ledger is the manifest: its lines of the operation `vault.seed` hold the hashes.
import { classOf } from '../policy/note-classes';
import { requireRole } from '../policy/roles';
import { planDraft } from '../proposal/draft';
import { proposalRows, readableProposal } from '../proposal/store';
import type { Config } from '../settings/config';
import type { Io } from '../vault/io';
import { folderOf } from '../vault/paths';
import type { PlannedRecord, PlannedWrite, Planner } from '../vault/plan';
import type { Sha256 } from '../vault/ports';
import type { NoteSnapshot, VaultView } from '../vault/view';
import { decideSeed, SEED_OUTCOMES, type SeedOutcome } from './decide';

const OP = 'vault.seed';

/** A note of the package; `path` has the default folders. */
export interface SeedNote {
  path: string;
  text: string;
}

export interface SeedItem {
  notes: { path: string; outcome: SeedOutcome; proposal: string | null }[];
  /** Counts of the outcomes that occur, by folder; `''` is the top of the vault. */
  folders: { folder: string; counts: Partial<Record<SeedOutcome, number>> }[];
}

interface Draft {
  writes: PlannedWrite[];
  records: PlannedRecord[];
  warnings: string[];
}

/**
 * Seeds. What was edited stays, and the newer text of a protected note becomes a proposal, once.
 * @param request.force replaces edited notes and brings removed ones back; what it replaces is kept in the history.
 * @throws E_POLICY when anybody but a person forces.
 */
export function planSeed(request: { notes: readonly SeedNote[]; force: boolean }): Planner<SeedItem> {
  return function* (view) {
    if (request.force) requireRole(view.actor, 'seed.force', view.config);
    const manifest = yield* lastSeeded(view);
    const draft: Draft = { writes: [], records: [], warnings: [] };
    const notes: SeedItem['notes'] = [];
    for (const note of request.notes) {
      const path = placeOf(note.path, view.config);
      notes.push(yield* seedOne(view, draft, { path, text: note.text }, manifest.get(path) ?? null, request.force));
    }
    const { writes, records, warnings } = draft;
    const plan = writes.length + records.length === 0 ? null : { op: OP, kind: 'system' as const, writes, records };
    return { plan, item: { notes, folders: foldersOf(notes) }, warnings };
  };
}

function* seedOne(
  view: VaultView, draft: Draft, { path, text }: SeedNote, seeded: Sha256 | null, force: boolean,
): Io<SeedItem['notes'][number]> {
  const note = yield* view.note(path);
  const next = yield* view.sha256(text);
  const proposable = classOf(path, view.config) === 'system' && typeof note?.text === 'string';
  const outcome = decideSeed({ next, present: note?.sha256 ?? null, seeded, proposable, force });
  const before = note?.sha256 ?? null;
  if (outcome === 'created' || outcome === 'upgraded') draft.writes.push({ path, content: text, before });
  if (outcome === 'replaced' || (outcome === 'created' && force)) {
    draft.writes = [...draft.writes.filter((write) => write.path !== path), { path, content: text, before, settlesDrift: true }];
  }
  // Found as the seed has it: from now on it counts as the seed's, and follows it.
  if (outcome === 'unchanged' && seeded !== next && note?.integrity === 'ok') draft.records.push({ path, after: next });
  if (outcome !== 'proposed' || note === null) return { path, outcome, proposal: null };
  const proposal = yield* propose(view, draft, note, text);
  return { path, outcome: proposal === null ? 'kept' : 'proposed', proposal };
}

/** The id of the new proposal; `null` when just this was proposed before, whatever became of it. */
function* propose(view: VaultView, draft: Draft, target: NoteSnapshot, text: string): Io<string | null> {
  if (yield* wasProposed(view, target.path, text)) return null;
  const { plan, item, warnings } = yield* planDraft(view, {
    op: OP,
    action: 'proposal.create',
    kind: 'change',
    targetPath: target.path,
    target,
    after: text,
    motivation: 'This version of Touchstone brings a newer text of this note, and the vault\'s own was edited.',
    impact: 'Accepting it replaces the edited text; rejecting it keeps that one, and the same text is not proposed again.',
  });
  draft.writes.push(...(plan?.writes ?? []));
  draft.warnings.push(...(warnings ?? []));
  return item.id;
}

function* wasProposed(view: VaultView, path: string, text: string): Io<boolean> {
  const { rows } = yield* proposalRows(view, { open: true, decided: true });
  for (const row of rows) {
    if (row.properties['target_path'] !== path) continue;
    if ((yield* readableProposal(view, row.path, []))?.after === text) return true;
  }
  return false;
}

/** Hash per path as the newest seed left it. */
function* lastSeeded(view: VaultView): Io<Map<string, Sha256>> {
  const seeded = new Map<string, Sha256>();
  for (const { notes } of yield* view.history({ op: OP })) {
    for (const { path, after } of notes) if (after !== null && !seeded.has(path)) seeded.set(path, after);
  }
  return seeded;
}

/** A vault may call its folder of templates otherwise; folders of system scope keep their names. */
function placeOf(path: string, config: Config): string {
  return path.startsWith('_templates/') ? `${config.folders.templates}/${path.slice('_templates/'.length)}` : path;
}

function foldersOf(notes: SeedItem['notes']): SeedItem['folders'] {
  const folders = [...new Set(notes.map(({ path }) => folderOf(path)))];
  return folders.map((folder) => ({ folder, counts: countsOf(notes.filter(({ path }) => folderOf(path) === folder)) }));
}

function countsOf(notes: SeedItem['notes']): Partial<Record<SeedOutcome, number>> {
  const counts = SEED_OUTCOMES.map((outcome) => [outcome, notes.filter((note) => note.outcome === outcome).length] as const);
  return Object.fromEntries(counts.filter(([, count]) => count > 0));
}
