// What choosing a row of the report does: opens what it speaks of, or asks what to do about it.
import type { App } from 'obsidian';
import { Keymap } from 'obsidian';
import { acknowledge } from '../../../shared/integrity/record-drift';
import { setNoteProperties } from '../../../shared/note/planners/change-properties';
import { decodeNote } from '../../../shared/vault/bytes';
import type { Engine } from '../../engine/engine';
import { ChoiceModal } from '../../modals/choice-modal';
import { RefusalModal } from '../../modals/refusal-modal';
import type { Decision } from '../../ui/decision';
import { decide, requirePerson } from '../../ui/decision';
import { askFirst } from '../backlog/ask-modal';
import { statusName } from '../backlog/columns';
import { planDrop } from '../backlog/plan-drop';
import type { Leads } from './sections';

export interface FollowHost {
  app: App;
  engine: Engine;
  announcer: { say(text: string): void };
  /** Opens the view of this type with a state. */
  openView(view: 'backlog' | 'proposals' | 'learnings', state: Record<string, unknown>): void;
  /** Shows the drift of this note. */
  showDrift(path: string): void;
  /** What was decided changes the report: it is asked for at once. */
  decided(): void;
}

export function follow(host: FollowHost, leads: Leads, event: MouseEvent | KeyboardEvent): void {
  switch (leads.to) {
    case 'note': void host.app.workspace.openLinkText(leads.path, '', Keymap.isModEvent(event) || 'tab'); break;
    case 'story': host.openView('backlog', { story: leads.id }); break;
    case 'proposal': host.openView('proposals', { proposal: leads.id }); break;
    case 'learnings': host.openView('learnings', {}); break;
    case 'conflict': void askAboutCopy(host, leads.id); break;
    case 'hand_change': askAboutStatus(host, leads); break;
    case 'nothing': break;
  }
}

async function askAboutCopy(host: FollowHost, id: string): Promise<void> {
  try {
    const { copy, bytes } = await host.engine.conflict(id);
    new ChoiceModal(host.app, {
      title: `Conflict copy of ${copy.path}`,
      show: (el) => {
        el.createEl('p', { text: copy.holds === 'governed' ? 'The governed text that could not be put in place, because somebody else wrote meanwhile:' : 'What somebody else had written when a governed write met it:' });
        el.createEl('pre', { cls: 'touchstone-copy', text: decodeNote(bytes) ?? 'It is not valid UTF-8.', attr: { tabindex: 0, 'aria-label': 'Text of the copy' } });
        el.createEl('p', { text: 'Discarding it can\'t be undone. Take over what is worth keeping first.' });
      },
      answers: [
        { label: 'Open the note', run: () => { void host.app.workspace.openLinkText(copy.path, '', 'tab'); } },
        { label: 'Discard', kind: 'destructive', run: (event) => { void discard(host, id, event); } },
      ],
    }).open();
  } catch (error) {
    new RefusalModal(host.app, `Show the conflict copy ${id}`, error).open();
  }
}

async function discard(host: FollowHost, id: string, event: MouseEvent): Promise<void> {
  try {
    requirePerson(event);
    await host.engine.discardConflict(id);
    host.decided();
    host.announcer.say(`Conflict copy ${id} discarded`);
  } catch (error) {
    new RefusalModal(host.app, `Discard the conflict copy ${id}`, error).open();
  }
}

type HandChange = Extract<Leads, { to: 'hand_change' }>;

/** `decisions.md` 31. */
function askAboutStatus(host: FollowHost, change: HandChange): void {
  const { id, path, status, edited, isDrifted } = change;
  const words = { now: statusName(edited).toLowerCase(), was: statusName(status).toLowerCase() };
  new ChoiceModal(host.app, {
    title: `Status of ${id}`,
    show: (el) => {
      el.createEl('p', { text: `The note says ${words.now}, but the story is ${words.was}: that is what its last transition left, and what counts. An edit moves no story.` });
      if (isDrifted) el.createEl('p', { text: 'The note drifted, perhaps in more than its status. To run or to undo also acknowledges the rest of its text; see the drift first.' });
    },
    answers: [
      { label: `Run the transition to ${words.now}`, kind: 'cta', run: (event) => { void runTransition(host, change, event); } },
      { label: 'Undo the change', run: (event) => { void undo(host, change, event); } },
      { label: 'See the drift', run: () => { host.showDrift(path); } },
    ],
  }).open();
}

async function runTransition(host: FollowHost, change: HandChange, event: MouseEvent): Promise<void> {
  const { id, status, edited } = change;
  const drop = planDrop({ id, status }, edited);
  if (drop.kind !== 'move') {
    host.openView('backlog', { story: id });
    return;
  }
  const given = drop.ask === null ? { answers: {}, event } : await askFirst(host.app, drop.title, drop.ask);
  if (given === null) return;
  await decideOn(host, change, given.event, {
    title: drop.title, planner: drop.planner(given.answers), done: ({ item }) => `${item.id} is ${statusName(item.status).toLowerCase()}`,
  });
}

async function undo(host: FollowHost, change: HandChange, event: MouseEvent): Promise<void> {
  const { id, path, status } = change;
  await decideOn(host, change, event, {
    title: `Undo the change of ${id}`, planner: setNoteProperties({ ref: path, assignments: [`status=${status}`] }),
    done: () => `${id} says ${statusName(status).toLowerCase()} again`,
  });
}

/** No governed write builds on drift, so that is acknowledged first, as the question said. */
async function decideOn<Item>(host: FollowHost, { path, isDrifted }: HandChange, event: Event, decision: Decision<Item>): Promise<void> {
  if (isDrifted) {
    const taken = await decide(host, event, { title: `Acknowledge ${path}`, planner: acknowledge({ paths: [path] }), done: () => `${path} is its baseline now` });
    if (taken === null) return;
  }
  await decide(host, event, decision);
  host.decided();
}
