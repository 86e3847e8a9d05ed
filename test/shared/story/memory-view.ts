// A vault in memory for tests of planners: texts by path, the ledger's state beside them, and a clock that only moves
// when a test says so. It applies plans as the engine does, without lock, stage and ledger.
import { createHash } from 'node:crypto';
import { readFrontmatter } from '../../../shared/note/frontmatter';
import { countChecklist } from '../../../shared/note/checklist';
import { graphOf } from '../../../shared/note/note-graph';
import { GraphTable } from '../../../shared/vault/graph-table';
import { GraphedNote } from '../../../shared/vault/graphed-note';
import type { Actor, Role } from '../../../shared/policy/actor';
import type { Config } from '../../../shared/settings/config';
import { defaultConfig } from '../../../shared/settings/definitions';
import { addSeconds } from '../../../shared/settings/duration';
import { runSync } from '../../../shared/vault/io';
import type { Io } from '../../../shared/vault/io';
import type { GovernedState, Plan, Planned, Planner } from '../../../shared/vault/plan';
import { plainTable } from '../../../shared/vault/note-table';
import type { IndexedNote, NoteSnapshot, VaultView } from '../../../shared/vault/view';

interface MemoryNote {
  text: string;
  state: GovernedState | null;
  integrity: NoteSnapshot['integrity'];
}

const START = '2026-11-21T09:00:00Z';

export class MemoryVault {
  readonly notes = new Map<string, MemoryNote>();
  readonly plans: Plan[] = [];
  /** How often the index was asked for: single-note verbs must not. */
  indexed = 0;
  now = START;
  private drawn = 0;
  readonly config: Config;

  constructor(settings: Partial<Config['settings']> = {}) {
    const config = defaultConfig({ prefix: 'PROJ', project: 'demo', scope: 'project' });
    this.config = { ...config, settings: { ...config.settings, ...settings } };
  }

  /** Runs a planner as `actor` and applies its plan. */
  run<Item>(actor: Actor, planner: Planner<Item>): Planned<Item> {
    const planned = runSync(planner(this.view(actor)));
    if (planned.plan !== null) this.apply(planned.plan);
    return planned;
  }

  read<T>(query: (view: VaultView) => Io<T>, actor: Actor = agent('reader', null)): T {
    return runSync(query(this.view(actor)));
  }

  text(id: string): string {
    const note = this.notes.get(`stories/${id}.md`);
    if (note === undefined) throw new Error(`no story ${id}`);
    return note.text;
  }

  /** Changes a story behind the rules' back, and acknowledges the bytes without vouching for its state. */
  edit(id: string, change: (text: string) => string): void {
    const path = `stories/${id}.md`;
    const note = this.notes.get(path);
    if (note === undefined) throw new Error(`no story ${id}`);
    this.notes.set(path, { ...note, text: change(note.text) });
  }

  put(path: string, text: string, state: GovernedState | null = null): void {
    this.notes.set(path, { text, state, integrity: 'ok' });
  }

  wait(seconds: number): void {
    this.now = addSeconds(this.now, seconds);
  }

  private apply(plan: Plan): void {
    for (const write of plan.writes) {
      const present = this.notes.get(write.path);
      const hash = present === undefined ? null : sha256(present.text);
      if (hash !== write.before) throw new Error(`${write.path} was planned on other bytes`);
      if (write.content === null) this.notes.delete(write.path);
      else this.notes.set(write.path, { text: String(write.content), state: write.state ?? present?.state ?? null, integrity: 'ok' });
    }
    this.plans.push(plan);
  }

  private view(actor: Actor): VaultView {
    const { notes, config, now } = this;
    const counted = (): void => void (this.indexed += 1);
    const draw = (length: number): string => (this.drawn++ * 7919 + 46656).toString(36).padStart(length, '0').slice(-length);
    const below = (folder: string): string[] => [...notes.keys()].filter((path) => path.startsWith(folder === '' ? '' : `${folder}/`)).sort();
    const index = (folder: string): IndexedNote[] => below(folder).map((path) => indexedOf(path, notes.get(path)!));
    return {
      actor, config, now,
      random: { base36: draw },
      *note(path: string) { return snapshotOf(path, notes.get(path)); },
      *bytes(path: string) { const note = notes.get(path); return note === undefined ? null : new TextEncoder().encode(note.text); },
      *index(folder: string) { counted(); return index(folder); },
      *table(folder: string) { counted(); return plainTable(index(folder)); },
      *paths(folder: string) { return below(folder); },
      *noteFiles(folder: string) { return below(folder).map((path) => ({ path, kind: 'file' as const })); },
      *readEach(files, take) { for (const { path } of files) take(path, new TextEncoder().encode(notes.get(path)?.text ?? '')); },
      *files(folder: string) { return below(folder); },
      *graphs() {
        const paths = [...notes.keys()].sort();
        const table = GraphTable.of(new Map(paths.map((path) => [path, graphOf(notes.get(path)?.text ?? '')])));
        return { notes: paths.map((path, row) => new GraphedNote(path, table, row)), unread: [], others: [], stored: null, texts: table.texts };
      },
      *remembered<T>(_name: string, derive: () => Io<T>) { return yield* derive(); },
      *rememberedOfLedgers<T>(_name: string, derive: () => Io<T>) { return yield* derive(); },
      *rememberedOfEach<Note, T>(_memory: unknown, all: readonly Note[], derive: (note: Note) => Io<{ answer: T }>) {
        const answers: T[] = [];
        for (const note of all) answers.push((yield* derive(note)).answer);
        return answers;
      },
      *rememberedNumbers(_memory: unknown, derive: () => Uint32Array) { return derive(); },
      *sha256(content: string | Uint8Array) { return sha256(content); },
      *object() { return null; },
      *baseline(path: string) { const note = notes.get(path); return note === undefined ? null : sha256(note.text); },
      *integrityOf(path: string, hash: string) { const note = notes.get(path); return note === undefined ? 'untracked' : sha256(note.text) === hash ? note.integrity : 'modified'; },
      *history() { return []; },
      *drift() { return { ok: notes.size, drifted: [], conflicts: 0, broken: [] }; },
    };
  }
}

function snapshotOf(path: string, note: MemoryNote | undefined): NoteSnapshot | null {
  if (note === undefined) return null;
  return { path, bytes: new TextEncoder().encode(note.text), sha256: sha256(note.text), text: note.text, integrity: note.integrity, state: note.state };
}

function indexedOf(path: string, note: MemoryNote): IndexedNote {
  const reading = readFrontmatter(note.text);
  return {
    path, sha256: sha256(note.text), size: note.text.length,
    properties: reading.kind === 'properties' ? reading.properties : reading.kind === 'none' ? {} : null,
    problem: reading.kind === 'unreadable' ? reading.problem : null,
    criteria: countChecklist(note.text, 'Acceptance Criteria'),
    integrity: note.integrity, state: note.state,
  };
}

export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

export function agent(name: string, role: Role | null, session: string | null = null): Actor {
  return { name, role, kind: 'agent', session };
}

function person(name: string): Actor {
  return { name, role: 'human', kind: 'human', session: null };
}

export const srPm = agent('sr-1', 'sr-pm', 's-sr');
export const dev7 = agent('dev-7', 'developer', 's-7');
export const dev8 = agent('dev-8', 'developer', 's-8');
export const pm1 = agent('pm-1', 'pm', 's-pm');
export const dispatcher = agent('boss', 'dispatcher', 's-boss');
export const dana = person('dana');
